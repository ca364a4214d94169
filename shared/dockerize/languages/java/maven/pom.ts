import { posix } from 'node:path'
import type { Found } from '../../../found.ts'
import { parseXml, xmlChild, xmlChildren, xmlText, type XmlElement } from '../../../parse/xml.ts'
import { join, type FileView } from '../../../view/file-view.ts'
import { remembered } from '../memo.ts'

/** A pom.xml with those that it inherits from, as far as they are in the repository. */
export interface Pom {
  /** The repository's path of the file. */
  readonly file: string
  /** The repository's path of its folder. */
  readonly folder: string
  readonly project: XmlElement
  readonly parent: Pom | undefined
  /** The properties that .mvn/maven.config gives on every command line. */
  readonly given: ReadonlyMap<string, Found<string>>
}

/** A group, an artifact and a version, resolved; what a pom does not say is `''`. */
export interface Coordinates {
  readonly group: string
  readonly artifact: string
  readonly version: string
}

const DEEPEST = 20
const LONGEST = 10_000

const parsed = remembered((repository: FileView, file: string): XmlElement | undefined => {
  const text = repository.text(file)
  return text === undefined ? undefined : parseXml(file, text)
})

/** Reads the pom.xml of a folder, or undefined where there is none. Throws a UserError for broken XML. */
export function readPom(
  repository: FileView,
  folder: string,
  given: Pom['given'] = new Map(),
  depth = 0,
): Pom | undefined {
  return readFile(repository, join(folder, 'pom.xml'), given, depth)
}

function readFile(repository: FileView, file: string, given: Pom['given'], depth: number): Pom | undefined {
  const project = depth > DEEPEST ? undefined : parsed(repository, file)
  if (project === undefined) return undefined
  const folder = file.includes('/') ? posix.dirname(file) : ''
  const parent = parentFile(repository, folder, project)
  return {
    file,
    folder,
    project,
    given,
    parent: parent === undefined ? undefined : readFile(repository, parent, given, depth + 1),
  }
}

/** Source: Maven's POM reference, "The Parent": ../pom.xml where nothing is said, a repository's where it is empty. */
function parentFile(repository: FileView, folder: string, project: XmlElement): string | undefined {
  const parent = xmlChild(project, 'parent')
  if (parent === undefined) return undefined
  const element = xmlChild(parent, 'relativePath')
  if (element?.text === '') return undefined
  const path = posix.normalize(posix.join(folder, element?.text ?? '../pom.xml'))
  if (path.startsWith('..')) return undefined
  const file = repository.isFolder(path) ? `${path}/pom.xml` : path
  const above = parsed(repository, file)
  // A folder above often has a pom.xml that is another project's.
  const artifact = above && xmlChild(above, 'artifactId')?.text
  return artifact === xmlChild(parent, 'artifactId')?.text ? file : undefined
}

/** The pom and those that it inherits from, the nearest first. */
export function lineage(pom: Pom): readonly Pom[] {
  return pom.parent === undefined ? [pom] : [pom, ...lineage(pom.parent)]
}

/** The `<project>` of each pom of the lineage, and before each the profiles that are active unless told otherwise. */
export function models(pom: Pom): readonly XmlElement[] {
  return lineage(pom).flatMap(({ project }) => [
    ...xmlChildren(project, 'profile', 'profiles').filter(
      (profile) => xmlChild(profile, 'activation', 'activeByDefault')?.text === 'true',
    ),
    project,
  ])
}

/** The parent that comes from outside the repository, as of Spring Boot or Micronaut. */
export function outerParent(pom: Pom): (Coordinates & { readonly found: Found<string> }) | undefined {
  const last = lineage(pom).at(-1)
  const parent = xmlChild(last?.project, 'parent')
  const found = xmlText(xmlChild(parent, 'version')) ?? xmlText(xmlChild(parent, 'artifactId'))
  if (parent === undefined || found === undefined) return undefined
  return { ...coordinates(pom, parent), found }
}

/** The coordinates that an element names, resolved as the pom's own properties say. */
export function coordinates(pom: Pom, element: XmlElement): Coordinates {
  const value = (name: string): string => resolve(pom, xmlChild(element, name)?.text ?? '')
  return { group: value('groupId'), artifact: value('artifactId'), version: value('version') }
}

/** The pom's own coordinates; group and version may be the parent's. */
export function ownCoordinates(pom: Pom): Coordinates {
  const value = (name: string): string =>
    resolve(pom, (xmlChild(pom.project, name) ?? xmlChild(pom.project, 'parent', name))?.text ?? '')
  return {
    group: value('groupId'),
    artifact: resolve(pom, xmlChild(pom.project, 'artifactId')?.text ?? ''),
    version: value('version'),
  }
}

/** A property as it is written, unresolved: the command line's, then the nearest pom's. */
function property(pom: Pom, name: string): Found<string> | undefined {
  const given = pom.given.get(name)
  if (given !== undefined) return given
  for (const model of models(pom)) {
    const found = xmlText(
      xmlChildren(model, 'properties')[0]?.elements.find((element) => element.name === name),
    )
    if (found !== undefined) return found
  }
  return undefined
}

/** A property with what it refers to put in. */
export function resolvedProperty(pom: Pom, name: string): Found<string> | undefined {
  const found = property(pom, name)
  return found === undefined ? undefined : { ...found, value: resolve(pom, found.value) }
}

/** A text with `${...}` replaced as far as the poms tell; what they do not tell stays as it is. */
export function resolve(pom: Pom, text: string): string {
  let resolved = text
  for (let pass = 0; pass < DEEPEST && resolved.includes('${'); pass += 1) {
    const next = resolved.replace(
      /\$\{([^${}]+)\}/g,
      (whole, name: string) => property(pom, name)?.value ?? ofProject(pom, name) ?? whole,
    )
    // What refers to itself may grow with each pass.
    if (next === resolved || next.length > LONGEST) break
    resolved = next
  }
  return resolved
}

function ofProject(pom: Pom, name: string): string | undefined {
  const [, path] = /^(?:project|pom)\.(.+)$/.exec(name) ?? []
  if (path === undefined) return undefined
  const parts = path.split('.')
  const inherited = parts.length === 1 && ['groupId', 'version'].includes(path)
  const element =
    xmlChild(pom.project, ...parts) ?? (inherited ? xmlChild(pom.project, 'parent', path) : undefined)
  return element?.text
}

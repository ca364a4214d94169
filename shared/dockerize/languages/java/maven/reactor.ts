import { posix } from 'node:path'
import type { Found } from '../../../found.ts'
import { xmlChildren } from '../../../parse/xml.ts'
import { appIn, upward, type App, type FileView } from '../../../view/file-view.ts'
import { remembered } from '../memo.ts'
import { dependencies, imports } from './model.ts'
import { lineage, ownCoordinates, readPom, type Pom } from './pom.ts'

/** The poms that are built together, and which of them an application needs. */
export interface Reactor {
  /** The repository's path of the folder that Maven runs in. */
  readonly root: string
  /** All poms, in the order of the module lists; the root's is the first. */
  readonly poms: readonly Pom[]
  /** The application's own. */
  readonly pom: Pom
  /** The modules that the application is built from: itself first, then what it depends on. */
  readonly closure: readonly Pom[]
  /** Whether the root's module lists lead to the application; if not, it only inherits from what is there. */
  readonly listed: boolean
}

const MOST_MODULES = 2000

/** The reactor of the application in a folder, or undefined where there is no pom.xml. */
export function readReactor(app: App): Reactor | undefined {
  if (!app.files.isFile('pom.xml')) return undefined
  const root = rootFolder(app)
  const { given, poms } = together(app.repository, root)
  const pom = poms.find(({ folder }) => folder === app.folder) ?? readPom(app.repository, app.folder, given)
  if (pom === undefined) return undefined
  const listed = poms.includes(pom)
  return reactorFor(pom, { root, listed, poms: listed ? poms : [...lineage(pom)].reverse() })
}

const together = remembered((repository: FileView, root: string) => {
  const given = commandLineProperties(appIn(repository, root))
  return { given, poms: collect(repository, root, given) }
})

/** The same poms for another one of them. */
export function reactorFor(
  pom: Pom,
  { root, poms, listed }: Pick<Reactor, 'root' | 'poms' | 'listed'>,
): Reactor {
  return { root, poms, listed, pom, closure: closureOf(pom, poms) }
}

/** The topmost folder whose modules, or whose parent pom, the application's folder belongs to. */
function rootFolder(app: App): string {
  let root = app.folder
  for (const { folder } of upward(app).slice(1)) {
    const pom = readPom(app.repository, folder)
    if (pom !== undefined && moduleFolders(pom).includes(root)) root = folder
  }
  if (root !== app.folder) return root
  const own = readPom(app.repository, app.folder)
  const folders = own === undefined ? [] : lineage(own).map(({ folder }) => folder)
  return common([app.folder, ...folders])
}

function common(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split('/').filter(Boolean))
  const length = first.findIndex((part, index) => others.some((other) => other[index] !== part))
  return (length === -1 ? first : first.slice(0, length)).join('/')
}

/** The folders of a pom's modules; a module may be named by its pom file, too. */
function moduleFolders(pom: Pom): readonly string[] {
  const names = [pom.project, ...xmlChildren(pom.project, 'profile', 'profiles')].flatMap((model) => [
    ...xmlChildren(model, 'module', 'modules'),
    // Maven 4's name for them.
    ...xmlChildren(model, 'subproject', 'subprojects'),
  ])
  return names
    .map(({ text }) => posix.normalize(posix.join(pom.folder, text.replace(/\/?[^/]*\.xml$/, ''))))
    .map((folder) => folder.replace(/\/+$/, ''))
    .map((folder) => (folder === '.' ? '' : folder))
    .filter((folder) => !folder.startsWith('..'))
}

function collect(repository: FileView, root: string, given: Pom['given']): readonly Pom[] {
  const found = new Map<string, Pom>()
  const waiting = [root]
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (found.has(folder) || found.size >= MOST_MODULES) continue
    const pom = readPom(repository, folder, given)
    if (pom === undefined) continue
    found.set(folder, pom)
    waiting.unshift(...moduleFolders(pom))
  }
  return [...found.values()]
}

function closureOf(pom: Pom, poms: readonly Pom[]): readonly Pom[] {
  const { byName, byFolder } = indexed(poms, '')
  const closure = new Set<Pom>([pom])
  for (const one of closure) {
    const needed = [...dependencies(one), ...imports(one)].map(({ name }) => byName.get(name))
    const above = lineage(one)
      .slice(1)
      .map(({ folder }) => byFolder.get(folder))
    for (const other of [...needed, ...above]) if (other !== undefined) closure.add(other)
  }
  return [...closure]
}

const indexed = remembered((poms: readonly Pom[]) => ({
  byName: new Map(poms.map((one) => [nameOf(one), one])),
  byFolder: new Map(poms.map((one) => [one.folder, one])),
}))

function nameOf(pom: Pom): string {
  const { group, artifact } = ownCoordinates(pom)
  return `${group}:${artifact}`
}

/** Source: Maven's documentation, "Configuring Apache Maven", .mvn/maven.config: an argument a line, `-Dname=value`. */
function commandLineProperties(root: App): Pom['given'] {
  const path = '.mvn/maven.config'
  const lines = root.files.text(path)?.split(/\r?\n/) ?? []
  const pairs = lines.flatMap((line, index): readonly [string, Found<string>][] =>
    line
      .trim()
      .split(/\s+/)
      .flatMap((word): readonly [string, Found<string>][] => {
        const [, name, value] = /^-D([^=]+)=(.*)$/.exec(word) ?? []
        if (name === undefined || value === undefined) return []
        return [[name, { value, file: root.at(path), line: index + 1 }]]
      }),
  )
  return new Map(pairs)
}

import type { Found } from '../../../found.ts'
import { xmlChild, xmlChildren, xmlText, type XmlElement } from '../../../parse/xml.ts'
import type { Dependency, Plugin } from '../project.ts'
import { remembered } from '../memo.ts'
import { coordinates, models, resolve, type Pom } from './pom.ts'

/** What a pom depends on, with what it inherits; a version that a bill of materials sets is that one's. */
export function dependencies(pom: Pom): readonly Dependency[] {
  return own(pom, 'dependencies')
}

const own = remembered((pom: Pom): readonly Dependency[] =>
  models(pom).flatMap((model) =>
    xmlChildren(model, 'dependency', 'dependencies').map((element): Dependency => {
      const { group, artifact, version } = coordinates(pom, element)
      return {
        name: `${group}:${artifact}`,
        version: version === '' ? managedVersion(pom, group, artifact) : version,
        scope: resolve(pom, xmlChild(element, 'scope')?.text ?? 'compile'),
        found: { value: artifact, file: element.file, line: element.line },
      }
    }),
  ),
)

/** The bills of materials that a pom imports. */
export function imports(pom: Pom): readonly Dependency[] {
  return managed(pom).filter(({ scope }) => scope === 'import')
}

function managedVersion(pom: Pom, group: string, artifact: string): string {
  const all = managed(pom)
  const direct = all.find(({ name }) => name === `${group}:${artifact}`)
  const bill = all.find(({ name, scope }) => scope === 'import' && name.startsWith(`${group}:`))
  return direct?.version ?? bill?.version ?? ''
}

function managed(pom: Pom): readonly Dependency[] {
  return models(pom).flatMap((model) =>
    xmlChildren(model, 'dependency', 'dependencyManagement', 'dependencies').map((element) => {
      const { group, artifact, version } = coordinates(pom, element)
      return {
        name: `${group}:${artifact}`,
        version,
        scope: xmlChild(element, 'scope')?.text ?? 'compile',
        found: { value: artifact, file: element.file, line: element.line },
      }
    }),
  )
}

/** A plugin that the build runs, by its artifact's name; one that is only managed does not count. */
export function plugin(pom: Pom, artifact: string): Plugin | undefined {
  const bound = pluginElements(pom, artifact, 'plugins')
  const [first] = bound
  if (first === undefined) return undefined
  return pluginOf(pom, first, [...bound, ...pluginElements(pom, artifact, 'pluginManagement', 'plugins')])
}

function pluginElements(pom: Pom, artifact: string, ...path: string[]): readonly XmlElement[] {
  return models(pom).flatMap((model) =>
    xmlChildren(model, 'plugin', 'build', ...path).filter(
      (element) => resolve(pom, xmlChild(element, 'artifactId')?.text ?? '') === artifact,
    ),
  )
}

function pluginOf(pom: Pom, first: XmlElement, all: readonly XmlElement[]): Plugin {
  const configurations = all.flatMap((element) => [
    ...xmlChildren(element, 'configuration'),
    ...xmlChildren(element, 'execution', 'executions').flatMap((run) => xmlChildren(run, 'configuration')),
  ])
  const version = all.map((element) => xmlChild(element, 'version')?.text).find(Boolean)
  return {
    found: { value: xmlChild(first, 'artifactId')?.text ?? '', file: first.file, line: first.line },
    version: version === undefined ? undefined : resolve(pom, version),
    goals: all.flatMap((element) =>
      xmlChildren(element, 'execution', 'executions').flatMap((run) =>
        xmlChildren(run, 'goal', 'goals').map(({ text }) => text),
      ),
    ),
    setting: (...path) => {
      for (const configuration of configurations) {
        const found = xmlText(find(configuration, path))
        if (found !== undefined) return { ...found, value: resolve(pom, found.value) }
      }
      return undefined
    },
  }
}

/** The element at a path; `*` stands for any name, of which the first that leads on is taken. */
function find(from: XmlElement, path: readonly string[]): XmlElement | undefined {
  const [name, ...rest] = path
  if (name === undefined) return from
  for (const element of from.elements) {
    if (name !== '*' && element.name !== name) continue
    const found = find(element, rest)
    if (found !== undefined) return found
  }
  return undefined
}

/** The name of the file that the build makes, without its ending; the version may stand in it as `*`. */
export function finalName(pom: Pom, artifact: string): Found<string> {
  for (const model of models(pom)) {
    const name = xmlText(xmlChild(model, 'build', 'finalName'))
    // A version is for the pom to raise, and not for the Dockerfile to follow.
    if (name !== undefined) return { ...name, value: resolve(pom, withoutVersion(name.value)) }
  }
  const element = xmlChild(pom.project, 'artifactId')
  return { value: `${artifact}-*`, file: pom.file, ...(element === undefined ? {} : { line: element.line }) }
}

function withoutVersion(name: string): string {
  return name.replace(/\$\{(?:project\.|pom\.)?version\}|\$\{revision\}/g, '*')
}

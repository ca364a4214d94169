import type { Found } from '../../../found.ts'
import type { FileView } from '../../../view/file-view.ts'
import { appliedScripts } from './applied.ts'
import type { GradleBuild, GradleProject } from './build.ts'
import { blocks, everything, nameOf, parseScript, strings, type Script, type Statement } from './script.ts'

/** A plugin that a project applies. */
export interface AppliedPlugin {
  readonly id: string
  readonly version: string | undefined
  readonly found: Found<string>
}

/** Statements that a project has, its own first, each with the script that they stand in. */
export interface Part {
  readonly script: Script
  readonly statements: readonly Statement[]
}

const KOTLIN = 'org.jetbrains.kotlin.'

/** A project's own statements, those of scripts it applies, those that the root gives all, and those of plugins in buildSrc. */
export function partsOf(repository: FileView, build: GradleBuild, project: GradleProject): readonly Part[] {
  const own =
    project.script === undefined ? [] : [{ script: project.script, statements: project.script.statements }]
  const root = build.projects.get(':')?.script
  const shared =
    root === undefined
      ? []
      : [
          { script: root, statements: blocks(root.statements, 'allprojects') },
          ...(project.path === ':'
            ? []
            : [{ script: root, statements: blocks(root.statements, 'subprojects') }]),
        ]
  const applied = own.flatMap(({ script }) =>
    appliedScripts(repository, build, project, script).map((file) => {
      const other = parseScript(file, repository.text(file) ?? '')
      return { script: other, statements: other.statements }
    }),
  )
  const parts = [...own, ...applied, ...shared]
  const conventions = parts
    .flatMap((part) => declared(build, part))
    .flatMap(({ id }) => conventionScript(repository, build, id))
  return [...parts, ...conventions]
}

/** Source: Gradle's user manual, "Pre-compiled script plugins". */
function conventionScript(repository: FileView, build: GradleBuild, id: string): readonly Part[] {
  for (const folder of build.included) {
    for (const path of [`groovy/${id}.gradle`, `kotlin/${id}.gradle.kts`]) {
      const file = `${folder}/src/main/${path}`
      const text = repository.text(file)
      if (text === undefined) continue
      const script = parseScript(file, text)
      return [{ script, statements: script.statements }]
    }
  }
  return []
}

/** The plugins that a project applies, each once, with the version wherever it stands. */
export function plugins(build: GradleBuild, parts: readonly Part[]): readonly AppliedPlugin[] {
  const applied = parts.flatMap((part) => declared(build, part)).filter(({ apply }) => apply)
  return applied
    .filter(({ id }, index) => applied.findIndex((other) => other.id === id) === index)
    .map(({ id, version, found }) => ({ id, found, version: version ?? versionElsewhere(build, id) }))
}

interface Declared extends AppliedPlugin {
  readonly apply: boolean
}

function declared(build: GradleBuild, { script, statements }: Part): readonly Declared[] {
  const place = (line: number): Omit<Found<string>, 'value'> => ({ file: script.file, line })
  const inBlock = blocks(statements, 'plugins').flatMap((statement): readonly Declared[] => {
    const one = pluginOf(build, statement)
    if (one === undefined) return []
    return [{ ...one, found: { value: one.id, ...place(statement.line) } }]
  })
  const byCall = statements
    .filter((statement) => nameOf(statement) === 'apply')
    .flatMap((statement): readonly Declared[] => {
      const [id] = strings(statement)
      if (id === undefined || !statement.tokens.some(({ text }) => text === 'plugin')) return []
      return [
        { id: fullId(id), version: undefined, apply: true, found: { value: id, ...place(statement.line) } },
      ]
    })
  return [...inBlock, ...byCall]
}

function pluginOf(
  build: GradleBuild,
  { tokens }: Statement,
): { readonly id: string; readonly version: string | undefined; readonly apply: boolean } | undefined {
  const [first] = tokens
  if (first?.kind !== 'word') return undefined
  const apply = !tokens.some(({ text }, index) => text === 'apply' && tokens[index + 1]?.text === 'false')
  const at = tokens.findIndex(({ text }) => text === 'version')
  const version =
    at === -1
      ? undefined
      : versionValue(
          build,
          tokens.slice(at + 1).map(({ text }) => text),
        )
  const [string] = tokens.flatMap(({ kind, text }) => (kind === 'string' ? [text] : []))
  if (first.text === 'id') return string === undefined ? undefined : { id: string, version, apply }
  if (first.text === 'kotlin')
    return string === undefined ? undefined : { id: `${KOTLIN}${string}`, version, apply }
  if (first.text === 'alias') {
    const accessor = tokens.find(({ text }) => text.startsWith('libs.plugins.'))?.text ?? ''
    const entry = build.catalog.plugin(accessor.replace(/^libs\.plugins\./, ''))
    return entry === undefined ? undefined : { ...entry, apply }
  }
  return { id: fullId(first.text), version, apply }
}

/** A version as words give it: itself, or by a name that the build gives one. */
export function versionValue(build: GradleBuild, words: readonly string[]): string | undefined {
  const word = words.find((text) => /[\w$]/.test(text)) ?? ''
  const [, name] = /^\$\{?([\w.]+)\}?$/.exec(word) ?? []
  if (/^\d/.test(word)) return word
  return build.properties.get(name ?? word)?.value ?? variable(build, name ?? word)
}

function fullId(id: string): string {
  return id === 'kotlin' ? `${KOTLIN}jvm` : id
}

function versionElsewhere(build: GradleBuild, id: string): string | undefined {
  const root = build.projects.get(':')?.script
  const scripts = [root, build.settings].filter((script) => script !== undefined)
  for (const script of scripts) {
    const managed = blocks(script.statements, 'pluginManagement')
    for (const statement of [...blocks(script.statements, 'plugins'), ...blocks(managed, 'plugins')]) {
      const one = pluginOf(build, statement)
      if (one?.id === id && one.version !== undefined) return one.version
    }
    // What the time before the plugins block wrote.
    const classpath = everything(blocks(script.statements, 'buildscript')).flatMap(strings)
    // The plugin's artifact is named after its group: org.springframework.boot:spring-boot-gradle-plugin.
    const artifact = classpath.find((text) => text.startsWith(`${id}:`))
    const version = artifact?.split(':')[2]
    if (version !== undefined) return versionValue(build, [version])
  }
  return undefined
}

/** The value of a name that a script of the root gives one: `def x = '1'`, `val x = "1"`, `ext { x = '1' }`. */
export function variable(build: GradleBuild, name: string): string | undefined {
  if (name.startsWith('libs.versions.')) {
    return build.catalog.version(name.replace(/^libs\.versions\./, '').replace(/\.(?:get|asProvider).*$/, ''))
  }
  const wanted = name.replace(/^(?:rootProject\.|project\.)?(?:ext\.|extra\.)?/, '')
  const scripts = [...build.projects.values()].map(({ script }) => script)
  for (const script of scripts.slice(0, 1)) {
    for (const { tokens } of everything(script?.statements ?? [])) {
      const at = tokens.findIndex(
        ({ text }, index) => text.replace(/^ext\./, '') === wanted && tokens[index + 1]?.text === '=',
      )
      const value = tokens[at + 2]
      if (at !== -1 && value !== undefined && (value.kind === 'string' || /^\d/.test(value.text)))
        return value.text
    }
  }
  return build.properties.get(wanted)?.value
}

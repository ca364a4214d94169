import type { Dependency } from '../project.ts'
import type { GradleBuild } from './build.ts'
import { versionValue, type Part } from './model.ts'
import { blocks, nameOf, strings, type Statement } from './script.ts'

/** What a project depends on, and the paths of the projects of the build among it. */
export function dependencies(
  build: GradleBuild,
  parts: readonly Part[],
): { readonly external: readonly Dependency[]; readonly projects: readonly string[] } {
  const external: Dependency[] = []
  const projects: string[] = []
  for (const { script, statements } of parts) {
    for (const statement of blocks(statements, 'dependencies')) {
      const scope = scopeOf(nameOf(statement))
      const add = (name: string, version: string): void => {
        external.push({
          name,
          version,
          scope,
          found: { value: name, file: script.file, line: statement.line },
        })
      }
      projects.push(...projectsIn(build, statement))
      for (const { name, version } of librariesIn(build, statement)) add(name, version)
    }
  }
  return { external, projects }
}

function scopeOf(configuration: string): string {
  if (/^test|Test/.test(configuration)) return 'test'
  return /^(?:compileOnly|provided|annotationProcessor|kapt|ksp|developmentOnly)/.test(configuration)
    ? 'provided'
    : 'compile'
}

function projectsIn(build: GradleBuild, { tokens }: Statement): readonly string[] {
  return tokens.flatMap(({ kind, text }, index) => {
    if (kind === 'word' && text === 'project') {
      const path = tokens.slice(index + 1, index + 5).find((token) => token.kind === 'string')?.text
      return path === undefined ? [] : [path]
    }
    if (!text.startsWith('projects.')) return []
    const accessor = text.slice('projects.'.length).toLowerCase()
    return [...build.projects.keys()].filter(
      (path) => path.slice(1).replaceAll(':', '.').replace(/[-_]/g, '').toLowerCase() === accessor,
    )
  })
}

function librariesIn(
  build: GradleBuild,
  statement: Statement,
): readonly { readonly name: string; readonly version: string }[] {
  const texts = strings(statement)
  const named = (key: string): string | undefined => {
    const at = statement.tokens.findIndex(({ text }) => text === key)
    return at === -1
      ? undefined
      : statement.tokens.slice(at + 1, at + 3).find(({ kind }) => kind === 'string')?.text
  }
  const group = named('group')
  if (group !== undefined)
    return [{ name: `${group}:${named('name') ?? ''}`, version: named('version') ?? '' }]
  const byString = texts.flatMap((text) => {
    const [group, artifact, version = ''] = text.split(':')
    if (!group || artifact === undefined || text.startsWith(':')) return []
    return [{ name: `${group}:${artifact}`, version: versionValue(build, [version]) ?? '' }]
  })
  const byCatalog = statement.tokens.flatMap(({ kind, text }) =>
    kind === 'word' && text.startsWith('libs.') ? build.catalog.libraries(text.slice('libs.'.length)) : [],
  )
  return [...byString, ...byCatalog]
}

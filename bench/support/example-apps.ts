import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const APPS = '__tests__/apps'
// What only judges an application, and is no part of it.
const HARNESS = new Set(['app.test.json', 'Dockerfile.expected', 'dockerignore.expected'])

/** An example application, and its files by path. */
export interface ExampleApp {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
}

/** The applications of the tests that are whole as they lie there, and at the top of their repository. */
export function exampleApps(): readonly ExampleApp[] {
  return readdirSync(APPS).flatMap((name): ExampleApp[] => {
    const folder = join(APPS, name)
    const told = join(folder, 'app.test.json')
    if (!existsSync(told)) return []
    const expected: unknown = JSON.parse(readFileSync(told, 'utf8'))
    const simple =
      typeof expected === 'object' && expected !== null && !('root' in expected || 'inputs' in expected)
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !HARNESS.has(path) && statSync(join(folder, path)).isFile(),
    )
    if (!simple || paths.length === 0) return []
    return [
      {
        name,
        files: Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')])),
      },
    ]
  })
}

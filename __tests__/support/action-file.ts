import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'

/** The root of the repository. */
export const repositoryRoot = join(import.meta.dirname, '..', '..')

/** What the runner and the docs need of an action's metadata file. */
export interface ActionFile {
  /** Absolute. */
  readonly path: string
  readonly inputs: Readonly<Record<string, { readonly default: string | undefined }>>
  readonly outputs: readonly string[]
  /** Absolute path of the script that `runs.main` names. */
  readonly main: string
}

/** The folder of an action in the repository by the name of its bundle: `build` -> `build-action`, `root` -> ``. */
export function actionFolder(bundle: string): string {
  return bundle === 'root' ? '' : `${bundle}-action`
}

/** Reads an action.yml. Throws when it is absent or not of the expected form. */
export function readActionFile(folder: string): ActionFile {
  const path = join(repositoryRoot, folder, 'action.yml')
  if (!existsSync(path)) throw new Error(`There is no ${join(folder, 'action.yml')}.`)
  const document = record(parse(readFileSync(path, 'utf8')))
  const main = record(document['runs'])['main']
  if (typeof main !== 'string') throw new Error(`${path} has no runs.main.`)
  return {
    path,
    main: join(dirname(path), main),
    outputs: Object.keys(record(document['outputs'] ?? {})),
    inputs: Object.fromEntries(
      Object.entries(record(document['inputs'] ?? {})).map(([name, input]) => {
        const value = record(input)['default']
        return [name, { default: value === undefined || value === null ? undefined : scalar(value, name) }]
      }),
    ),
  }
}

/** A mapping of a parsed YAML document. Throws for anything else. */
export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`Expected a mapping, found ${JSON.stringify(value)}.`)
  }
  return Object.fromEntries(Object.entries(value))
}

/** A YAML scalar as the runner hands it on: as text. */
export function scalar(value: unknown, where: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error(`${where}: expected text, found ${JSON.stringify(value)}.`)
}

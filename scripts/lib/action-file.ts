import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'

/** One input of an action. */
interface ActionInput {
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly default: string | undefined
  /** The environment variable that is read in its place: `[env: NAME]` at the end of the description. */
  readonly variable: string | undefined
}

/** An action's metadata file, as far as documents and tests need it. */
export interface ActionFile {
  readonly path: string
  readonly inputs: readonly ActionInput[]
  readonly outputs: readonly { readonly name: string; readonly description: string }[]
  /** Path of the script that `runs.main` names. */
  readonly main: string
  /** The same of `runs.post`, where there is one. */
  readonly post: string | undefined
}

/** Reads a folder's action.yml. Throws when it is absent or of another form. */
export function readActionFile(folder: string): ActionFile {
  const path = join(folder, 'action.yml')
  return parseActionFile(path, readFileSync(path, 'utf8'))
}

/** The same of a text. Source of the form: docs.github.com, "Metadata syntax reference". */
export function parseActionFile(path: string, text: string): ActionFile {
  const document = mapping(parse(text), path)
  const { main, post } = mapping(document['runs'], `${path}: runs`)
  return {
    path,
    main: join(dirname(path), scalar(main, `${path}: runs.main`)),
    post: post === undefined ? undefined : join(dirname(path), scalar(post, `${path}: runs.post`)),
    inputs: Object.entries(mapping(document['inputs'] ?? {}, `${path}: inputs`)).map(([name, value]) =>
      parseInput(name, mapping(value, `${path}: inputs.${name}`), path),
    ),
    outputs: Object.entries(mapping(document['outputs'] ?? {}, `${path}: outputs`)).map(([name, value]) => {
      const { description } = mapping(value, `${path}: outputs.${name}`)
      return { name, description: oneLine(scalar(description, `${path}: outputs.${name}.description`)) }
    }),
  }
}

function parseInput(name: string, input: Readonly<Record<string, unknown>>, path: string): ActionInput {
  const text = oneLine(scalar(input['description'], `${path}: inputs.${name}.description`))
  const variable = VARIABLE.exec(text)?.[1]
  const fallback = input['default']
  return {
    name,
    variable,
    description: text.replace(VARIABLE, '').trim(),
    required: input['required'] === true,
    default:
      fallback === undefined || fallback === null || fallback === ''
        ? undefined
        : scalar(fallback, `${path}: inputs.${name}.default`),
  }
}

const VARIABLE = /\[env: ([A-Z][A-Z0-9_]*)\]/

/** A mapping of a parsed YAML document; `where` names it in the error for anything else. */
export function mapping(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value))
  }
  throw new Error(`${where}: expected a mapping, found ${JSON.stringify(value)}.`)
}

/** A scalar of a parsed YAML document as the runner hands it on: as text. */
export function scalar(value: unknown, where: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error(`${where}: expected text, found ${JSON.stringify(value)}.`)
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

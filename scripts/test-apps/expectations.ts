import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `app.test.json` says of an application. Everything may be left out: then only the general promises count. */
export interface Expectations {
  /** Part of its answer. */
  readonly says?: string
  /** Where it is asked; `/` without. */
  readonly path?: string
  /** The Host header that it insists on. */
  readonly host?: string
  /** The input `root-directory`. */
  readonly root?: string
  readonly inputs?: Readonly<Record<string, string>>
  /** What it insists on at run time. */
  readonly env?: Readonly<Record<string, string>>
  /** A file of source, and a line to append: a rebuild must install nothing again. */
  readonly source?: readonly [string, string]
  /** Part of the RUN instruction that installs dependencies. */
  readonly install?: string
  readonly prepare?: Preparation
  /** It is rightly refused: part of the sentence. */
  readonly refuses?: string
  /** What is wrong with the application itself, whatever builds it, and what the log says then. */
  readonly fault?: { readonly says: string; readonly because: string }
  /** False: packages that it needs may be out of reach, so it is only checked. */
  readonly build?: boolean
  /** Outputs of the action, by name. */
  readonly plan?: Readonly<Record<string, string>>
}

/** Files that are not committed and made before, by a command in a container. */
export interface Preparation {
  readonly image: string
  readonly command: string
  readonly makes: readonly string[]
}

const EXPECTATIONS = 'app.test.json'

/**
 * The expectations beside an application; none where it has no such file.
 * @throws Error that names the file and the member, for anything but the documented form
 */
export function expectationsOf(folder: string): Expectations | undefined {
  const path = join(folder, EXPECTATIONS)
  if (!existsSync(path)) return undefined
  try {
    return parseExpectations(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** The same of a parsed document. */
export function parseExpectations(document: unknown): Expectations {
  const { plan, prepare, build, source, inputs, env, fault, ...rest } = object(document, 'the document')
  const texts = object(rest, 'the document', ['says', 'path', 'host', 'root', 'install', 'refuses'])
  return {
    ...textsOf(texts, 'the document'),
    ...(build === undefined ? {} : { build: flag(build, 'build') }),
    ...(source === undefined ? {} : { source: pair(source, 'source') }),
    ...(inputs === undefined ? {} : { inputs: textsOf(object(inputs, 'inputs'), 'inputs') }),
    ...(env === undefined ? {} : { env: textsOf(object(env, 'env'), 'env') }),
    ...(fault === undefined ? {} : { fault: faultOf(fault) }),
    ...(prepare === undefined ? {} : { prepare: preparation(prepare) }),
    ...(plan === undefined ? {} : { plan: planOf(plan) }),
  }
}

const PLAN = [
  'language',
  'framework',
  'version',
  'package-manager',
  'port',
  'health-check-path',
  'run-command',
]

function planOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(object(value, 'plan', PLAN))
  return Object.fromEntries(
    entries.map(([name, wanted]) => [
      name,
      typeof wanted === 'number' ? String(wanted) : text(wanted, `plan.${name}`),
    ]),
  )
}

function preparation(value: unknown): Preparation {
  const { image, command, makes } = object(value, 'prepare', ['image', 'command', 'makes'])
  return {
    image: text(image, 'prepare.image'),
    command: text(command, 'prepare.command'),
    makes: list(makes, 'prepare.makes'),
  }
}

function faultOf(value: unknown): NonNullable<Expectations['fault']> {
  const { says, because } = object(value, 'fault', ['says', 'because'])
  return { says: text(says, 'fault.says'), because: text(because, 'fault.because') }
}

function object(value: unknown, where: string, names?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(where, 'an object', value)
  const unknown = Object.keys(value).filter((name) => names !== undefined && !names.includes(name))
  if (unknown.length > 0) throw new Error(`${where} has ${unknown.join(', ')}, which means nothing here.`)
  return Object.fromEntries(Object.entries(value))
}

function textsOf(values: Readonly<Record<string, unknown>>, where: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, text(value, `${where}: ${name}`)]),
  )
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw wrong(where, 'text', value)
  return value
}

function flag(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') throw wrong(where, 'true or false', value)
  return value
}

function list(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value)) throw wrong(where, 'a list', value)
  return value.map((entry: unknown, index) => text(entry, `${where}[${index}]`))
}

function pair(value: unknown, where: string): readonly [string, string] {
  const [first, second, ...others] = list(value, where)
  if (first === undefined || second === undefined || others.length > 0) throw wrong(where, 'two texts', value)
  return [first, second]
}

function wrong(where: string, wanted: string, value: unknown): Error {
  return new Error(`${where} is ${JSON.stringify(value)}, not ${wanted}.`)
}

import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import type { Manifest } from './manifest.ts'

// The one release line that gets fixes; older minors are tags of their own.
const LINE = '1'

/** The tag of Bun's image. What pins a version beats what only gives a range, as for Node.js. */
export function bunVersion(app: App, manifest: Manifest, input: string | undefined): Found<string> {
  const declared = manifest.json.string('packageManager')
  const pinned = declared?.value.startsWith('bun@') === true ? declared : undefined
  const asked = askedVersion(app, input, { files: ['.bun-version'], tools: ['bun'] }, [
    pinned && withValue(pinned, pinned.value.slice('bun@'.length).split('+')[0] ?? ''),
    manifest.json.string('engines', 'bun'),
  ])
  if (asked === undefined) return { value: LINE, why: 'the current line of Bun' }
  const tag = resolveBunVersion(asked.value)
  if (tag !== undefined) return withValue(asked, tag)
  throw new UserError(
    `No release of Bun is known that fits "${asked.value}" (${originOf(asked)}).`,
    'Set the input "version", for example to 1.',
  )
}

function resolveBunVersion(text: string): string | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^(?:bun-)?v(?=\d)/, '')
  if (word === 'latest' || word === '*') return LINE
  if (/^\d+(\.\d+){0,2}$/.test(word)) return word
  if (semver.validRange(word) === null) return undefined
  if (semver.satisfies('1.999.999', word)) return LINE
  const lowest = semver.minVersion(word)
  if (lowest === null) return undefined
  const minor = `${lowest.major}.${lowest.minor}`
  return semver.satisfies(`${minor}.999`, word) ? minor : lowest.version
}

/** Whether the code is written for Bun: it says so by its types, its manager or a framework that runs on nothing else. */
export function writtenForBun(app: App, manifest: Manifest): boolean {
  const declared = manifest.json.string('packageManager')?.value
  if (declared !== undefined && !declared.startsWith('bun@')) return false
  const locked = ['bun.lock', 'bun.lockb', 'bunfig.toml'].some((name) => app.files.isFile(name))
  const types = ['@types/bun', 'bun-types'].some((name) => manifest.dependency(name) !== undefined)
  const elysia = manifest.dependencies.has('elysia') && !manifest.dependencies.has('@elysiajs/node')
  return types || elysia || (locked && manifest.json.string('engines', 'node') === undefined)
}

const ENTRIES = ['index', 'server', 'app', 'main', 'src/index', 'src/server', 'src/app', 'src/main']
const ENDINGS = ['.ts', '.tsx', '.js', '.mjs']
// Source: Bun's documentation, "HTTP server": Bun.serve, or a default export with `fetch`.
const SERVES = /\bBun\.serve\(|\bserve\(|\.listen\(|export\s+default\s+(?:\{[\s\S]*\bfetch\b|app\b|server\b)/

/** The file that Bun would serve: `module` or `main` of package.json, or one that is called as such files are called. */
export function bunEntry(app: App, manifest: Manifest): Found<string> | undefined {
  for (const field of ['module', 'main']) {
    const found = manifest.json.string(field)
    const path = found?.value.replace(/^\.\//, '')
    if (found !== undefined && path !== undefined && serves(app, path)) return withValue(found, path)
  }
  const path = ENTRIES.flatMap((entry) => ENDINGS.map((ending) => entry + ending)).find((name) =>
    serves(app, name),
  )
  return path === undefined
    ? undefined
    : { value: path, file: app.at(path), why: 'a file that serves with Bun' }
}

function serves(app: App, path: string): boolean {
  return SERVES.test(app.files.head(path) ?? '')
}

/** `bun run src/index.ts` as `bun src/index.ts`, which is the same; scripts are followed before. */
export function bunArguments(args: readonly string[]): readonly string[] {
  const rest = args.filter((arg) => arg !== '--bun' && arg !== '-b')
  const [first, second] = rest
  return first === 'run' && second !== undefined && isFile(second) ? rest.slice(1) : rest
}

/** `bun run next start`: a command of a dependency, which its first line gives to Node.js. */
export function bunCommand(args: readonly string[]): readonly string[] | undefined {
  const [first, second, ...rest] = args.filter((arg) => arg !== '--bun' && arg !== '-b')
  if (first !== 'run' || second === undefined || second.startsWith('-') || isFile(second)) return undefined
  return [second, ...rest]
}

function isFile(word: string): boolean {
  return /[./]/.test(word)
}

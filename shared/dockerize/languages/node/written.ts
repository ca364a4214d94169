import { posix } from 'node:path'
import { writtenPath, type Written } from '../../image/written.ts'
import type { App } from '../../view/file-view.ts'

// A string, a path put together from strings, or the name of one that the file defines.
const TEXT = String.raw`(['"])[^'"\n$]+?\1`
const JOIN = String.raw`(?:\w+\.)?(?:join|resolve)\(\s*[^()\n]{0,100}(?:\(\))?[^()\n]{0,200}\)`
const NAME = String.raw`[A-Za-z_$][\w$]*(?:\.[\w$]+)*`
const TEMPLATE = '`[^`\\n]+`'
const ARGUMENT = `(${TEXT.replace('\\1', '\\2')}|${TEMPLATE}|${JOIN}|${NAME})`

// What the environment says comes first, and may be elsewhere.
const FALLBACK = String.raw`(?:process\.env(?:\.\w+|\[['"]\w+['"]\])\s*(?:\|\||\?\?)\s*)?`

interface Sign {
  readonly kind: Written['kind']
  readonly pattern: RegExp
}

const sign = (kind: Written['kind'], before: string): Sign => ({
  kind,
  pattern: new RegExp(before + FALLBACK + ARGUMENT, 'g'),
})

// Source: the documentation of node:fs, fs-extra, multer, better-sqlite3, node:sqlite, sqlite3, lowdb, winston, Knex and
// Sequelize, of what they call the place that they write to.
const SIGNS: readonly Sign[] = [
  sign('folder', String.raw`\b(?:mkdir|mkdirSync|ensureDir|ensureDirSync|mkdirp)\(\s*`),
  sign('file', String.raw`\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream)\(\s*`),
  sign('folder', String.raw`\bmulter\(\s*\{[^{}]*?\bdest\s*:\s*`),
  sign('folder', String.raw`\bdestination\s*:\s*(?=['"])`),
  sign('file', String.raw`\bnew\s+(?:\w+\.)?(?:Database|DatabaseSync)\(\s*`),
  sign('file', String.raw`\b(?:new\s+JSONFile(?:Sync)?|JSONFile(?:Sync)?Preset)(?:<[^<>()]*>)?\(\s*`),
  sign('file', String.raw`\btransports\.File\(\s*\{[^{}]*?\bfilename\s*:\s*`),
  sign('file', String.raw`\bconnection\s*:\s*\{\s*filename\s*:\s*`),
  sign('file', String.raw`\bdialect\s*:\s*['"]sqlite['"][^{}]{0,500}?\bstorage\s*:\s*`),
]
// No server writes to more places; what has more of them is made to cost time.
const MOST = 50
// The words that all signs have, for a quick look.
const MAYBE =
  /mkdir|ensureDir|[wW]rite|append|multer|destination|Database|JSONFile|transports|connection|dialect/
// What is run by hand, by tests or before the application is there.
const NOT_SERVED =
  /(?:^|\/)(?:scripts?|tools?|seeds?|seeders?|migrations?|tests?|spec|e2e|examples?|benchmarks?)\/|\.(?:config|test|spec)\.\w+$|(?:^|\/)(?:gulpfile|gruntfile|webpack|rollup|build|seed|migrate|setup|generate)[\w.-]*\.\w+$/i

/**
 * What the source writes by a relative path while it runs. `output`: the folder that builds put a file into that stands
 * below `src`, for paths that are told from the file's own.
 */
export function writtenPaths(
  app: App,
  files: readonly string[],
  output: string | undefined,
): readonly Written[] {
  const written = new Map<string, Written>()
  for (const file of files.filter((path) => !NOT_SERVED.test(path))) {
    const text = app.files.head(file) ?? ''
    if (!MAYBE.test(text)) continue
    const place = placeOf(file, output)
    const resolve = remembered((argument) => resolved(text, argument, place))
    for (const { kind, pattern } of SIGNS) {
      for (const match of text.matchAll(pattern)) {
        const path = resolve(match[1] ?? '')
        if (path === undefined || written.has(path) || commented(text, match.index)) continue
        if (written.size >= MOST) break
        const line = text.slice(0, match.index).split('\n').length
        const there = app.files.isFile(path)
        written.set(path, {
          path,
          kind,
          found: { value: path, file: app.at(file), line },
          ...(there ? { there } : {}),
        })
      }
    }
  }
  return [...written.values()].filter(({ path }) => !within(path, written)).sort(byPath)
}

/** The same function, which asks for each word once: a file may name one place a thousand times. */
function remembered(find: (word: string) => string | undefined): (word: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (word) => {
    if (!known.has(word)) known.set(word, find(word))
    return known.get(word)
  }
}

/** The folder of the image, below the application's, that a file runs in. */
function placeOf(file: string, output: string | undefined): string | undefined {
  const folder = posix.dirname(file)
  if (!/\.[mc]?tsx?$/.test(file)) return folder
  if (output === undefined) return undefined
  return folder.replace(/^src(?=\/|$)/, output)
}

function resolved(text: string, argument: string, place: string | undefined, depth = 0): string | undefined {
  const start = argument.charAt(0)
  if (start === '"' || start === "'") return relative(argument.slice(1, -1))
  if (start === '`') return template(argument.slice(1, -1), place)
  if (argument.includes('(')) return joined(argument, place)
  if (depth > 0) return undefined
  const name = argument.replace(/[$.]/g, '\\$&')
  const defined = new RegExp(
    `(?<![\\w.])${name}\\s*(?::\\s*string\\s*)?=(?!=)\\s*(?:[^;\\n]{0,200}?(?:\\|\\||\\?\\?)\\s*)?${ARGUMENT}\\s*(?:[;,\\n)]|$)`,
  ).exec(text)?.[1]
  return defined === undefined ? undefined : resolved(text, defined, place, 1)
}

function relative(path: string): string | undefined {
  return /^(?:[/~]|[\w+]+:)/.test(path) ? undefined : writtenPath(path)
}

const OWN = /^(?:__dirname|import\.meta\.dirname)$/

function template(text: string, place: string | undefined): string | undefined {
  const rest = text.replace(/^\$\{\s*process\.cwd\(\)\s*\}\//, '')
  if (!rest.includes('${')) return relative(rest)
  const [, name = '', path = ''] = /^\$\{\s*([\w.]+)\s*\}\/([^$]+)$/.exec(rest) ?? []
  return OWN.test(name) && place !== undefined ? relative(posix.join(place, path)) : undefined
}

/** `path.join(__dirname, '..', 'uploads')`. */
function joined(call: string, place: string | undefined): string | undefined {
  const words = call
    .slice(call.indexOf('(') + 1, -1)
    .split(',')
    .map((word) => word.trim())
  const [first = '', ...others] = words
  const base = OWN.test(first) ? place : first === 'process.cwd()' ? '.' : text(first)
  const parts = others.map(text)
  if (base === undefined || parts.includes(undefined)) return undefined
  return relative(posix.join(base, ...parts.filter((part) => part !== undefined)))
}

function text(word: string): string | undefined {
  return /^(['"])(.*)\1$/.exec(word)?.[2]
}

function commented(source: string, index: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', index) + 1, index)
  return /^\s*(?:\/\/|\*|\/\*)/.test(line)
}

/** Whether a folder that is written has it inside: that is enough. */
function within(path: string, written: ReadonlyMap<string, Written>): boolean {
  return [...written.values()].some(
    ({ path: other, kind }) => kind === 'folder' && path.startsWith(`${other}/`),
  )
}

function byPath(one: Written, other: Written): number {
  return one.path < other.path ? -1 : 1
}

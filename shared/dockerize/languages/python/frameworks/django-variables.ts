import { callsOf, literal } from '../calls.ts'

/** An environment variable that settings insist on, and a stand-in that they can be loaded with. */
export interface RequiredVariable {
  readonly name: string
  readonly standIn: string
}

/**
 * The variables without which settings do not load: `os.environ["X"]`; a secret key that would be empty; django-environ's
 * `env("X")` and decouple's `config("X")` without a default. Sources: the documentation of each.
 */
export function requiredVariables(code: string): readonly RequiredVariable[] {
  const found = new Map<string, string>()
  const add = (name: string | undefined, kind: string): void => {
    if (name !== undefined && !found.has(name) && !defaults.has(name)) found.set(name, standIn(name, kind))
  }
  const defaults = schemaDefaults(code)
  for (const match of code.matchAll(/(\bint\(\s*)?os\.environ\[\s*['"](\w+)['"]\s*\](?!\s*=[^=])/g)) {
    if (found.size >= MOST) break
    if (!found.has(match[2] ?? '') && !askedBefore(code, match.index))
      add(match[2], match[1] === undefined ? 'str' : 'int')
  }
  for (const { positional } of callsOf(code, /\b(?:getenv|environ\.get)\(/g)) {
    const name = literal(positional[0])
    if (positional.length === 1 && name?.includes('SECRET_KEY') === true) add(name, 'str')
  }
  for (const { positional, named, index } of callsOf(
    code,
    /\b(?:env(?:\.(?:str|bool|int|float|list|tuple|url|db|db_url|cache|cache_url|email|email_url|path|json))?|config)\(/g,
  )) {
    const method = /^(?:config|env)(?:\.(\w+))?/.exec(code.slice(index))?.[1]
    if (named.has('default') || positional.length > 1) continue
    const own =
      method?.startsWith('db') === true
        ? 'DATABASE_URL'
        : method?.startsWith('cache') === true
          ? 'CACHE_URL'
          : undefined
    add(
      literal(positional[0]) ?? (positional.length === 0 && named.size === 0 ? own : undefined),
      method ?? named.get('cast') ?? 'str',
    )
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({ name, standIn: value }))
}

// No settings ask for more; what has more of them is made to cost time.
const MOST = 200

/** Whether what stands there is only run where the environment says so: in an `if` that asks it, its `else`, or a `try`. */
function askedBefore(code: string, index: number): boolean {
  const end = code.indexOf('\n', index)
  const line = code.slice(code.lastIndexOf('\n', index) + 1, end === -1 ? undefined : end)
  if (/\bin\s+os\.environ\b/.test(line)) return true
  return headers(code.slice(0, index).split('\n')).some(
    (header) =>
      /^(?:try|else|elif|def)\b/.test(header) || (/^if\b/.test(header) && /environ|getenv/.test(header)),
  )
}

/** The lines that begin the blocks around the last one, the innermost first; a condition of several lines is one. */
function headers(lines: readonly string[]): readonly string[] {
  const found: string[] = []
  let indent = indentOf(lines.at(-1) ?? '')
  let closing: { readonly indent: number; readonly text: string } | undefined
  for (const line of lines.slice(0, -1).reverse()) {
    const own = indentOf(line)
    if (line.trim() === '' || own > (closing?.indent ?? indent)) {
      if (closing !== undefined) closing = { ...closing, text: `${line}\n${closing.text}` }
      continue
    }
    if (closing !== undefined) {
      found.push(`${line.trim()}\n${closing.text}`)
      closing = undefined
    } else if (own < indent) {
      if (/^[)\]}]/.test(line.trim())) closing = { indent: own, text: line }
      else found.push(line.trim())
      indent = own
    }
  }
  return found
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** `env = environ.Env(DEBUG=(bool, False))`: names that have a default. */
function schemaDefaults(code: string): ReadonlySet<string> {
  const calls = callsOf(code, /\b(?:environ\.)?Env\(/g)
  return new Set(
    calls.flatMap(({ named }) => [...named].filter(([, value]) => value.includes(',')).map(([name]) => name)),
  )
}

function standIn(name: string, kind: string): string {
  if (name.includes('DATABASE_URL')) return 'sqlite:////tmp/build.sqlite3'
  if (kind.includes('bool')) return 'false'
  if (/int|float/.test(kind) || /_PORT$|^PORT$/.test(name)) return '0'
  if (kind.startsWith('json')) return '{}'
  if (/(?:REDIS|CELERY|BROKER|CACHE)\w*URL|CACHE_URL/.test(name)) return 'redis://build'
  return 'build'
}

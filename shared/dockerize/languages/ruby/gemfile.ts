import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import { readLockfile, type Lockfile } from './lockfile.ts'

/** What a Gemfile says, as far as a line at a time can tell. */
export interface Gemfile {
  /** The file's name, relative to the application: `Gemfile` or `gems.rb`. */
  readonly name: string
  readonly lock: Lockfile | undefined
  /** Gems that the Gemfile itself asks for, outside of `group :development` and `:test`. */
  readonly gems: ReadonlyMap<string, Found<string>>
  readonly ruby: Found<string> | undefined
  readonly sources: readonly string[]
  /** Files and folders, relative to the application, that Bundler reads beside the Gemfile. */
  readonly reads: readonly string[]
  /** It asks for the gems of a .gemspec, which reads the source. */
  readonly gemspec: boolean
  /** A folder of gems outside of the application's. */
  readonly outside: Found<string> | undefined
  /** Where a gem is asked for, by the Gemfile or by another gem; with its locked version where there is one. */
  readonly gem: (name: string) => Found<string> | undefined
}

/** The application's Gemfile and lockfile, or undefined. Source: Bundler's documentation, "gemfile(5)". */
export function readGemfile(app: App): Gemfile | undefined {
  const name = ['Gemfile', 'gems.rb'].find((path) => app.files.isFile(path))
  if (name === undefined) return undefined
  const file = app.at(name)
  const lock = readLockfile(app)
  const gems = new Map<string, Found<string>>()
  const sources: string[] = []
  const reads = new Set(lock?.paths.map((path) => path.replace(/^\.\//, '')) ?? [])
  // What stands in a block of development or test is not installed; blocks nest.
  const blocks: boolean[] = []
  let ruby: Found<string> | undefined
  let gemspec = false
  let outside: Found<string> | undefined
  for (const [index, text] of (app.files.text(name) ?? '').split(/\r?\n/).entries()) {
    const line = withoutComment(text).trim()
    const [word = ''] = line.split(/[\s(]/, 1)
    const place = { file, line: index + 1 }
    const [argument] = strings(line)
    if (word === 'ruby') ruby = rubyRequirement(line, place)
    if (word === 'gemspec') gemspec = true
    if (word === 'source' && argument !== undefined) sources.push(argument)
    if (word === 'eval_gemfile' && argument !== undefined) reads.add(argument)
    if (word === 'gem' && argument !== undefined && !blocks.includes(true) && !developmentOnly(line)) {
      gems.set(argument, { value: strings(line)[1] ?? '*', ...place })
    }
    const path = /\bpath:?\s*(?:=>)?\s*["']([^"']+)["']/.exec(line)?.[1]
    if (path !== undefined) reads.add(path.replace(/^\.\//, ''))
    if (path?.startsWith('../') === true) outside ??= { value: path, ...place }
    if (/\bdo\b(?:\s*\|[^|]*\|)?$/.test(line) || /^(?:if|unless|case)\b/.test(line)) {
      blocks.push(word === 'group' && developmentOnly(line))
    } else if (word === 'end') blocks.pop()
  }
  for (const pin of ['.ruby-version', '.tool-versions', 'mise.toml', 'vendor/cache']) {
    if (app.files.isFile(pin) || app.files.isFolder(pin)) reads.add(pin)
  }
  return {
    name,
    lock,
    gems,
    ruby,
    sources: [...sources, ...(lock?.remotes ?? [])],
    reads: [...reads]
      .filter((path) => !path.startsWith('.') || path.startsWith('.ruby') || path.startsWith('.tool'))
      .filter((path) => app.files.isFile(path) || app.files.isFolder(path))
      .sort(),
    gemspec,
    outside,
    gem: (gem) => lock?.gems.get(gem) ?? gems.get(gem),
  }
}

const DEVELOPMENT = /:(?:development|test)\b|["'](?:development|test)["']/
const OTHER_GROUPS = /:(?:production|default|assets)\b/

function developmentOnly(line: string): boolean {
  return /\bgroups?\b/.test(line) && DEVELOPMENT.test(line) && !OTHER_GROUPS.test(line)
}

// A `#` inside of quotes is no comment.
function withoutComment(line: string): string {
  let quote = ''
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? ''
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '#') return line.slice(0, index)
  }
  return line
}

/** The quoted words of a line up to its first option (`key:` or `=>`). */
function strings(line: string): readonly string[] {
  const [plain = ''] = line.split(/\b\w+:\s|=>/, 1)
  return [...plain.matchAll(/["']([^"']*)["']/g)].map(([, text = '']) => text)
}

function rubyRequirement(
  line: string,
  place: { readonly file: string; readonly line: number },
): Found<string> | undefined {
  // Its version is read as a pin of its own.
  if (/\bfile:/.test(line) || line.includes('File.read')) return undefined
  const value = strings(line).join(', ')
  return value === '' ? undefined : { value, ...place }
}

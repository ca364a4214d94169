import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import { tokens, type Token } from './tokens.ts'

/** A mix.exs. */
export interface Mix {
  readonly file: string
  readonly app: Found<string> | undefined
  /** The requirement of the language's version. */
  readonly elixir: Found<string> | undefined
  readonly description: string | undefined
  /** Each dependency with its requirement; `''` where it has none. */
  readonly dependencies: ReadonlyMap<string, Found<string>>
  /** Folders of the repository that dependencies are in, relative to the application. */
  readonly paths: readonly string[]
  /** Folders that dependencies are in outside of the application's. */
  readonly outside: readonly Found<string>[]
  /** Files that mix.exs itself reads, as `File.read!("VERSION")`. */
  readonly reads: readonly string[]
  /** Organizations of the package server whose packages are private. */
  readonly organizations: readonly string[]
  readonly fromGit: boolean
  /** Names of the releases that it defines. */
  readonly releases: readonly Found<string>[]
  readonly aliases: ReadonlySet<string>
  /** The folder of an umbrella's applications. */
  readonly appsPath: string | undefined
}

/** The application's mix.exs, or undefined. Source: Mix' documentation, `Mix.Project`, `mix deps` and `mix release`. */
export function readMix(app: App): Mix | undefined {
  const text = app.files.text('mix.exs')
  if (text === undefined) return undefined
  const file = app.at('mix.exs')
  const words = tokens(text)
  const valueOf = (key: string, kind: Token['kind']): Found<string> | undefined => {
    const index = words.findIndex((word) => word.kind === 'key' && word.text === key)
    const value = words[index + 1]
    return index === -1 || value?.kind !== kind ? undefined : { value: value.text, file, line: value.line }
  }
  const tuples = dependencyTuples(words)
  const found = (name: string, among = tuples): readonly Found<string>[] =>
    among.flatMap((tuple) => {
      const index = tuple.findIndex((word) => word.kind === 'key' && word.text === name)
      const value = tuple[index + 1]
      return index === -1 || value?.kind !== 'string' ? [] : [{ value: value.text, file, line: value.line }]
    })
  const options = (name: string): readonly string[] => found(name).map(({ value }) => value)
  return {
    file,
    app: valueOf('app', 'atom'),
    elixir: valueOf('elixir', 'string'),
    description: valueOf('description', 'string')?.value,
    dependencies: new Map(
      tuples.flatMap(([name, , second]): [string, Found<string>][] =>
        name === undefined
          ? []
          : [[name.text, { value: second?.kind === 'string' ? second.text : '', file, line: name.line }]],
      ),
    ),
    paths: options('path').filter((path) => !path.startsWith('..') && app.files.isFolder(path)),
    outside: found('path', tuples.filter(isForProduction)).filter(({ value }) => value.startsWith('..')),
    reads: [...text.matchAll(READS)]
      .map(([, path = '']) => path)
      .filter((path) => !path.startsWith('..') && app.files.isFile(path)),
    organizations: [...new Set(options('organization'))].sort(),
    fromGit: options('git').length + options('github').length > 0,
    releases: releaseNames(words, file),
    aliases: new Set(words.filter(({ kind }) => kind === 'key').map(({ text: name }) => name)),
    appsPath: valueOf('apps_path', 'string')?.value,
  }
}

// Source: Elixir's documentation, `File` and `Code`.
const READS = /\b(?:File\.(?:read|stream)|Code\.(?:require|eval)_file)!?\(\s*"([\w./-]+)"/g

// More than any dependency has: braces that never close must not cost the square of the file.
const TUPLE_WORDS = 100

/** The words of each `{:name, ...}`, without the braces. */
function dependencyTuples(words: readonly Token[]): readonly (readonly Token[])[] {
  return words.flatMap((word, index) => {
    const [name, comma] = [words[index + 1], words[index + 2]]
    if (word.text !== '{' || word.kind !== 'mark' || name?.kind !== 'atom' || comma?.text !== ',') return []
    const tuple = words.slice(index + 1, index + TUPLE_WORDS)
    const end = tuple.findIndex((other) => other.kind === 'mark' && other.text === '}')
    return end === -1 ? [] : [tuple.slice(0, end)]
  })
}

/** Whether a dependency is fetched for production: all are that name no environments. */
function isForProduction(tuple: readonly Token[]): boolean {
  const limited = tuple.some(({ kind, text }) => kind === 'key' && text === 'only')
  return !limited || tuple.some(({ kind, text }) => kind === 'atom' && text === 'prod')
}

/** The keys of the list after `releases:`, or of the function of that name. */
function releaseNames(words: readonly Token[], file: string): readonly Found<string>[] {
  const key = words.findIndex((word) => word.kind === 'key' && word.text === 'releases')
  if (key === -1) return []
  const direct = words[key + 1]?.text === '['
  const called = words.findIndex(
    (word, at) => word.text === 'releases' && /^defp?$/.test(words[at - 1]?.text ?? ''),
  )
  const start = direct ? key + 1 : words.findIndex((word, at) => at > called && word.text === '[')
  if (start === -1 || (!direct && called === -1)) return []
  const names: Found<string>[] = []
  let depth = 0
  for (const word of words.slice(start)) {
    if (word.kind === 'mark' && '[{('.includes(word.text)) depth += 1
    if (word.kind === 'mark' && ']})'.includes(word.text)) depth -= 1
    if (depth === 0) break
    if (depth === 1 && word.kind === 'key') names.push({ value: word.text, file, line: word.line })
  }
  return names
}

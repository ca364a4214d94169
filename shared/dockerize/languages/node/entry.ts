// Options of node that take the next word as their value. Source: nodejs.org, "Command-line API".
const WITH_VALUE = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '-C',
  '--conditions',
  '--title',
  '--env-file',
  '--env-file-if-exists',
])
const PRELOADS = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader'])

/** An argv of node taken apart: its options, the file it runs, and what that file is given. */
export interface NodeArguments {
  readonly options: readonly (readonly string[])[]
  readonly entry: string | undefined
  readonly rest: readonly string[]
}

/** Takes `node [options] file [arguments]` apart; `args` are the words after `node`. */
export function nodeArguments(args: readonly string[]): NodeArguments {
  const options: string[][] = []
  let index = 0
  for (; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (!word.startsWith('-')) break
    const value = WITH_VALUE.has(word) ? args[index + 1] : undefined
    options.push(value === undefined ? [word] : [word, value])
    if (value !== undefined) index += 1
  }
  return { options, entry: args[index], rest: args.slice(index + 1) }
}

/** The file or folder that a command runs: the first word that is neither an option nor the value of one. */
export function entryOf(argv: readonly string[]): string | undefined {
  return nodeArguments(argv.slice(1)).entry
}

/** The packages that options load before the file: `tsx` of `--import tsx`, `dotenv` of `-r dotenv/config`. */
export function preloads(args: readonly string[]): readonly string[] {
  return nodeArguments(args).options.flatMap(([option = '', next]) => {
    const [name = '', inline] = option.split(/=(.*)/s)
    const value = inline ?? next
    if (!PRELOADS.has(name) || value === undefined || /^[./]|^node:/.test(value)) return []
    return [value.split('/', value.startsWith('@') ? 2 : 1).join('/')]
  })
}

import { shellLine, parseCommandLine } from '../../parse/shell.ts'
import type { Found } from '../../found.ts'

/** What a build line says beside which package it builds. */
export interface BuildLine {
  /** Commands that come before the compiler: generators. */
  readonly before: readonly string[]
  /** Flags of `go build`, without where the binary goes. */
  readonly flags: readonly string[]
  /** The package or file, as it is written. */
  readonly package?: string
}

const FLAGS = ['-trimpath', '-ldflags=-s -w']
const WITH_VALUE = [
  '-ldflags',
  '-tags',
  '-gcflags',
  '-asmflags',
  '-mod',
  '-p',
  '-pgo',
  '-overlay',
  '-modfile',
]

/** What is done where no line says otherwise: no paths of the machine, no symbols that only a debugger reads. */
export const PLAIN_BUILD: BuildLine = { before: [], flags: FLAGS }

/** Takes a line apart that ends in `go build` or `go install`; undefined for any other. */
export function readBuildLine(line: Found<string> | undefined): BuildLine | undefined {
  const parsed = line === undefined ? undefined : parseCommandLine(line.value)
  const last = parsed?.segments.at(-1)
  if (parsed === undefined || last === undefined || parsed.needsShell) return undefined
  const [go, command, ...words] = last.argv
  if (go !== 'go' || (command !== 'build' && command !== 'install')) return undefined
  const flags: string[] = []
  let path: string | undefined
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '-o') index += 1
    else if (WITH_VALUE.includes(word)) {
      index += 1
      flags.push(`${word}=${words[index] ?? ''}`)
    } else if (word.startsWith('-')) {
      if (!word.startsWith('-o=')) flags.push(word)
    } else path = word
  }
  const own = flags.some((flag) => flag.startsWith('-ldflags')) ? FLAGS.slice(0, 1) : FLAGS
  return {
    before: parsed.segments.slice(0, -1).map(({ argv }) => shellLine(argv)),
    flags: [...own, ...flags.filter((flag) => !own.includes(flag))],
    ...(path === undefined || path === './...' ? {} : { package: path }),
  }
}

/** The line for the shell. */
export function goBuild(
  { flags }: BuildLine,
  { env, output, path }: { readonly env: string; readonly output: string; readonly path: string },
): string {
  return `${env} go build ${flags.map(quoted).join(' ')} -o ${output} ${path}`
}

// As people write it: the quotes around the value alone.
function quoted(flag: string): string {
  const [name = '', value] = flag.split(/=(.*)/s)
  return value === undefined || /^[\w./:,@%+=-]+$/.test(value)
    ? flag
    : `${name}="${value.replace(/["\\$`]/g, (character) => `\\${character}`)}"`
}

import { parse, quote } from 'shell-quote'
import { splitCommands } from './commands.ts'

/** One command of a line: its own environment, and its words. */
export interface Segment {
  readonly env: Readonly<Record<string, string>>
  readonly argv: readonly string[]
}

/** A command line taken apart. */
export interface CommandLine {
  /** Commands that run one after another while each succeeds. */
  readonly segments: readonly Segment[]
  /** It has something that only a shell does: pipes, redirections, variables other than PORT. */
  readonly needsShell: boolean
  /** Something of it is left to run in the background, with `&`. */
  readonly parallel: boolean
  /** Nothing but one command, so that a shell can become it. */
  readonly single: boolean
}

/** Stands in an argv for the port that is found later: `$PORT`, or `${PORT:-3000}` with its default in the second part. */
export const PORT_WORD = '$PORT'

/** Splits a command line as a shell splits words. `port` is the default of a `${PORT:-N}` in it. */
export function parseCommandLine(line: string): CommandLine & { readonly port?: number } {
  const variables = new Set<string>()
  let operators = false
  let parallel = false
  let port: number | undefined
  const tokens = parse(line, (variable) => {
    const [name, fallback] = variable.split(/:?-/)
    if (name === 'PORT') {
      if (fallback !== undefined && /^\d+$/.test(fallback)) port = Number(fallback)
      return PORT_WORD
    }
    variables.add(variable)
    return `$${variable}`
  })
  const words: string[][] = [[]]
  for (const token of tokens) {
    if (typeof token === 'string') words.at(-1)?.push(token)
    else if ('comment' in token) break
    else if ('op' in token && token.op === '&&') words.push([])
    else if ('op' in token && token.op === 'glob' && 'pattern' in token) words.at(-1)?.push(token.pattern)
    else {
      operators = true
      parallel ||= 'op' in token && token.op === '&'
    }
  }
  const segments = words.filter((list) => list.length > 0).map(segmentOf)
  const single = segments.length === 1 && !operators
  return {
    segments,
    needsShell: variables.size > 0 || operators,
    parallel,
    single,
    ...(port === undefined ? {} : { port }),
  }
}

/** Words with the assignments at their beginning taken off. */
export function segmentOf(words: readonly string[]): Segment {
  const rest = [...words]
  const env: Record<string, string> = {}
  for (let word = rest[0]; word !== undefined; word = rest[0]) {
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(word)
    if (assignment?.[1] !== undefined) env[assignment[1]] = assignment[2] ?? ''
    // cross-env does on Windows what the shell does by itself; exec is what the exec form is anyway.
    else if (word !== 'cross-env' && word !== 'env' && word !== 'exec') break
    rest.shift()
  }
  return { env, argv: rest }
}

/** The words as a line for a shell. */
export function shellLine(argv: readonly string[]): string {
  return quote(argv.map(String))
}

/** A line that only a shell understands. */
export function throughShell(line: string, { single, parallel, segments }: CommandLine): readonly string[] {
  if (!single) return ['/bin/sh', '-c', becoming(line, parallel)]
  const assigns = Object.keys(segments[0]?.env ?? {}).length > 0
  return ['/bin/sh', '-c', `exec ${assigns ? 'env ' : ''}${line}`]
}

/**
 * The line with an `exec` before its last command, so that the shell becomes it and signals reach it; left as it is where
 * the shell has something to do after it.
 */
function becoming(line: string, parallel: boolean): string {
  const last = splitCommands(line).at(-1)
  const simple =
    last !== undefined && /^[\w./-]/.test(last) && !/[|()<>]|^(?:exec|cd|if|for|while|export)\b/.test(last)
  const trimmed = line.trimEnd()
  if (parallel || !simple || !trimmed.endsWith(last)) return line
  const assigns = /^[A-Za-z_]\w*=/.test(last) ? 'env ' : ''
  return `${trimmed.slice(0, trimmed.length - last.length)}exec ${assigns}${last}`
}

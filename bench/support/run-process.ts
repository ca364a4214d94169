import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a command took. */
export interface Finished {
  readonly log: string
  /** From before it was started until it had ended and its output was read. */
  readonly milliseconds: number
  /** Until its first line that is for people, if there was one. */
  readonly firstLineMs: number | undefined
  /** Peak resident memory in bytes; undefined where the system does not tell. */
  readonly peakBytes: number | undefined
}

export interface Command {
  readonly argv: readonly [string, ...string[]]
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly timeoutMs?: number
}

// Linux keeps the peak itself, so that looking seldom costs only what was added at the very end.
const LOOK_EVERY_MS = 20

/**
 * Runs a command to its end and measures it.
 * @throws Error with its output when it does not end with 0, or not in time (10 minutes unless told)
 */
export async function runProcess({ argv, env, cwd, timeoutMs = 600_000 }: Command): Promise<Finished> {
  const [command, ...args] = argv
  const started = performance.now()
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  let firstLineMs: number | undefined
  let peakBytes: number | undefined
  const read = (chunk: string): void => {
    log += chunk
    firstLineMs ??= hasUsefulLine(log) ? performance.now() - started : undefined
  }
  child.stdout.setEncoding('utf8').on('data', read)
  child.stderr.setEncoding('utf8').on('data', read)
  const look = setInterval(() => {
    peakBytes = peakOf(child.pid) ?? peakBytes
  }, LOOK_EVERY_MS)
  const giveUp = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  const ended = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'nothing')
    })
  }).finally(() => {
    clearInterval(look)
    clearTimeout(giveUp)
  })
  if (ended !== 0) throw new Error(`${argv.join(' ')} ended with ${ended}:\n${log}`)
  return { log, milliseconds: performance.now() - started, firstLineMs, peakBytes }
}

/** True once the log has a whole line that is neither empty nor a command to the runner. */
export function hasUsefulLine(log: string): boolean {
  return log
    .split('\n')
    .slice(0, -1)
    .some((line) => line.trim() !== '' && !line.startsWith('::'))
}

// Source: proc(5), /proc/PID/status: VmHWM is the peak resident set size in kB (1024 bytes).
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}

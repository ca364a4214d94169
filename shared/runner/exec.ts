import { spawn } from 'node:child_process'
import type { Log } from './log.ts'
import type { Env } from './ports.ts'

export interface ExecOptions {
  /** Written to the command's standard input: the place for secrets, which must not stand on a command line. */
  readonly input?: string
  /** The whole environment of the command; without it, that of this process. */
  readonly env?: Env
  readonly cwd?: string
  /** Shows each line of both streams in the step's log as it comes. */
  readonly show?: boolean
  /** Interrupts the command when aborted; once it has ended, the call rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

export interface ExecResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command without a shell. Never throws for an exit code; a command that does not exist answers 127. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

// The runner kills the step 10 s after the first signal; what is left is for cleaning up.
const KILL_AFTER_MS = 4_000

/** The seam to real commands. The command line goes to the debug log only. */
export function commandRunner(log: Log): Exec {
  return async (command, args, options = {}) => {
    log.debug(`exec: ${[command, ...args].join(' ')}`)
    options.signal?.throwIfAborted()
    const show = (line: string): void => {
      if (options.show) log.info(line)
    }
    return await new Promise<ExecResult>((resolve, reject) => {
      // `@actions/exec` gives no hold of the process, and a cancelled step has to end what it started.
      const child = spawn(command, [...args], { cwd: options.cwd, env: options.env ?? process.env })
      const stdout = collect(child.stdout, show)
      const stderr = collect(child.stderr, show)
      let killer: NodeJS.Timeout | undefined
      const interrupt = (): void => {
        child.kill('SIGINT')
        killer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
      }
      options.signal?.addEventListener('abort', interrupt, { once: true })
      const ended = (): void => {
        clearTimeout(killer)
        options.signal?.removeEventListener('abort', interrupt)
      }
      child.once('error', (error: NodeJS.ErrnoException) => {
        ended()
        if (error.code !== 'ENOENT') reject(error)
        else resolve({ exitCode: 127, stdout: '', stderr: `${command}: command not found` })
      })
      child.once('close', (code) => {
        ended()
        const result = { exitCode: code ?? 1, stdout: stdout(), stderr: stderr() }
        if (options.signal?.aborted) reject(reasonOf(options.signal))
        else resolve(result)
      })
      // A command that ends without reading its input is told by its exit code.
      child.stdin.on('error', () => undefined)
      child.stdin.end(options.input ?? '')
    })
  }
}

/** Gathers a stream as text and hands on its lines; the returned function gives what came, and the last line. */
function collect(stream: NodeJS.ReadableStream, line: (text: string) => void): () => string {
  const chunks: string[] = []
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    chunks.push(chunk)
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(line)
  })
  return () => {
    if (rest !== '') line(rest)
    rest = ''
    return chunks.join('')
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Cancelled.')
}

import { spawn } from 'node:child_process'
import { failure } from './failure.ts'

/** How a command ended. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  /** Both streams, as they came. */
  readonly log: string
}

/**
 * Runs a command to its end.
 * @throws the signal's reason where it aborts; Error where the command cannot be started
 */
export async function run(command: readonly [string, ...string[]], signal?: AbortSignal): Promise<Ended> {
  signal?.throwIfAborted()
  const [program, ...args] = command
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = (): void => {
    child.kill('SIGTERM')
  }
  signal?.addEventListener('abort', stop, { once: true })
  let stdout = ''
  let log = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    log += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    log += chunk
  })
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    signal?.throwIfAborted()
    return { status, stdout, log }
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/**
 * What a command says on its standard output, without the line break at its end.
 * @throws Error with its log as the cause where it fails
 */
export async function outputOf(
  command: readonly [string, ...string[]],
  signal?: AbortSignal,
): Promise<string> {
  const { status, stdout, log } = await run(command, signal)
  if (status !== 0) throw failure(`${command.slice(0, 3).join(' ')} failed`, log)
  return stdout.trim()
}

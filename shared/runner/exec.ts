import { getExecOutput } from '@actions/exec'
import { runInterruptible } from './interruptible.ts'
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

/** The seam to real commands. The command line goes to the debug log only. */
export function commandRunner(log: Log): Exec {
  return async (command, args, options = {}) => {
    log.debug(`exec: ${[command, ...args].join(' ')}`)
    const show = (line: string): void => {
      if (options.show) log.info(line)
    }
    if (options.signal) return await runInterruptible(command, args, options, options.signal, show)
    try {
      return await getExecOutput(command, [...args], {
        silent: true,
        ignoreReturnCode: true,
        listeners: { stdline: show, errline: show },
        ...(options.input === undefined ? {} : { input: Buffer.from(options.input) }),
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: defined(options.env) }),
      })
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('Unable to locate executable file'))
        throw error
      return { exitCode: 127, stdout: '', stderr: `${command}: command not found` }
    }
  }
}

function defined(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

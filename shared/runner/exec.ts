import type { Env } from './env.ts'

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

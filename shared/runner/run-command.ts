import { getExecOutput } from '@actions/exec'
import type { Env } from './env.ts'
import type { Exec } from './exec.ts'
import { runInterruptible } from './interruptible.ts'
import type { Log } from './log.ts'

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

import { setFlagsFromString } from 'node:v8'
import * as core from '@actions/core'
import { messageOf, UserError } from '../errors.ts'
import { systemClock } from './clock.ts'
import { commandRunner } from './run-command.ts'
import { openJournal } from './journal.ts'
import { printable, stepLog } from './log.ts'
import type { Ports } from './ports.ts'
import { nodeHttp } from './node-http.ts'

// V8 lets its young generation grow while buffers pass through, and so collects them late: a copy of some GB then holds
// 100 MB of bytes that were sent long ago.
const KEEP_MEMORY_SMALL = '--semi-space-growth-factor=1'

/**
 * Runs an action's main function with the real ports, and is the one place that catches: a UserError becomes one
 * annotation of message and hint, anything else is a bug and shows its stack when step debugging is on.
 * The process is left to end by itself, so that no output is cut off.
 * @param whenFailed the outputs of a failed run, as far as it did not set them itself
 */
export async function runStep(
  main: (ports: Ports) => Promise<void>,
  whenFailed: (ports: Ports) => Outputs = () => ({}),
): Promise<void> {
  setFlagsFromString(KEEP_MEMORY_SMALL)
  const cancel = new AbortController()
  const stop = (signal: NodeJS.Signals): void => {
    cancel.abort(new UserError('Cancelled.', `The runner sent ${signal}.`))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const journal = openJournal(systemClock)
  const ports: Ports = {
    env: process.env,
    log: stepLog,
    exec: commandRunner(stepLog),
    fetch,
    http: nodeHttp(process.env),
    clock: systemClock,
    journal,
    signal: cancel.signal,
  }
  try {
    await main(ports)
  } catch (error) {
    const missing = Object.entries(whenFailed(ports)).filter(([name]) => !alreadySet.has(name))
    setOutputs(Object.fromEntries(missing))
    fail(cancel.signal.aborted ? cancel.signal.reason : error)
  } finally {
    for (const { service, action, region, status, milliseconds } of journal.calls) {
      stepLog.debug(`${service} ${action} ${region ?? ''} ${status ?? 'no answer'} ${milliseconds} ms`)
    }
    if (journal.calls.length > 0) stepLog.info(journal.summary())
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

function fail(error: unknown): void {
  if (error instanceof UserError) {
    core.setFailed(printable([error.message, error.hint].filter(Boolean).join(' ')))
    return
  }
  core.setFailed(printable(`Unexpected error, please report it: ${messageOf(error)}`))
  if (core.isDebug() && error instanceof Error) core.debug(printable(error.stack ?? ''))
}

/** The values of an action's outputs, by name. Absent ones become ''. */
export type Outputs = Readonly<Record<string, string | number | boolean | undefined>>

const alreadySet = new Set<string>()

/** Sets the step's outputs. */
export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) {
    alreadySet.add(name)
    core.setOutput(name, value ?? '')
  }
}

// GitHub refuses a summary over 1 MiB as a whole. Source: actions/runner, FileCommandManager, AttachmentSizeLimit.
const SUMMARY_LIMIT = 1024 * 1024 - 4096

/** Appends Markdown to the job summary; without a runner that takes one, does nothing. */
export async function addSummary(markdown: string): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return
  const text =
    Buffer.byteLength(markdown) <= SUMMARY_LIMIT
      ? markdown
      : `${Buffer.from(markdown).subarray(0, SUMMARY_LIMIT).toString()}\n\n(cut: too long)\n`
  await core.summary.addRaw(text, true).write()
}

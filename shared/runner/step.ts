import { setFlagsFromString } from 'node:v8'
import * as core from '@actions/core'
import { messageOf, UserError } from '../errors.ts'
import { systemClock } from './clock.ts'
import { commandRunner } from './run-command.ts'
import { openJournal } from './journal.ts'
import { printable, stepLog } from './log.ts'
import type { Ports } from './ports.ts'
import { withinReach } from './within-reach.ts'
import { nodeHttp } from './node-http.ts'
import { stepState } from './state.ts'

// V8 lets its young generation grow while buffers pass through, and so collects them late: a copy of some GB then holds
// 100 MB of bytes that were sent long ago.
const KEEP_MEMORY_SMALL = '--semi-space-growth-factor=1'

// The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.
// Source: actions/runner, ProcessInvoker.cs; docs.github.com, "Workflow cancellation reference".
const LAST_WORDS_MS = 6_000
// For sockets on which nobody waits any more.
const LINGER_MS = 200

/**
 * Runs an action's main function with the real ports, and is the one place that catches: a UserError becomes one
 * annotation of message and hint, anything else is a bug and shows its stack when step debugging is on.
 * The process is left to end by itself, so that no output is cut off. A cancelled one ends before the runner loses
 * patience, whatever it waits for.
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
  // A second signal finds a step that ends already, and changes nothing.
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const journal = openJournal(systemClock)
  const ports: Ports = {
    env: process.env,
    log: stepLog,
    exec: commandRunner(stepLog),
    fetch,
    http: nodeHttp(process.env),
    clock: systemClock,
    journal,
    state: stepState(process.env, process.argv[1] ?? ''),
    signal: cancel.signal,
  }
  try {
    await withinReach(main(ports), cancel.signal, LAST_WORDS_MS, () => {
      throw cancel.signal.reason
    })
  } catch (error) {
    // The outputs are the main step's.
    if (!ports.state.isPost) setMissing(whenFailed(ports))
    fail(cancel.signal.aborted && !tellsOfCancel(error, cancel.signal) ? cancel.signal.reason : error)
  } finally {
    for (const { service, action, region, status, milliseconds } of journal.calls) {
      stepLog.debug(`${service} ${action} ${region ?? ''} ${status ?? 'no answer'} ${milliseconds} ms`)
    }
    if (journal.calls.length > 0) stepLog.info(journal.summary())
    if (cancel.signal.aborted) endSoon()
    else {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    }
  }
}

/** Whatever else goes wrong once the job is cancelled is a consequence. */
function tellsOfCancel(error: unknown, { reason }: AbortSignal): boolean {
  return error instanceof UserError && error.cause === reason
}

/** Ends the process although something may be waited for still, once what was written is out. */
function endSoon(): void {
  const end = (): void => {
    process.stdout.write('', () => process.exit())
  }
  setTimeout(end, LINGER_MS).unref()
}

function fail(error: unknown): void {
  if (error instanceof UserError) {
    core.setFailed(printable([error.message, error.hint].filter(Boolean).join(' ')))
    return
  }
  core.setFailed(printable(`Unexpected error, please report it: ${messageOf(error)}`))
  if (core.isDebug() && error instanceof Error) core.debug(printable(error.stack ?? ''))
}

function setMissing(outputs: Outputs): void {
  setOutputs(Object.fromEntries(Object.entries(outputs).filter(([name]) => !alreadySet.has(name))))
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

import type { Ports } from '../../runner/ports.ts'
import type { HealthCheck } from '../request/request.ts'
import { probe, shownAddress } from './health-probe.ts'
import type { HealthAnswer } from './health-words.ts'
import type { TargetOutcome } from './outcome.ts'

const STEADY_MS = 10_000
const STEADY_SHARE = 5
const LEAST_ANSWERS = 3
// Six answers make a steady while, two seconds apart in the longest.
const ASKS_A_WHILE = 5
const ANSWER_MS = 10_000

/** How long an address has to go on answering with success, and how often it is asked meanwhile, in milliseconds. */
export function steadyWhile(allowed: number): { readonly steady: number; readonly every: number } {
  const steady = Math.min(STEADY_MS, allowed / STEADY_SHARE)
  return { steady, every: steady / ASKS_A_WHILE }
}

/**
 * Waits until an address has answered with success (2xx, redirects followed) for a steady while. The last answer is
 * waited for, also when it comes after the time.
 * @returns why it did not, or undefined when it did
 * @throws the signal's reason when the job is cancelled
 */
export async function checkHealth(
  { url, milliseconds }: HealthCheck,
  ports: Pick<Ports, 'fetch' | 'clock' | 'journal' | 'signal' | 'log'>,
): Promise<Pick<TargetOutcome, 'reason' | 'hint'> | undefined> {
  const { clock, log, signal } = ports
  const { steady, every } = steadyWhile(milliseconds)
  // Minutes are decimal fractions, and a timeout is a whole number.
  const timeout = Math.ceil(Math.min(ANSWER_MS, milliseconds))
  const address = shownAddress(url)
  const deadline = clock.now() + milliseconds
  let said = ''
  let asked = 0
  let good = 0
  let row: { readonly since: number; answers: number } | undefined
  for (;;) {
    const answer = await probe(url, timeout, ports)
    const now = clock.now()
    asked += 1
    if (answer.said !== said) {
      const stays = answer.isGood ? `, which has to go on for ${seconds(steady)}` : ''
      log.info(`Health check ${address}: ${answer.said}${stays}`)
    }
    said = answer.said
    if (answer.isGood) {
      good += 1
      row ??= { since: now, answers: 0 }
      row.answers += 1
      if (row.answers >= LEAST_ANSWERS && now - row.since >= steady) {
        log.info(`Health check ${address}: passed, ${good} of ${asked} answers were good`)
        return undefined
      }
    } else {
      row = undefined
    }
    if (now >= deadline) {
      const lasted = row === undefined ? undefined : now - row.since
      return failure(address, { allowed: milliseconds, steady, asked, good, answer, lasted })
    }
    await clock.sleep(Math.min(every, deadline - now), signal)
  }
}

interface Course {
  readonly allowed: number
  readonly steady: number
  readonly asked: number
  readonly good: number
  /** The last one. */
  readonly answer: HealthAnswer
  /** For how long it had answered with success at the end; undefined when the last answer was none. */
  readonly lasted: number | undefined
}

function failure(
  address: string,
  { allowed, steady, asked, good, answer, lasted }: Course,
): Pick<TargetOutcome, 'reason' | 'hint'> {
  const counted = `${good} of ${asked} ${asked === 1 ? 'answer was' : 'answers were'} good`
  const last =
    lasted === undefined
      ? answer.said
      : `${answer.said}, but for ${seconds(lasted)} of the ${seconds(steady)} only`
  const hint =
    answer.hint ??
    'It comes and goes, or comes up slowly: see the log of the application, or raise "health-check-minutes".'
  const minutes = allowed >= 60_000 ? `${round(allowed / 60_000)} min` : seconds(allowed)
  return {
    reason: `The health check ${address} did not pass within ${minutes}: at the end ${last} (${counted}).`,
    hint,
  }
}

function seconds(milliseconds: number): string {
  return `${round(milliseconds / 1000)} s`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

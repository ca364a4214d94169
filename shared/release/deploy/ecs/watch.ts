import type { ECSClient, Service } from '@aws-sdk/client-ecs'
import type { Ports } from '../../../runner/ports.ts'
import type { TargetOutcome } from '../outcome.ts'
import type { Target } from '../../request/target.ts'
import { evidenceOf, stopsOf } from './diagnose.ts'
import { patiently } from './patience.ts'
import { judgeRollout, type Verdict } from './rollout.ts'
import { minutes } from './rollout-progress.ts'
import { configuredMs, pauseAfter } from './rollout-schedule.ts'
import type { Seen } from './rollout-seen.ts'
import { openLook, type Subject } from './watch-look.ts'
import { openNews, openProgress } from './watch-news.ts'

/** The deployment that is waited for. */
export interface Watched extends Subject {
  readonly target: Target
  /** Reads the last lines of a container's log. Never throws. */
  readonly tail?: TailLog | undefined
}

/** The last lines that a container of a task wrote, oldest first; none where they cannot be read. */
export type TailLog = (taskArn: string, container: string, lines: number) => Promise<readonly string[]>

type WatchPorts = Pick<Ports, 'clock' | 'log' | 'signal'>
type Ended = Extract<Verdict, { over: true }>

/** How often a call may be tried that looks for a deployment: the service itself tells enough where it fails. */
export const FINDING_ATTEMPTS = 2

const LOG_LINES = 10
const LOGS_OF_REASONS = 2

/**
 * Waits until a deployment is over, or the time is. Says how it goes on whenever that changes and once a minute, what
 * ECS says meanwhile as it comes, and in the end why it did not succeed.
 * @throws what AWS answered when it cannot be asked any more, and the signal's reason
 */
export async function watchRollout(
  client: ECSClient,
  watched: Watched,
  waitMs: number,
  ports: WatchPorts,
): Promise<TargetOutcome> {
  const { clock, signal } = ports
  const say = (text: string): void => {
    ports.log.info(`${watched.target.name}: ${text}`)
  }
  const alarms = watched.target.alarms.length === 0 ? undefined : watched.alarms
  const look = openLook(client, { ...watched, alarms }, clock, say)
  const news = openNews(watched)
  const began = clock.now()
  let succeededAt: number | undefined
  const tellProgress = openProgress(watched.target.region, say)
  warnOfShortWait(watched.found, waitMs, say)
  for (;;) {
    let seen = await patiently(look.next, ports, say)
    const now = clock.now()
    if (seen.deployment?.status === 'SUCCESSFUL') succeededAt ??= now
    const waited = { waitedMs: now - began, waitMs, provingMs: now - (succeededAt ?? now) }
    let verdict = judgeRollout(seen, watched, waited)
    if (verdict.over && verdict.result === 'deployed' && alarms !== undefined) {
      seen = await look.withAlarms()
      verdict = judgeRollout(seen, watched, waited)
    }
    news(seen).forEach(say)
    if (verdict.over) {
      if (!isToExplain(verdict, watched)) return outcomeOf(verdict, seen)
      const whole = await look.full()
      const again = judgeRollout(whole, watched, waited)
      const ended = again.over && again.result === verdict.result ? again : verdict
      return { ...outcomeOf(ended, whole), evidence: await explain(whole, watched) }
    }
    tellProgress(verdict, seen.deployment?.serviceDeploymentArn, now - began)
    await clock.sleep(Math.min(pauseAfter(now - began), Math.max(began + waitMs - now, 1)), signal)
  }
}

/** What succeeded, was replaced by another deployment, or came back as it was meant to, needs no evidence. */
function isToExplain({ result }: Ended, { expected }: Watched): boolean {
  const isBack = result === 'rolled-back' && expected === undefined
  return !isBack && !['deployed', 'tagged', 'superseded'].includes(result)
}

function warnOfShortWait(found: Service | undefined, waitMs: number, say: (text: string) => void): void {
  const configured = configuredMs(found?.deploymentConfiguration)
  if (configured < waitMs || configured === 0) return
  const strategy = found?.deploymentConfiguration?.strategy ?? 'ROLLING'
  say(
    `its ${strategy} deployment takes ${minutes(configured)} by its configuration alone, and "wait-minutes" is ${waitMs / 60_000}: it will time out.`,
  )
}

function outcomeOf({ result, reason, hint }: Ended, { deployment }: Seen): TargetOutcome {
  const arn = deployment?.serviceDeploymentArn
  return {
    result,
    accepted: true,
    ...(reason === undefined ? {} : { reason }),
    ...(hint === undefined ? {} : { hint }),
    ...(arn === undefined ? {} : { serviceDeploymentArn: arn }),
  }
}

/** What AWS said, with the end of the log of a container for the commonest reasons that tasks stopped for. */
async function explain(seen: Seen, watched: Watched): Promise<readonly string[]> {
  const { tail } = watched
  const logs = stopsOf(seen.stopped, watched)
    .slice(0, LOGS_OF_REASONS)
    .map(async ({ taskArn, container }) => {
      if (container === undefined || tail === undefined) return []
      return (await tail(taskArn, container, LOG_LINES)).map((line) => `${container}: ${line}`)
    })
  return [...evidenceOf(seen, watched), ...(await Promise.all(logs)).flat()]
}

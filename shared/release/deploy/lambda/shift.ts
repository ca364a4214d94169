import type { TrafficStep } from '../../request/target.ts'
import type { AlarmCheck } from '../alarms.ts'
import type { TargetOutcome } from '../outcome.ts'
import { type AliasState, moveAlias } from './alias.ts'
import type { Site } from './site.ts'
import { describeTime, planTraffic, type Routing } from './traffic.ts'

/** How a shift of an alias's traffic ended. */
export interface Shift {
  /** The released version's share at the end. */
  readonly percent: number
  /** What went wrong meanwhile; undefined when it went well. */
  readonly wrong: Trouble | undefined
}

/** Why a version gets no more traffic. */
export type Trouble = Pick<TargetOutcome, 'reason' | 'hint'>

/** What is watched while an alias is shifted. */
export interface Watch {
  readonly alarms: AlarmCheck
  /** Asked between two steps; what comes after the last one is the release's own check. */
  readonly health: () => Promise<Trouble | undefined>
  /** False: the alias stays where it is when something goes wrong. */
  readonly isGoingBack: boolean
}

const LOOK_EVERY_MS = 5_000

/**
 * Moves an alias to a version step by step. When an alarm goes off, or the health check fails between two steps, the
 * alias goes back at once: to where it was, without the released version.
 */
export async function shiftTraffic(
  site: Site,
  alias: AliasState,
  version: string,
  steps: readonly TrafficStep[],
  { alarms, health, isGoingBack }: Watch,
): Promise<Shift> {
  const { log } = site.ports
  const moves = planTraffic(alias, version, steps)
  let now = alias
  let percent = 0
  for (const [index, move] of moves.entries()) {
    percent = move.percent
    if (move.to !== undefined) now = await moveAlias(site, now, move.to)
    const stays = move.milliseconds > 0 ? `, for ${describeTime(move.milliseconds)}` : ''
    log.info(`${site.name}: version ${version} gets ${percent} % of the alias "${alias.name}"${stays}`)
    const gone = await hold(site, move.milliseconds, alarms)
    const wrong = gone.length > 0 ? alarmTrouble(gone) : index < moves.length - 1 ? await health() : undefined
    if (wrong === undefined) continue
    if (isGoingBack) {
      await moveAlias(site, now, without(alias, version))
      log.info(`${site.name}: the alias "${alias.name}" went back to version ${alias.version}`)
    }
    return { percent, wrong }
  }
  return { percent, wrong: undefined }
}

/** The sentence about alarms that went off. */
export function alarmTrouble(gone: readonly string[]): Trouble {
  const names = gone.map((alarm) => `"${alarm}"`).join(', ')
  return {
    reason: `The ${gone.length === 1 ? 'alarm' : 'alarms'} ${names} went off while the release was deployed.`,
    hint: 'See the alarm in CloudWatch for what it saw, and the log of the function.',
  }
}

/** Where the alias was, less a share that the version had by then. */
function without({ version, weights }: Routing, released: string): Routing {
  return {
    version,
    weights: Object.fromEntries(Object.entries(weights).filter(([name]) => name !== released)),
  }
}

/** Lets a step last, and asks the alarms meanwhile and at its end. */
async function hold(
  { ports: { clock, signal } }: Site,
  milliseconds: number,
  alarms: AlarmCheck,
): Promise<readonly string[]> {
  const end = clock.now() + milliseconds
  for (;;) {
    const left = end - clock.now()
    const gone = await alarms(left <= 0)
    if (gone.length > 0 || left <= 0) return gone
    await clock.sleep(Math.min(left, LOOK_EVERY_MS), signal)
  }
}

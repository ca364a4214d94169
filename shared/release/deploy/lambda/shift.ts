import type { TrafficStep } from '../../request/target.ts'
import type { AlarmCheck } from '../alarms.ts'
import { type AliasState, moveAlias } from './alias.ts'
import type { Site } from './site.ts'
import { describeTime, planTraffic, type Routing } from './traffic.ts'

/** How a shift of an alias's traffic ended. */
export interface Shift {
  /** The released version's share at the end. */
  readonly percent: number
  /** The alarms that went off; empty when it went well. */
  readonly gone: readonly string[]
}

const LOOK_EVERY_MS = 5_000

/**
 * Moves an alias to a version step by step. When an alarm goes off, the alias goes back at once: to where it was, without
 * the released version.
 * @param isGoingBack false: it stays where it is then
 */
export async function shiftTraffic(
  site: Site,
  alias: AliasState,
  version: string,
  steps: readonly TrafficStep[],
  alarms: AlarmCheck,
  isGoingBack: boolean,
): Promise<Shift> {
  const { log } = site.ports
  let now = alias
  let percent = 0
  for (const move of planTraffic(alias, version, steps)) {
    percent = move.percent
    if (move.to !== undefined) now = await moveAlias(site, now, move.to)
    const stays = move.milliseconds > 0 ? `, for ${describeTime(move.milliseconds)}` : ''
    log.info(`${site.name}: version ${version} gets ${percent} % of the alias "${alias.name}"${stays}`)
    const gone = await hold(site, move.milliseconds, alarms)
    if (gone.length === 0) continue
    if (isGoingBack) {
      await moveAlias(site, now, without(alias, version))
      log.info(`${site.name}: the alias "${alias.name}" went back to version ${alias.version}`)
    }
    return { percent, gone }
  }
  return { percent, gone: [] }
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

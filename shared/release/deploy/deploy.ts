import type { Ports } from '../../runner/ports.ts'
import { commandNeedsService } from '../request/command.ts'
import type { ReleaseRequest } from '../request/request.ts'
import { checkHealth } from './health-check.ts'
import type { CommandOutcome, ReadyTarget, TargetOutcome } from './outcome.ts'
import { rollBackAll } from './roll-back.ts'
import { standing, whereTheyStand } from './standing.ts'
import { decisive } from './verdict.ts'
import { deployWaves, type Ended } from './waves.ts'

/** Deploys all targets, wave by wave, each wave checked by the stage's health check. */
export async function deployAll(
  ready: readonly ReadyTarget[],
  request: ReleaseRequest,
  ports: Ports,
): Promise<readonly Ended[]> {
  const { healthCheck } = request
  const isHealthy = async (): Promise<Pick<TargetOutcome, 'reason' | 'hint'> | undefined> =>
    healthCheck === undefined ? undefined : await checkHealth(healthCheck, ports)
  if (ready.every(({ target }) => target.runs === undefined))
    return await deployWaves(ready, isHealthy, ports)
  return await ports.log.group('Deploy', async () => {
    const ended = await deployWaves(ready, isHealthy, ports)
    for (const { ready: done, outcome } of ended) {
      const reason = outcome.reason === undefined ? '' : `. ${outcome.reason}`
      ports.log.info(`${done.target.name}: ${outcome.result}${reason}`)
      for (const line of outcome.evidence ?? []) ports.log.info(`  ${line}`)
    }
    return ended
  })
}

/** How a release that did not succeed ended, after what was brought back, and why. */
export interface Back {
  readonly back: readonly Ended[]
  readonly because: Pick<TargetOutcome, 'reason' | 'hint'> | undefined
  /** What could not be brought back, in one sentence and more. */
  readonly stuck?: string
  /** What failed first, where `because` tells of what could not be brought back. */
  readonly cause?: Pick<TargetOutcome, 'reason' | 'hint'> | undefined
}

/**
 * Brings back what was deployed, where that is wanted, and says why the release failed. What could not be brought back
 * comes before what failed first.
 * @param begins called before the first target is brought back
 */
export async function bringBack(
  ended: readonly Ended[],
  request: Pick<ReleaseRequest, 'rollbackOnFailure' | 'onCancel'>,
  ports: Ports,
  begins: () => void,
): Promise<Back> {
  const before = decisive(ended.map(({ outcome }) => outcome))
  if (!request.rollbackOnFailure) return { back: ended, because: before }
  begins()
  const back = await sayingEach(ended, ports, async () => await rollBackAll(ended, 'wait', ports))
  const stuck = back.filter(({ outcome }) => outcome.accepted && outcome.result === 'failed')
  const [first] = stuck
  if (first === undefined) return { back, because: before ?? decisive(back.map(({ outcome }) => outcome)) }
  const each = stuck.map(({ ready, outcome }) => `${ready.target.name}: ${outcome.reason ?? ''}`)
  const reason = `${stuck.length} of ${back.length} targets could not be brought back. ${each.join(' ')}`
  const { hint } = first.outcome
  return { back, because: { reason, ...(hint === undefined ? {} : { hint }) }, stuck: reason, cause: before }
}

/** Leaves what was deployed when the job was cancelled, or starts its way back, and says where each target stands. */
export async function leaveOrReturn(
  ended: readonly Ended[],
  digest: string,
  { onCancel }: Pick<ReleaseRequest, 'onCancel'>,
  ports: Ports,
): Promise<Back> {
  const goesBack = onCancel === 'rollback' && ended.some(({ outcome }) => outcome.accepted)
  const back = goesBack
    ? await sayingEach(ended, ports, async () => await rollBackAll(ended, 'start', ports))
    : ended
  const said = back.map((entry) => {
    const { ready, outcome } = entry
    if (ready.target.runs === undefined || !['cancelled', 'skipped'].includes(outcome.result)) return entry
    return { ready, outcome: { ...outcome, reason: `It ${standing(entry, digest, goesBack)}` } }
  })
  return {
    back: said,
    because: {
      reason: `The job was cancelled. ${whereTheyStand(back, digest, goesBack)}`.trim(),
      hint: goesBack
        ? 'The post step of this job follows the way back, and says how it ends.'
        : 'Run it again to complete it; what was deployed is found and not deployed twice. With "on-cancel: rollback" it would have been brought back.',
    },
  }
}

async function sayingEach(
  ended: readonly Ended[],
  { log }: Ports,
  work: () => Promise<readonly Ended[]>,
): Promise<readonly Ended[]> {
  return await log.group('Bring back', async () => {
    const back = await work()
    for (const [index, { ready, outcome }] of back.entries()) {
      if (outcome === ended[index]?.outcome) continue
      log.info(`${ready.target.name}: ${outcome.result}. ${outcome.reason ?? ''}`)
    }
    return back
  })
}

/**
 * What runs the release's one-off task: the first target that can.
 * @throws UserError where there is a command and no ECS service to run it
 */
export function commandRunnerOf(
  ready: readonly ReadyTarget[],
  { command, stage }: Pick<ReleaseRequest, 'command' | 'stage'>,
): (() => Promise<CommandOutcome>) | undefined {
  if (command.length === 0) return undefined
  const first = ready.find(({ runCommand }) => runCommand !== undefined)
  if (first?.runCommand !== undefined) {
    const { runCommand } = first
    return async () => await runCommand(command)
  }
  throw commandNeedsService(stage)
}

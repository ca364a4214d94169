import { UserError } from '../../errors.ts'
import type { Ports } from '../../runner/ports.ts'
import type { ReleaseRequest } from '../request/request.ts'
import { checkHealth } from './health-check.ts'
import type { CommandOutcome, Pace, ReadyTarget, TargetOutcome } from './outcome.ts'
import { decisive } from './verdict.ts'
import { deployWaves, type Ended, rollBackAll } from './waves.ts'

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

/** Brings back what was deployed, where that is wanted, and says why the release failed. */
export async function bringBack(
  ended: readonly Ended[],
  request: Pick<ReleaseRequest, 'rollbackOnFailure' | 'onCancel'>,
  ports: Ports,
): Promise<{ back: readonly Ended[]; because: TargetOutcome | undefined }> {
  const before = decisive(ended.map(({ outcome }) => outcome))
  const pace: Pace = ports.signal.aborted ? 'start' : 'wait'
  const isWanted = pace === 'start' ? request.onCancel === 'rollback' : request.rollbackOnFailure
  if (!isWanted) return { back: ended, because: before }
  const back = await ports.log.group('Bring back', async () => await rollBackAll(ended, pace, ports))
  // What could not be brought back is said before what failed first.
  const stuck = decisive(back.map(({ outcome }) => outcome))
  return { back, because: stuck?.result === 'failed' ? stuck : (before ?? stuck) }
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
  throw new UserError(
    `The input "command" needs an ECS service to run in, and "${stage}" has none.`,
    'Name the service, or run the command in a step of its own.',
  )
}

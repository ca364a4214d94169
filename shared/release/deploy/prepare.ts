import type { AwsSession } from '../../aws/session.ts'
import type { Ports } from '../../runner/ports.ts'
import type { ReleaseRequest } from '../request/request.ts'
import type { Target } from '../request/target.ts'
import { type AlarmCheck, openAlarmCheck } from './alarms.ts'
import type { ReadyTarget, ReleasedImage, TargetOutcome } from './outcome.ts'

/** What a target is prepared with. */
export interface DeployContext {
  /** The target's own identity. */
  readonly session: AwsSession
  readonly request: ReleaseRequest
  readonly ports: Ports
  /** What the stage's tag names in the image's own repository, before this release. */
  readonly stageDigest?: string | undefined
}

/** What a target is prepared with before the first write. */
export interface PrepareContext extends DeployContext {
  readonly image: ReleasedImage
  readonly alarms: AlarmCheck
}

/**
 * Looks at a target before the first write: it exists, takes this image, and it is known what would change.
 * @throws UserError when the release cannot work here
 */
export async function prepareTarget(
  target: Target,
  image: ReleasedImage,
  context: DeployContext,
): Promise<ReadyTarget> {
  const { runs } = target
  if (runs === undefined) return onlyTagged(target)
  const opening = openAlarmCheck(target, context)
  const alarms: AlarmCheck = async (isDue) => await (await opening).check(isDue)
  const [ready, { notes }] = await Promise.all([
    prepareKind(target, runs, { ...context, image, alarms }),
    opening,
  ])
  if (notes.length === 0) return ready
  return { ...ready, outlook: { ...ready.outlook, notes: [...ready.outlook.notes, ...notes] } }
}

async function prepareKind(
  target: Target,
  runs: NonNullable<Target['runs']>,
  prepared: PrepareContext,
): Promise<ReadyTarget> {
  // The SDK's clients are loaded for who needs them: each takes as long as a request.
  switch (runs.kind) {
    case 'ecs': {
      const { prepareEcsService } = await import('./ecs/target.ts')
      return await prepareEcsService(target, runs, prepared)
    }
    case 'family': {
      const { prepareFamily } = await import('./family/target.ts')
      return await prepareFamily(target, runs, prepared)
    }
    case 'lambda': {
      const { prepareLambdaTarget } = await import('./lambda/target.ts')
      return await prepareLambdaTarget(target, runs, prepared)
    }
  }
}

function onlyTagged(target: Target): ReadyTarget {
  const nothing = { result: 'tagged', accepted: false, reason: 'There is nothing to deploy to yet.' } as const
  const deploy = (): Promise<TargetOutcome> => Promise.resolve(nothing)
  const outlook = { running: undefined, revision: undefined, diff: [], notes: [] }
  return { target, settled: true, outlook, deploy, wayBack: undefined, rollBack: deploy }
}

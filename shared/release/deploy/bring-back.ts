import type { Target } from '../request/target.ts'
import type { Pace, TargetOutcome, WayBack } from './outcome.ts'
import type { DeployContext } from './prepare.ts'

/**
 * Brings a target back to what it ran before, from what is known of that alone: the process that deployed to it may be
 * gone. Once it is back, or on its way, to ask again changes nothing.
 */
export async function bringBackTarget(
  target: Target,
  wayBack: WayBack,
  pace: Pace,
  context: DeployContext,
): Promise<TargetOutcome> {
  const { runs } = target
  if (runs === undefined) return { result: 'tagged', accepted: false }
  // The SDK's clients are loaded for who needs them: each takes as long as a request.
  switch (runs.kind) {
    case 'ecs': {
      const { bringBackEcs } = await import('./ecs/bring-back.ts')
      return await bringBackEcs(target, runs, wayBack, pace, context)
    }
    case 'lambda': {
      const { bringBackLambda } = await import('./lambda/bring-back.ts')
      return await bringBackLambda(target, runs, wayBack, pace, context)
    }
    case 'family': {
      const { bringBackFamily } = await import('./family/bring-back.ts')
      return await bringBackFamily(target, runs, wayBack, pace, context)
    }
  }
}

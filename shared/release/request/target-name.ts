import { shortName } from './arn.ts'
import type { EcsFamily, EcsService, LambdaFunction, Target } from './target.ts'

/** How a target is called in logs and summaries. */
export function targetName(region: string, runs: Target['runs']): string {
  return `${region} ${runs === undefined ? 'registry' : describeRuns(runs)}`
}

/**
 * Targets whose names tell them apart: those that would be called the same are in different accounts, of which the last
 * digits are added. The whole number may be masked in logs.
 * @param accountOf the account of a target, where it is known
 */
export function withDistinctNames(
  targets: readonly Target[],
  accountOf: (target: Target) => string | undefined,
): readonly Target[] {
  return targets.map((target) => {
    const isAlone = targets.filter(({ name }) => name === target.name).length === 1
    const account = accountOf(target)
    return isAlone || account === undefined
      ? target
      : { ...target, name: `${target.name} (account ...${account.slice(-4)})` }
  })
}

function describeRuns(runs: EcsService | EcsFamily | LambdaFunction): string {
  switch (runs.kind) {
    case 'lambda':
      return `lambda ${shortName(runs.name)}${runs.alias === undefined ? '' : `:${runs.alias}`}`
    case 'family':
      return `ecs family ${runs.family}`
    case 'ecs':
      return `ecs ${shortName(runs.cluster)}/${shortName(runs.service)}`
  }
}

import { readRole } from '../../aws/role.ts'
import { UserError } from '../../errors.ts'
import type { Repository } from '../../registry/reference.ts'
import { arnAccount, arnRegion } from './arn.ts'
import type { ReleaseInputs } from './inputs.ts'
import type { Target } from './target.ts'

/** What an input says of where something is. */
type Said = readonly [input: string, value: string]

/**
 * Checks that all inputs put the stage into one region, and its service into one account.
 * @returns the region that they name; undefined where they name none
 * @throws UserError that names two which disagree
 */
export function checkAgreement(
  inputs: ReleaseInputs,
  runs: Target['runs'],
  regional: Repository | undefined,
): string | undefined {
  const arns: readonly (readonly [string, string | undefined])[] =
    runs?.kind === 'lambda'
      ? [
          ['lambda-function-arn', inputs.lambdaFunctionArn],
          ['lambda-function-name', runs.name],
        ]
      : runs?.kind === 'ecs'
        ? [
            ['cluster-arn', runs.cluster],
            ['service-name', runs.service],
            ['task-definition', runs.taskDefinition],
          ]
        : []
  const regions = given([
    ['stage-region', inputs.stageRegion],
    ...arns.map(([input, value]) => [input, arnRegion(value)] as const),
    ['regional-ecr-image-url', regional?.region],
  ])
  const [first, otherRegion] = twoThatDiffer(regions)
  if (first !== undefined && otherRegion !== undefined) {
    throw new UserError(
      `The input "${first[0]}" says ${first[1]}, and "${otherRegion[0]}" is in ${otherRegion[1]}.`,
      'All of a stage is in one region; correct one of them.',
    )
  }
  const accounts = given(arns.map(([input, value]) => [input, arnAccount(value)]))
  const role = inputs.roleToAssume === undefined ? undefined : readRole(inputs.roleToAssume)?.account
  // ECS lets nobody in from another account; a function's own policy can.
  const roleSays: readonly Said[] =
    role === undefined || runs?.kind !== 'ecs' ? [] : [['role-to-assume', role]]
  const [one, otherAccount] = twoThatDiffer([...accounts, ...roleSays])
  if (one !== undefined && otherAccount !== undefined) {
    throw new UserError(
      `The input "${one[0]}" is in the account ${one[1]}, and "${otherAccount[0]}" in ${otherAccount[1]}.`,
      'All of a stage is in one account, and so is the role that deploys it; correct one of them.',
    )
  }
  return regions[0]?.[1]
}

function given(rows: readonly (readonly [string, string | undefined])[]): readonly Said[] {
  return rows.flatMap(([input, value]) => (value === undefined ? [] : [[input, value] as const]))
}

function twoThatDiffer(said: readonly Said[]): readonly [Said | undefined, Said | undefined] {
  const [first, ...rest] = said
  return [first, rest.find(([, value]) => value !== first?.[1])]
}

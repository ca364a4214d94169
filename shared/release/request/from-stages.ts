import { partitionOf, readRole } from '../../aws/role.ts'
import { UserError } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import { inPlace, parseRepository, type Repository } from '../../registry/reference.ts'
import type { Env } from '../../runner/ports.ts'
import type { Stage, StagesFile, StageTarget } from '../../stages/index.ts'
import { arnAccount, arnRegion } from './arn.ts'
import { stageRuns } from './stage-runs.ts'
import type { Target } from './target.ts'
import { targetName } from './target-name.ts'

/** What the stages file is called in messages. */
const FILE = 'stages file'

/** What a target of the stages file is planned with. */
interface Around {
  readonly stage: Stage
  readonly home: Repository
  /** The role for the image's account, which is that of a target without one. */
  readonly role: string | undefined
  readonly env: Env
  /** What is cloned, as the input `task-definition` says. */
  readonly taskDefinition: string
}

/**
 * The stage of a name.
 * @throws UserError that lists the stages
 */
export function findStage(file: StagesFile, name: string): Stage {
  const stage = file.stages.find((candidate) => candidate.name === name)
  if (stage !== undefined) return stage
  const names = file.stages.map((candidate) => candidate.name)
  const meant = nearest(name, names)
  throw new UserError(
    `The ${FILE} has no stage "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `Its stages: ${names.join(', ')}.`,
  )
}

/**
 * The targets of a stage. A target's image is its own, or the one of the same name in its account and region.
 * @throws UserError for regions and accounts that disagree
 */
export function targetsOfStage(around: Around): readonly Target[] {
  const { stage, home } = around
  const targets = stage.targets.map((target) => toTarget(target, around))
  if (targets.length > 0) return targets
  const repository = repositoryOf(stage, stage.region, around)
  // A stage without a target is still copied to its own image, if it has one.
  if (repository.url === home.url) return []
  const region = stage.region ?? repository.region
  return [{ ...ofStage(stage), name: targetName(region, undefined), region, repository, runs: undefined }]
}

function ofStage(stage: Stage): Pick<Target, 'wave' | 'role' | 'alarms' | 'environment'> {
  return {
    wave: 1,
    role: stage.role,
    alarms: stage.alarms,
    environment: { set: stage.environment, remove: [] },
  }
}

function toTarget(target: StageTarget, around: Around): Target {
  const { stage, home } = around
  const runs = stageRuns(target, around.taskDefinition)
  const arns = arnsOf(runs)
  const said = agreed(stage, 'region', [target.region, ...arns.map(arnRegion)])
  const repository = repositoryOf(target, said, around)
  const region = said ?? (target.image === undefined ? home.region : repository.region)
  // ECS lets nobody in from another account; a function's own policy can.
  const role = target.role ?? around.role
  const ofRole = role === undefined || runs?.kind === 'lambda' ? undefined : readRole(role)?.account
  agreed(stage, 'account', [ofRole, ...arns.map(arnAccount)])
  return {
    ...ofStage(stage),
    name: targetName(region, runs),
    region,
    repository,
    wave: target.wave,
    role: target.role,
    alarms: [...new Set([...stage.alarms, ...target.alarms])],
    runs,
  }
}

function arnsOf(runs: Target['runs']): readonly (string | undefined)[] {
  switch (runs?.kind) {
    case undefined:
      return []
    case 'lambda':
      return [runs.name]
    case 'family':
      return [runs.cluster]
    case 'ecs':
      return [runs.cluster, runs.service]
  }
}

/** The one value that is said. */
function agreed(
  { name }: Stage,
  what: 'region' | 'account',
  said: readonly (string | undefined)[],
): string | undefined {
  const [first, ...rest] = said.filter((value) => value !== undefined)
  const other = rest.find((value) => value !== first)
  if (first === undefined || other === undefined) return first
  const [from, hint] =
    what === 'region'
      ? [`has the region ${first}`, `Correct one of them in the ${FILE}.`]
      : [
          `has a role or ARN of the account ${first}`,
          `A service takes calls of its own account only: correct "role:" or the ARN in the ${FILE}.`,
        ]
  throw new UserError(`A target of the stage "${name}" ${from} and an ARN in ${other}.`, hint)
}

/** Where a target's image is: its own, or the twin of the image in the account of its role and in its region. */
function repositoryOf(
  { image, role }: Pick<StageTarget, 'image' | 'role'>,
  said: string | undefined,
  { stage, home, role: homeRole, env }: Around,
): Repository {
  const region = said ?? home.region
  if (image !== undefined) return parseRepository(image, { input: `image of ${stage.name}`, region, env })
  const accountOf = (arn: string | undefined): string | undefined => arn && readRole(arn)?.account
  const homeAccount = home.account ?? accountOf(homeRole)
  const account = accountOf(role) ?? homeAccount
  const isElsewhere = homeAccount !== undefined && account !== homeAccount
  // A host of another partition ends otherwise, and one on this machine tells neither account nor region.
  const hasTwin = home.account !== undefined && partitionOf(region) === partitionOf(home.region)
  if (region === home.region && !isElsewhere) return home
  if (hasTwin && account !== undefined) return inPlace(home, account, region)
  throw new UserError(
    `The stage "${stage.name}" is in ${region}${isElsewhere ? ` in the account ${account ?? '?'}` : ''}, and the registry ${home.host} has no counterpart there.`,
    `Give its image in the ${FILE}: "image: host/${home.name}".`,
  )
}

import { UserError } from '../../errors.ts'
import { inRegion, parseRepository, type Repository } from '../../registry/reference.ts'
import type { Env } from '../../runner/ports.ts'
import type { Stage, StagesFile, StageTarget } from '../../stages/index.ts'
import { arnRegion, isCreated, targetName } from './from-inputs.ts'
import type { Target } from './target.ts'
import { parseTraffic } from './traffic.ts'

/** What the stages file is called in messages. */
const FILE = 'stages file'

/** What a target of the stages file is planned with. */
interface Around {
  readonly stage: Stage
  readonly home: Repository
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
  throw new UserError(
    `The ${FILE} has no stage "${name}".`,
    `Its stages: ${file.stages.map((candidate) => candidate.name).join(', ')}.`,
  )
}

/**
 * The targets of a stage. A target's image is its own, or the one of the same name in its region.
 * @throws UserError for regions that disagree
 */
export function targetsOfStage(around: Around): readonly Target[] {
  const { stage, home, env } = around
  const targets = stage.targets.map((target) => toTarget(target, around))
  if (targets.length > 0) return targets
  const region = stage.region ?? home.region
  const repository = repositoryOf(stage.image, region, stage.name, home, env)
  // A stage without a target is still copied to its own image, if it has one.
  return repository.url === home.url
    ? []
    : [{ ...ofStage(stage), name: targetName(region, undefined), region, repository, runs: undefined }]
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
  const { stage, home, env } = around
  const runs = whatRuns(target, around.taskDefinition)
  const arn = [
    runs?.kind === 'lambda' ? runs.name : runs?.cluster,
    runs?.kind === 'ecs' ? runs.service : undefined,
  ]
    .map(arnRegion)
    .find((region) => region !== undefined)
  const given = target.region
  if (given !== undefined && arn !== undefined && given !== arn) {
    throw new UserError(
      `A target of the stage "${stage.name}" has the region ${given} and an ARN in ${arn}.`,
      `Correct one of them in the ${FILE}.`,
    )
  }
  const own =
    target.image === undefined
      ? undefined
      : parseRepository(target.image, {
          input: `image of ${stage.name}`,
          region: given ?? arn ?? home.region,
          env,
        })
  const region = given ?? arn ?? own?.region ?? home.region
  return {
    ...ofStage(stage),
    name: targetName(region, runs),
    region,
    repository: own ?? repositoryOf(undefined, region, stage.name, home, env),
    wave: target.wave,
    role: target.role ?? stage.role,
    alarms: [...new Set([...stage.alarms, ...target.alarms])],
    runs,
  }
}

function repositoryOf(
  image: string | undefined,
  region: string,
  stage: string,
  home: Repository,
  env: Env,
): Repository {
  if (image !== undefined) return parseRepository(image, { input: `image of ${stage}`, region, env })
  const twin = inRegion(home, region)
  if (twin !== undefined) return twin
  throw new UserError(
    `The stage "${stage}" is in ${region}, and the registry ${home.host} has no other region.`,
    `Give its image in the ${FILE}: "image: host/${home.name}".`,
  )
}

function whatRuns({ ecs, lambda }: StageTarget, taskDefinition: string): Target['runs'] {
  if (lambda !== undefined) {
    if (!isCreated(emptyAsAbsent(lambda.function))) return undefined
    const traffic = lambda.traffic === undefined ? [] : parseTraffic(lambda.traffic, 'traffic')
    return { kind: 'lambda', name: lambda.function, alias: lambda.alias, traffic }
  }
  if (ecs === undefined) return undefined
  const { cluster, container, family, schedules, rules } = ecs
  if (family !== undefined) return { kind: 'family', cluster, family, container, schedules, rules }
  const service = emptyAsAbsent(ecs.service)
  if (!isCreated(service)) return undefined
  const codeDeploy = { application: undefined, group: undefined, appSpec: undefined }
  return { kind: 'ecs', cluster, service, container, taskDefinition, codeDeploy }
}

function emptyAsAbsent(name: string | undefined): string | undefined {
  return name === '' ? undefined : name
}

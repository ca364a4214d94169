import { UserError } from '../errors.ts'
import { inRegion, parseRepository, type Repository } from '../registry/reference.ts'
import type { Env } from '../runner/ports.ts'
import type { Stage, StagesFile, StageTarget } from '../stages/index.ts'
import { arnRegion, isCreated, targetName } from './plan-inputs.ts'
import type { Target } from './types.ts'

/** What the stages file is called in messages. */
const FILE = 'stages file'

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
 * @throws UserError for what is not supported yet, and for regions that disagree
 */
export function targetsOfStage(
  stage: Stage,
  home: Repository,
  role: string | undefined,
  env: Env,
): readonly Target[] {
  refuseUnsupported(stage, role)
  const targets = stage.targets.map((target) => toTarget(target, stage, home, env))
  if (targets.length > 0) return targets
  const region = stage.region ?? home.region
  const repository = repositoryOf(stage.image, region, stage.name, home, env)
  // A stage without a target is still copied to its own image, if it has one.
  return repository.url === home.url
    ? []
    : [{ name: targetName(region, undefined), region, repository, wave: 1, runs: undefined }]
}

function toTarget(target: StageTarget, stage: Stage, home: Repository, env: Env): Target {
  const runs = whatRuns(target)
  const arn =
    runs?.kind === 'ecs' ? (arnRegion(runs.cluster) ?? arnRegion(runs.service)) : arnRegion(runs?.name)
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
  const repository = own ?? repositoryOf(undefined, region, stage.name, home, env)
  return { name: targetName(region, runs), region, repository, wave: target.wave, runs }
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

function whatRuns({ ecs, lambda }: StageTarget): Target['runs'] {
  if (lambda !== undefined) {
    return isCreated(emptyAsAbsent(lambda.function)) ? { kind: 'lambda', name: lambda.function } : undefined
  }
  const service = emptyAsAbsent(ecs?.service)
  if (ecs === undefined || !isCreated(service)) return undefined
  return { kind: 'ecs', cluster: ecs.cluster, service, container: ecs.container }
}

function emptyAsAbsent(name: string | undefined): string | undefined {
  return name === '' ? undefined : name
}

function refuseUnsupported(stage: Stage, role: string | undefined): void {
  const used = [
    ['health-check', stage.healthCheck !== undefined],
    ['environment', Object.keys(stage.environment).length > 0],
    ['alarms', stage.alarms.length > 0 || stage.targets.some(({ alarms }) => alarms.length > 0)],
    [
      'role',
      [stage.role, ...stage.targets.map((target) => target.role)].some(
        (own) => own !== undefined && own !== role,
      ),
    ],
    ['family', stage.targets.some(({ ecs }) => ecs?.family !== undefined)],
    ['alias', stage.targets.some(({ lambda }) => lambda?.alias !== undefined)],
    ['traffic', stage.targets.some(({ lambda }) => lambda?.traffic !== undefined)],
  ] as const
  const first = used.find(([, isUsed]) => isUsed)
  if (first === undefined) return
  throw new UserError(
    `The stage "${stage.name}" uses "${first[0]}", which releases do not support yet.`,
    `Remove it from the ${FILE}; nothing was released.`,
  )
}

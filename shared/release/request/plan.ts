import { checkRole, partitionOf, readRole } from '../../aws/role.ts'
import { UserError } from '../../errors.ts'
import { imageRepository } from '../../registry/image-input.ts'
import { faultOfReference, shortened } from '../../registry/grammar.ts'
import type { Env } from '../../runner/ports.ts'
import { checkStageName, previousTag, type StagesFile } from '../../stages/index.ts'
import { commandNeedsService } from './command.ts'
import { checkBelonging, checkTogether, checkWait } from './contradictions.ts'
import type { ReleaseInputs } from './inputs.ts'
import { targetFromInputs } from './from-inputs.ts'
import { findStage, targetsOfStage } from './from-stages.ts'
import type { ReleaseRequest } from './request.ts'
import { regionsOfStages } from './stage-regions.ts'
import { checkShapes } from './shapes.ts'
import { withDistinctNames } from './target-name.ts'
import type { Target } from './target.ts'
import { readHealthCheck } from './url.ts'
import { bothChanges } from './environment.ts'

/** What a release is planned from. */
export interface PlanContext {
  readonly inputs: ReleaseInputs
  /** Undefined where the repository has none. */
  readonly stagesFile: StagesFile | undefined
  readonly env: Env
  /** Takes a sentence about what was decided, for the log. */
  readonly note: (text: string) => void
}

/**
 * The release that inputs and stages file ask for. An input wins over the file: with a service, function or regional
 * image among the inputs, the file's targets are not used.
 * @throws UserError for what is missing, not valid, or contradicts itself
 */
export function planRelease({ inputs, stagesFile, env, note }: PlanContext): ReleaseRequest {
  const stageName = inputs.stageName
  if (stageName === undefined) throw missing('stage-name', 'STAGE_NAME')
  checkStageName(stageName, 'stage-name')
  checkShapes(inputs, env)
  checkTogether(inputs)
  // A stages file that nobody named does not stand in the way of a release that the inputs describe.
  const inFile = stagesFile?.stages.some(({ name }) => name === stageName) ?? false
  const described = inputs.stagesFile === undefined && inputs.previousStageName !== undefined
  const stage = stagesFile && (inFile || !described) ? findStage(stagesFile, stageName) : undefined

  const home = imageRepository(inputs, stagesFile?.image, env)
  const own = targetFromInputs(inputs, home, env, stage === undefined ? note : () => undefined)
  if (own !== undefined && stage !== undefined && stage.targets.length > 0) {
    note(`The inputs name a target, so those of "${stageName}" in the stages file are not used.`)
  }
  const { taskDefinition } = inputs
  const role = roleOf(inputs, stagesFile)
  const fromFile =
    stage && own === undefined
      ? targetsOfStage({ stage, home, role, env, taskDefinition }).map((target) => withInputs(target, inputs))
      : []
  checkBelonging(inputs, own?.runs, fromFile.length > 0)
  if (fromFile.length > 0) noteUnused(inputs, note)
  const targets = own === undefined ? fromFile : [own]
  if (inputs.command.length > 0 && !targets.some(({ runs }) => runs?.kind === 'ecs'))
    throw commandNeedsService(stageName)
  const healthCheck =
    inputs.healthCheck ?? readHealthCheck(stage?.healthCheck, 'health-check', inputs.healthCheckMs)
  checkWait(inputs, targets, healthCheck !== undefined)
  checkPartition(role, home.region)
  for (const target of targets) checkPartition(target.role ?? role, target.region)
  return {
    stage: stageName,
    source: sourceOf(inputs, stageName, stage?.previous),
    home,
    role,
    targets: withDistinctNames(targets, (target) => accountOf(target.role ?? role) ?? home.account),
    expectedDigest: inputs.expectedDigest,
    rollback: inputs.rollback,
    plan: inputs.plan,
    wait: inputs.wait,
    waitMs: inputs.waitMs,
    rollbackOnFailure: inputs.rollbackOnFailure,
    onCancel: inputs.onCancel,
    healthCheck,
    command: inputs.command,
    referrers: inputs.referrers,
    createRepository: inputs.createRepository,
    stages: stagesFile?.stages.map(({ name }) => name) ?? [],
    ...(stagesFile === undefined ? {} : { regionsOfStages: regionsOfStages(stagesFile, home) }),
  }
}

/** What the inputs say of every target, beside or over what the stages file says of it. */
function withInputs(target: Target, { alarms, environment }: ReleaseInputs): Target {
  return {
    ...target,
    alarms: [...new Set([...target.alarms, ...alarms])],
    environment: bothChanges(target.environment, environment),
  }
}

/**
 * The role of the release itself: the input's, or the one for the image's account in the stages file.
 * @throws UserError for what is no role
 */
function roleOf(
  { roleToAssume }: Pick<ReleaseInputs, 'roleToAssume'>,
  stagesFile: StagesFile | undefined,
): string | undefined {
  if (roleToAssume !== undefined) checkRole(roleToAssume, 'The input "role-to-assume"')
  return roleToAssume ?? stagesFile?.role
}

function accountOf(role: string | undefined): string | undefined {
  return role === undefined ? undefined : readRole(role)?.account
}

function checkPartition(role: string | undefined, region: string): void {
  const partition = role === undefined ? undefined : readRole(role)?.partition
  if (role === undefined || partition === undefined || partition === partitionOf(region)) return
  throw new UserError(
    `The role ${role} is of the partition "${partition}", and ${region} is a region of "${partitionOf(region)}".`,
    'A role acts in the regions of its own partition only.',
  )
}

/** Says which inputs have no meaning beside the targets of the stages file. */
function noteUnused({ stageRegion, clusterArn }: ReleaseInputs, note: (text: string) => void): void {
  const unused = [
    ...(stageRegion === undefined ? [] : ['"stage-region"']),
    ...(clusterArn === undefined ? [] : ['"cluster-arn"']),
  ]
  if (unused.length === 0) return
  note(`Not used, because the stages file says where the stage is: ${unused.join(' and ')}.`)
}

function sourceOf(inputs: ReleaseInputs, stageName: string, above: string | undefined): string {
  if (inputs.rollback) return previousTag(stageName)
  const source = inputs.previousStageName ?? above
  if (source === undefined) throw missing('previous-stage-name', 'PREVIOUS_STAGE_NAME')
  if (source === stageName) {
    throw new UserError(
      `The inputs "stage-name" and "previous-stage-name" are both "${source}".`,
      'A stage is promoted from the one before it; the first one from "latest".',
    )
  }
  const fault = faultOfReference(source)
  if (fault === undefined) return source
  throw new UserError(
    `The input "previous-stage-name" is "${shortened(source)}", ${fault}.`,
    'Give the name of a stage, a commit sha, "latest", or a digest (sha256:...).',
  )
}

function missing(input: string, variable: string): UserError {
  return new UserError(
    `The input "${input}" is missing.`,
    `Set "${input}" or the environment variable ${variable}.`,
  )
}

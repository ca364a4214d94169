import { UserError } from '../../errors.ts'
import { imageRepository } from '../../registry/image-input.ts'
import { faultOfReference, shortened } from '../../registry/grammar.ts'
import type { Env } from '../../runner/ports.ts'
import { checkStageName, previousTag, type StagesFile } from '../../stages/index.ts'
import type { ReleaseInputs } from './inputs.ts'
import { targetFromInputs } from './from-inputs.ts'
import { findStage, targetsOfStage } from './from-stages.ts'
import type { ReleaseRequest } from './request.ts'
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
  const fromFile =
    stage && own === undefined
      ? targetsOfStage({ stage, home, env, taskDefinition }).map((target) => withInputs(target, inputs))
      : []
  return {
    stage: stageName,
    source: sourceOf(inputs, stageName, stage?.previous),
    home,
    role: roleOf(inputs, stagesFile),
    targets: own === undefined ? fromFile : [own],
    expectedDigest: inputs.expectedDigest,
    rollback: inputs.rollback,
    plan: inputs.plan,
    wait: inputs.wait,
    waitMs: inputs.waitMs,
    rollbackOnFailure: inputs.rollbackOnFailure,
    onCancel: inputs.onCancel,
    healthCheck:
      inputs.healthCheck ?? readHealthCheck(stage?.healthCheck, 'health-check', inputs.healthCheckMs),
    command: inputs.command,
    referrers: inputs.referrers,
    createRepository: inputs.createRepository,
    stages: stagesFile?.stages.map(({ name }) => name) ?? [],
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

/** The role to assume: the input's, or the one for the image's account in the stages file. */
function roleOf(
  inputs: Pick<ReleaseInputs, 'roleToAssume'>,
  stagesFile: StagesFile | undefined,
): string | undefined {
  return inputs.roleToAssume ?? stagesFile?.role
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

import { UserError } from '../../errors.ts'
import { checkEndpoint } from '../../registry/image-input.ts'
import { parseRepository, type Repository } from '../../registry/reference.ts'
import type { Env } from '../../runner/ports.ts'
import type { ReleaseInputs } from './inputs.ts'
import type { EcsFamily, EcsService, LambdaFunction, Target } from './target.ts'

/** The region in an ARN. Source: AWS General Reference, "Amazon Resource Names", arn:partition:service:region:account:... */
export function arnRegion(value: string | undefined): string | undefined {
  if (!value?.startsWith('arn:')) return undefined
  return value.split(':')[3]
}

/** TinyStacks' word for a service or function that is not created yet. */
export function isCreated(name: string | undefined): name is string {
  return name !== undefined && name.toLowerCase() !== 'placeholder'
}

/**
 * The target that the inputs describe: a Lambda function, an ECS service, or a region to copy the image to. Undefined
 * when they describe none: the image is tagged in its own repository, and that is all.
 * @param note takes a sentence about what was decided
 * @throws UserError for inputs that contradict each other
 */
export function targetFromInputs(
  inputs: ReleaseInputs,
  home: Repository,
  env: Env,
  note: (text: string) => void,
): Target | undefined {
  const runs = whatRuns(inputs, note)
  const regional = regionalRepository(inputs, env)
  const named = [
    ['stage-region', inputs.stageRegion],
    ['cluster-arn', runs?.kind === 'ecs' ? arnRegion(runs.cluster) : undefined],
    ['service-name', runs?.kind === 'ecs' ? arnRegion(runs.service) : undefined],
    ['lambda-function-arn', runs?.kind === 'lambda' ? arnRegion(inputs.lambdaFunctionArn) : undefined],
    ['lambda-function-name', runs?.kind === 'lambda' ? arnRegion(runs.name) : undefined],
    ['regional-ecr-image-url', regional?.region],
  ].filter((entry): entry is [string, string] => entry[1] !== undefined)
  const [first, ...rest] = named
  const other = rest.find(([, region]) => region !== first?.[1])
  if (first && other) throw disagree(first[0], first[1], other[0], other[1])

  if (runs === undefined && regional === undefined) return undefined
  const region = first?.[1] ?? home.region
  return {
    name: targetName(region, runs),
    region,
    repository: regional ?? home,
    wave: 1,
    // The one identity of the inputs is the release's own.
    role: undefined,
    alarms: inputs.alarms,
    environment: inputs.environment,
    runs,
  }
}

/** How a target is called in logs and summaries. */
export function targetName(region: string, runs: Target['runs']): string {
  if (runs === undefined) return `${region} registry`
  const short = (nameOrArn: string): string => nameOrArn.split(/[/:]/).at(-1) ?? nameOrArn
  return `${region} ${describeRuns(runs, short)}`
}

function describeRuns(
  runs: EcsService | EcsFamily | LambdaFunction,
  short: (nameOrArn: string) => string,
): string {
  if (runs.kind === 'lambda')
    return `lambda ${short(runs.name)}${runs.alias === undefined ? '' : `:${runs.alias}`}`
  if (runs.kind === 'family') return `ecs family ${runs.family}`
  return `ecs ${short(runs.cluster)}/${short(runs.service)}`
}

function whatRuns(
  inputs: ReleaseInputs,
  note: (text: string) => void,
): EcsService | LambdaFunction | undefined {
  const { serviceName, clusterArn, lambdaFunctionName, lambdaFunctionArn } = inputs
  const lambda = [lambdaFunctionName, lambdaFunctionArn].find(isCreated)
  // A placeholder beside a real ARN means that the function is not created yet, as in TinyStacks.
  if (lambda !== undefined && isCreated(lambdaFunctionName ?? lambda)) {
    if (isCreated(serviceName)) {
      note(
        `A Lambda function and the ECS service "${serviceName}" are named: the function is released, the service is not.`,
      )
    }
    const name = lambdaFunctionName ?? lambda
    checkFunctionName(name, lambdaFunctionArn)
    return { kind: 'lambda', name, alias: inputs.lambdaAlias, traffic: inputs.lambdaTraffic }
  }
  if (!isCreated(serviceName)) {
    note('Service is not ready yet: the image is tagged, there is nothing to deploy to.')
    return undefined
  }
  if (clusterArn === undefined) {
    throw new UserError(
      'The input "cluster-arn" is missing.',
      `Set "cluster-arn" or the environment variable CLUSTER_ARN to the cluster of the service "${serviceName}", by name or ARN.`,
    )
  }
  return {
    kind: 'ecs',
    cluster: clusterArn,
    service: serviceName,
    container: inputs.containerName,
    taskDefinition: inputs.taskDefinition,
    codeDeploy: inputs.codeDeploy,
  }
}

function checkFunctionName(name: string, arn: string | undefined): void {
  // Code is given to a function; its versions cannot change, and an alias names one of them.
  const qualifier = /(?:^|:function:)[\w-]+:([^:]+)$/.exec(name)?.[1]
  if (qualifier !== undefined && qualifier !== '$LATEST') {
    throw new UserError(
      `The input "lambda-function-name" is "${name}", which names the version or alias "${qualifier}".`,
      'Give the function without it.',
    )
  }
  if (arn === undefined || !isCreated(arn)) return
  const inArn = arn.split(':')[6]
  const short = name.startsWith('arn:') ? name.split(':')[6] : name
  if (inArn === short) return
  throw new UserError(
    `The inputs "lambda-function-name" (${name}) and "lambda-function-arn" (${arn}) name different functions.`,
    'One of them is enough.',
  )
}

function regionalRepository(inputs: ReleaseInputs, env: Env): Repository | undefined {
  const { regionalEcrImageUrl, regionalEcrEndpoint, stageRegion, defaultRegion } = inputs
  if (regionalEcrImageUrl === undefined) {
    if (regionalEcrEndpoint === undefined) return undefined
    throw new UserError(
      'The input "regional-ecr-image-url" is missing: "regional-ecr-endpoint" alone names no repository.',
      'Set "regional-ecr-image-url" or the environment variable REGIONAL_ECR_IMAGE_URL.',
    )
  }
  const repository = parseRepository(regionalEcrImageUrl, {
    input: 'regional-ecr-image-url',
    region:
      stageRegion ?? arnRegion(inputs.clusterArn) ?? arnRegion(inputs.lambdaFunctionArn) ?? defaultRegion,
    env,
  })
  checkEndpoint(repository, regionalEcrEndpoint, 'regional-ecr-endpoint', 'regional-ecr-image-url')
  return repository
}

function disagree(one: string, oneRegion: string, other: string, otherRegion: string): UserError {
  return new UserError(
    `The input "${one}" says ${oneRegion}, and "${other}" is in ${otherRegion}.`,
    'All of a stage is in one region; correct one of them.',
  )
}

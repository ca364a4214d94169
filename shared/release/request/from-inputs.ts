import { UserError } from '../../errors.ts'
import { checkEndpoint } from '../../registry/image-input.ts'
import { parseRepository, type Repository } from '../../registry/reference.ts'
import type { Env } from '../../runner/ports.ts'
import { checkAgreement } from './agreement.ts'
import { arnRegion, clusterOfService, shortName } from './arn.ts'
import type { ReleaseInputs } from './inputs.ts'
import type { EcsService, LambdaFunction, Target } from './target.ts'
import { targetName } from './target-name.ts'

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
  const region = checkAgreement(inputs, runs, regional)
  if (runs === undefined && regional === undefined) return undefined
  const place = region ?? home.region
  return {
    name: targetName(place, runs),
    region: place,
    repository: regional ?? home,
    wave: 1,
    // The one identity of the inputs is the release's own.
    role: undefined,
    alarms: inputs.alarms,
    environment: inputs.environment,
    runs,
  }
}

function whatRuns(
  inputs: ReleaseInputs,
  note: (text: string) => void,
): EcsService | LambdaFunction | undefined {
  const { serviceName, lambdaFunctionName, lambdaFunctionArn } = inputs
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
  return {
    kind: 'ecs',
    cluster: clusterOf(serviceName, inputs.clusterArn),
    service: serviceName,
    container: inputs.containerName,
    taskDefinition: inputs.taskDefinition,
    codeDeploy: inputs.codeDeploy,
  }
}

/** The cluster that is named, or the one in the service's ARN. */
function clusterOf(service: string, cluster: string | undefined): string {
  const inArn = clusterOfService(service)
  const given = cluster ?? inArn
  if (given === undefined) {
    throw new UserError(
      'The input "cluster-arn" is missing.',
      `Set "cluster-arn" or the environment variable CLUSTER_ARN to the cluster of the service "${service}", by name or ARN.`,
    )
  }
  if (inArn === undefined || shortName(inArn) === shortName(given)) return given
  throw new UserError(
    `The input "cluster-arn" names the cluster "${shortName(given)}", and the ARN in "service-name" the cluster "${shortName(inArn)}".`,
    'Correct one of them; the ARN of a service is enough.',
  )
}

function checkFunctionName(name: string, arn: string | undefined): void {
  if (arn === undefined || !isCreated(arn)) return
  const nameOf = (reference: string): string => shortName(reference.replace(/:\$LATEST$/, ''))
  if (nameOf(arn) === nameOf(name)) return
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

import { UserError } from '../errors.ts'
import type { Env } from '../runner/ports.ts'
import { parseRepository, type Repository } from './reference.ts'

/** The inputs that name a repository, and those that have to agree with it. */
export interface ImageInputs {
  readonly ecrImageUrl: string | undefined
  readonly ecrEndpoint: string | undefined
  /** The input alone: it has to agree with the registry's host. */
  readonly awsRegion: string | undefined
  /** AWS_REGION, for a registry whose host names no region. */
  readonly defaultRegion: string | undefined
}

/**
 * The image's own repository.
 * @param fallback the repository that the stages file names
 * @throws UserError when it is missing or not valid, and when another input disagrees with it
 */
export function imageRepository(inputs: ImageInputs, fallback: string | undefined, env: Env): Repository {
  const url = inputs.ecrImageUrl ?? fallback
  if (url === undefined) {
    throw new UserError(
      'The input "ecr-image-url" is missing.',
      'Set "ecr-image-url" or the environment variable ECR_IMAGE_URL, or "image:" in the stages file.',
    )
  }
  const repository = parseRepository(url, { input: 'ecr-image-url', region: inputs.defaultRegion, env })
  checkEndpoint(repository, inputs.ecrEndpoint, 'ecr-endpoint', 'ecr-image-url')
  if (inputs.awsRegion !== undefined && inputs.awsRegion !== repository.region) {
    throw new UserError(
      `The input "aws-region" says ${inputs.awsRegion}, and "ecr-image-url" is in ${repository.region}.`,
      '"aws-region" is the region of "ecr-image-url"; it can be left out.',
    )
  }
  return repository
}

/**
 * Checks TinyStacks' second name for a registry, its host, against the repository.
 * @throws UserError that names both inputs
 */
export function checkEndpoint(
  repository: Repository,
  endpoint: string | undefined,
  endpointInput: string,
  urlInput: string,
): void {
  if (endpoint === undefined || endpoint.replace(/^https?:\/\//, '').replace(/\/$/, '') === repository.host)
    return
  throw new UserError(
    `The inputs "${endpointInput}" (${endpoint}) and "${urlInput}" (${repository.url}) name different registries.`,
    `"${endpointInput}" is the host of "${urlInput}"; it can be left out.`,
  )
}

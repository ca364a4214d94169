import { mayPull } from '../ecr/policy.ts'
import { isIndex } from '../images/media-types.ts'
import { resolveImage } from '../images/resolve.ts'
import { fault } from '../wire/fault.ts'
import type { LambdaRegion } from './state.ts'

/**
 * The image by digest, or Lambda's refusal: another region's registry, an image that is not there,
 * and every index (Lambda runs single-platform manifests only).
 */
export function acceptImage(lambda: LambdaRegion, imageUri: string): { resolved: string; digest: string } {
  const { ecr, repository, manifest } = resolveImage(lambda.registries, imageUri)
  if (ecr?.region !== lambda.region) {
    throw invalid(`Source image ${imageUri} is not valid. Provide a valid source image.`)
  }
  if (repository === undefined || manifest === undefined) {
    throw invalid(`Source image ${imageUri} does not exist. Provide a valid source image.`)
  }
  if (!mayPull(repository, lambda.account)) {
    throw fault(
      'AccessDeniedException',
      'Lambda does not have permission to access the ECR image. Check the ECR permissions.',
      403,
    )
  }
  if (isIndex(manifest.mediaType)) {
    throw invalid(
      `The image manifest, config or layer media type for the source image ${imageUri} is not supported.`,
    )
  }
  return { resolved: `${repository.uri}@${manifest.digest}`, digest: manifest.digest }
}

function invalid(message: string): Error {
  return fault('InvalidParameterValueException', message)
}

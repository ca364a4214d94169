import { UserError } from '../../../errors.ts'
import type { ReleasedImage } from '../outcome.ts'

// Source: AWS Lambda API Reference, Architectures; OCI Image Specification, `platform.architecture` (GOARCH).
const PLATFORMS: Readonly<Record<string, string>> = { x86_64: 'linux/amd64', arm64: 'linux/arm64' }

/**
 * The digest that Lambda is given. It refuses an image index ("media type ... is not supported"), so an index is
 * unwrapped to the manifest of the function's architecture; a single image is taken as it is.
 * @param architecture as the function has it, `x86_64` or `arm64`
 * @throws UserError when the index has no image for it
 */
export function digestForLambda(image: ReleasedImage, architecture: string, functionName: string): string {
  if (image.platforms.size === 0) return image.digest
  const platform = PLATFORMS[architecture] ?? architecture
  const digest = image.platforms.get(platform)
  if (digest !== undefined) return digest
  throw new UserError(
    `The function "${functionName}" runs on ${architecture}, and the image ${image.digest} has no ${platform} in it.`,
    `It has ${[...image.platforms.keys()].join(', ')}. Build with "platforms: ${platform}", or change the function's architecture.`,
  )
}

/**
 * Refuses a single-platform image that the function cannot run: Lambda takes it, and every request fails with "exec
 * format error". An image that does not tell its platform is taken.
 * @throws UserError
 */
export async function checkPlatform(
  image: ReleasedImage,
  architecture: string,
  functionName: string,
): Promise<void> {
  if (image.platforms.size > 0) return
  const wanted = PLATFORMS[architecture] ?? architecture
  const platform = await image.platform()
  if (platform === undefined || platform === wanted) return
  throw new UserError(
    `The function "${functionName}" runs on ${architecture}, and the image ${image.digest} is for ${platform}.`,
    `Build with "platforms: ${wanted}", or change the function's architecture.`,
  )
}

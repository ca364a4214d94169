import { TagResourceCommand } from '@aws-sdk/client-lambda'
import { messageOf } from '../../../errors.ts'
import { type Site, write } from './site.ts'

/** TinyStacks' own name for it; the digest in the registry, not the image id that its script put there. */
export const DIGEST_TAG = 'IMAGE_SHA'

/**
 * Tags the function with the digest that was promoted, and keeps its other tags. A function that runs the image but may
 * not be tagged is released all the same, with a warning.
 */
export async function tagDigest(site: Site, digest: string): Promise<void> {
  const command = new TagResourceCommand({ Resource: site.arn, Tags: { [DIGEST_TAG]: digest } })
  try {
    await write(site, async () => await site.client.send(command))
  } catch (error) {
    site.ports.signal.throwIfAborted()
    site.ports.log.warning(
      `${site.name}: the function runs the image, but its tag ${DIGEST_TAG} could not be set: ${messageOf(error)}`,
    )
  }
}

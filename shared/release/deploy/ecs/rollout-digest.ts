import type { ContainerImage } from '@aws-sdk/client-ecs'

/** The released container, and the digests that count as the released image: its own, and those of its platforms. */
export interface Expected {
  readonly container: string
  readonly digests: ReadonlySet<string>
}

/** What a service revision says of the image it runs. */
export type Proof = 'right' | 'unknown' | { readonly runs: string }

/**
 * Whether a service revision runs the released image.
 * Source: Amazon ECS API Reference, ServiceRevision, `containerImages`; Developer Guide, "Container image resolution":
 * ECS resolves an image to a digest once for each deployment, and tells it only when it has.
 * @param images undefined where they were not told
 */
export function proveDigest(
  images: readonly ContainerImage[] | undefined,
  { container, digests }: Expected,
): Proof {
  const digest = images?.find(({ containerName }) => containerName === container)?.imageDigest
  if (digest === undefined) return 'unknown'
  return digests.has(digest) ? 'right' : { runs: digest }
}

import type { AwsSession } from '../../aws/session.ts'
import { readLabels, REVISION_LABEL } from '../../registry/image-labels.ts'
import type { ImageStore } from '../../registry/image-store.ts'
import type { Manifest } from '../../registry/manifest.ts'
import { isCommit } from '../../registry/reference.ts'
import type { Ports } from '../../runner/ports.ts'

/** The commits of images by their digests, once they are known; what cannot be told is absent. It never rejects. */
export type Commits = Promise<ReadonlyMap<string, string>>

/**
 * The commits of images: by their tags or, in a registry that cannot say which tags a digest has, by their revision
 * label.
 * @param source the tag that the incoming image, the first one, was found by
 */
export async function lookUpCommits(
  store: ImageStore,
  images: readonly Manifest[],
  source: string,
  session: AwsSession,
  ports: Ports,
): Commits {
  const [incoming] = images
  const distinct = [...new Map(images.map((image) => [image.digest, image])).values()]
  const tags = await store.tagsOf(distinct.map(({ digest }) => digest)).catch(() => undefined)
  const commitOf = async (image: Manifest): Promise<string | undefined> => {
    if (image.digest === incoming?.digest && isCommit(source)) return source
    if (store.protocol === 'ecr') return tags?.get(image.digest)?.find(isCommit)
    const labels = await readLabels(store, image, session, ports).catch(() => undefined)
    const revision = labels?.[REVISION_LABEL]
    return revision !== undefined && isCommit(revision) ? revision : undefined
  }
  const known = await Promise.all(
    distinct.map(async (image) => [image.digest, await commitOf(image)] as const),
  )
  return new Map(known.flatMap(([digest, commit]) => (commit === undefined ? [] : [[digest, commit]])))
}

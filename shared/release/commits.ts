import type { AwsSession } from '../aws/session.ts'
import { readLabels, REVISION_LABEL } from '../registry/image-labels.ts'
import type { ImageStore } from '../registry/image-store.ts'
import type { Manifest } from '../registry/manifest.ts'
import { isCommit } from '../registry/reference.ts'
import type { Ports } from '../runner/ports.ts'
import type { ReleaseReport } from './types.ts'

/** The commits of a release, once they are known. It never rejects. */
export type Commits = Promise<Pick<ReleaseReport, 'commit' | 'previousCommit'>>

/**
 * The commits of the incoming and the outgoing image: by their tags or, in a registry that cannot say which tags a
 * digest has, by their revision label. What cannot be told is absent.
 * @param source the tag that the incoming image was found by
 */
export async function lookUpCommits(
  store: ImageStore,
  incoming: Manifest,
  outgoing: Manifest | undefined,
  source: string,
  session: AwsSession,
  ports: Ports,
): Commits {
  const images = [
    incoming,
    ...(outgoing === undefined || outgoing.digest === incoming.digest ? [] : [outgoing]),
  ]
  const tags = await store.tagsOf(images.map(({ digest }) => digest)).catch(() => undefined)
  const commitOf = async (image: Manifest): Promise<string | undefined> => {
    if (image === incoming && isCommit(source)) return source
    if (store.protocol === 'ecr') return tags?.get(image.digest)?.find(isCommit)
    const labels = await readLabels(store, image, session, ports).catch(() => undefined)
    const revision = labels?.[REVISION_LABEL]
    return revision !== undefined && isCommit(revision) ? revision : undefined
  }
  const [commit, former] = await Promise.all(images.map(commitOf))
  return { commit, previousCommit: outgoing?.digest === incoming.digest ? commit : former }
}

import { awsErrorName } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import { messageOf, UserError } from '../errors.ts'
import { readLabels } from '../registry/image-labels.ts'
import type { ImageStore } from '../registry/image-store.ts'
import type { Manifest } from '../registry/manifest.ts'
import { isCommit } from '../registry/reference.ts'
import type { Ports } from '../runner/ports.ts'
import { DIFFERENCE_LABEL, REVISION_LABEL } from './labels.ts'

/**
 * Whether a commit's image was made from a work tree with the same difference to the commit as the one at hand.
 * An image whose labels cannot be read is not taken for it.
 */
export async function isMadeFrom(
  difference: string | undefined,
  image: Manifest,
  store: ImageStore,
  session: AwsSession,
  ports: Ports,
): Promise<boolean> {
  try {
    const labels = await readLabels(store, image, session, ports)
    return labels[DIFFERENCE_LABEL] === difference
  } catch (error) {
    ports.signal.throwIfAborted()
    ports.log.notice(
      `The commit's image exists, but what it was made from cannot be read, so it is built again. Allow "ecr:GetDownloadUrlForLayer" on the repository. ${messageOf(error)}`,
    )
    return false
  }
}

/** The commits that an image is of: by its tags or, where they tell none, by its revision label. */
export async function commitsOf(
  image: Manifest,
  store: ImageStore,
  session: AwsSession,
  ports: Ports,
): Promise<readonly string[]> {
  const tags = (await store.tagsOf([image.digest]))?.get(image.digest) ?? []
  const commits = tags.filter(isCommit)
  if (commits.length > 0) return commits
  const labels = await readLabels(store, image, session, ports).catch(() => {
    ports.signal.throwIfAborted()
    return undefined
  })
  const revision = labels?.[REVISION_LABEL]
  return revision !== undefined && isCommit(revision) ? [revision] : []
}

/**
 * Checks that a repository which has none of the tags exists at all, before anything is built for it.
 * @returns false when ECR's API does not know it but a registry without ECR may, as on loopback
 * @throws UserError when it does not exist
 */
export async function repositoryExists(store: ImageStore, tag: string): Promise<boolean> {
  if (store.protocol !== 'ecr') return true
  try {
    await store.immutable([tag])
    return true
  } catch (error) {
    if (awsErrorName(error) !== 'RepositoryNotFoundException') throw error
    if (store.repository.account === undefined) return false
    throw new UserError(
      `There is no repository "${store.repository.name}" in ${store.repository.host}.`,
      `Create it, for example by "aws ecr create-repository --region ${store.repository.region} --repository-name ${store.repository.name}", or correct "ecr-image-url".`,
    )
  }
}

/** Refuses to replace a commit's image where tags cannot be moved. */
export async function refuseImmutableCommit(store: ImageStore, commit: string): Promise<void> {
  if (!(await store.immutable([commit]))?.includes(commit)) return
  throw new UserError(
    `${store.repository.url}:${commit} exists and its tag is immutable, so another image of this commit cannot be pushed.`,
    'Commit what differs in the work tree, or leave "rebuild" at "false".',
  )
}

import { awsErrorName } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import { messageOf, UserError } from '../errors.ts'
import { readLabels, REVISION_LABEL } from '../registry/image-labels.ts'
import type { ImageStore } from '../registry/image-store.ts'
import type { Manifest } from '../registry/manifest.ts'
import { isCommit } from '../registry/reference.ts'
import type { Ports } from '../runner/ports.ts'
import { DIFFERENCE_LABEL, RECIPE_LABEL } from './labels.ts'

/** What tells the images of one commit apart. */
export interface Likeness {
  readonly difference: string | undefined
  readonly recipe: string | undefined
}

/**
 * Whether a commit's image was made from a work tree with the same difference to the commit as the one at hand, and by
 * the same recipe. An image whose labels cannot be read is not taken for it. Says why it is not.
 */
export async function isMadeFrom(
  { difference, recipe }: Likeness,
  image: Manifest,
  store: ImageStore,
  session: AwsSession,
  ports: Ports,
): Promise<boolean> {
  try {
    const labels = await readLabels(store, image, session, ports)
    if ((labels[RECIPE_LABEL] ?? '') !== (recipe ?? '')) {
      ports.log.warning(
        `${image.digest} was built from this commit by another Dockerfile, context, target, build-args or platforms. It is built again, and the commit's tag moves. Give each service a repository of its own.`,
      )
      return false
    }
    if ((labels[DIFFERENCE_LABEL] ?? '') === (difference ?? '')) return true
    ports.log.info(
      `${image.digest} was made from other files than this commit's image is now: it is built again.`,
    )
    return false
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
 * @param create makes it, where that was asked for
 * @returns false when ECR's API does not know it but a registry without ECR may, as on loopback
 * @throws UserError when it does not exist
 */
export async function repositoryExists(
  store: ImageStore,
  tag: string,
  create?: () => Promise<void>,
): Promise<boolean> {
  if (store.protocol !== 'ecr') return true
  try {
    await store.immutable([tag])
    return true
  } catch (error) {
    if (awsErrorName(error) !== 'RepositoryNotFoundException') throw error
    if (create !== undefined) {
      await create()
      return true
    }
    if (store.repository.account === undefined) return false
    throw new UserError(
      `There is no repository "${store.repository.name}" in ${store.repository.host}.`,
      `Set "create-repository" of build-action, create it by "aws ecr create-repository --region ${store.repository.region} --repository-name ${store.repository.name}", or correct "ecr-image-url".`,
    )
  }
}

/** Refuses to replace a commit's image where tags cannot be moved. */
export async function refuseImmutableCommit(store: ImageStore, commit: string): Promise<void> {
  if (!(await store.immutable([commit]))?.includes(commit)) return
  throw new UserError(
    `${store.repository.url}:${commit} exists and its tag is immutable, so another image of this commit cannot be pushed.`,
    'Commit what differs, give each service a repository of its own, or leave "rebuild" at "false".',
  )
}

import type { AwsSession } from '../../aws/session.ts'
import { type CopiedImage, copyImage, type ImageDestination } from '../../registry/copy/copy-image.ts'
import type { CopyPorts } from '../../registry/copy/blob-content.ts'
import { createRepositoryLike } from '../../registry/create-repository.ts'
import type { Repository } from '../../registry/reference.ts'
import { formatBytes } from '../../runner/journal.ts'
import { because } from '../deploy/failure.ts'
import type { ReleaseImages, RepositoryState } from './images.ts'
import type { ReleaseReport, TargetOutcome } from '../deploy/outcome.ts'
import type { ReleaseRequest } from '../request/request.ts'

/** How the image came to the regions of a release. */
interface RegionCopies {
  readonly copies: ReleaseReport['copies']
  /** Why it is not everywhere. */
  readonly error?: Pick<TargetOutcome, 'reason' | 'hint'>
}

/**
 * Brings the image, the commit's tag and what refers to the image to every repository of the release that lacks them;
 * the repository first, where it is to be created.
 * @param sessionOf whose identity a repository is created with
 * @param commit whose tag the image has; undefined where it is not known
 * @throws before anything is written, when a repository cannot be asked
 */
export async function copyToRegions(
  { manifest, states: [home, ...others] }: ReleaseImages,
  commit: string | undefined,
  request: ReleaseRequest,
  sessionOf: (repository: Repository) => AwsSession,
  ports: CopyPorts,
): Promise<RegionCopies> {
  // Where the stage's tag is right already, an earlier run of this release brought everything before it.
  const incomplete = others.filter(
    ({ hasImage, current }) => !hasImage || current?.digest !== manifest.digest,
  )
  if (incomplete.length === 0) return { copies: [] }
  const regions = incomplete.map(({ store }) => store.repository.region).join(', ')
  const title = incomplete.every(({ hasImage }) => hasImage) ? 'Look for signatures' : `Copy to ${regions}`
  return await ports.log.group(title, async () => {
    const destinations = await Promise.all(
      incomplete.map(async (state) => await destinationOf(state, manifest.digest, commit)),
    )
    for (const state of incomplete) {
      if (!mayBeNew(state, request)) continue
      const model = home.store.repository
      const wanted = state.store.repository
      await createRepositoryLike(
        { repository: model, session: sessionOf(model) },
        { repository: wanted, session: sessionOf(wanted) },
        ports.log,
      )
    }
    const copied = await copyImage(home.store, manifest, destinations, request.referrers, ports)
    for (const line of linesOf(copied, destinations)) ports.log.info(line)
    const copies = copied
      .filter(({ error }) => error === undefined)
      .map(({ store, bytesCopied }) => ({ repository: store.repository, bytesCopied }))
    const error = errorOf(copied)
    return error === undefined ? { copies } : { copies, error }
  })
}

/** One that exists without anything of the release may be what a run left that was killed between creating and setting. */
function mayBeNew(
  { store, isAbsent, hasImage, current, previous }: RepositoryState,
  { createRepository }: ReleaseRequest,
): boolean {
  if (isAbsent) return true
  const isEmpty = !hasImage && current === undefined && previous === undefined
  return createRepository && store.protocol === 'ecr' && isEmpty
}

async function destinationOf(
  { store, hasImage }: RepositoryState,
  digest: string,
  commit: string | undefined,
): Promise<ImageDestination> {
  if (!hasImage || commit === undefined) return { store, hasImage, tag: hasImage ? undefined : commit }
  const tags = (await store.tagsOf([digest]))?.get(digest)
  return { store, hasImage, tag: tags === undefined || tags.includes(commit) ? undefined : commit }
}

function linesOf(
  copied: readonly CopiedImage[],
  destinations: readonly ImageDestination[],
): readonly string[] {
  return copied.flatMap(({ store, error, bytesCopied, bytesAvoided, referrers }, index) => {
    if (error !== undefined) return []
    const more = referrers === 0 ? '' : `, ${referrers} of its signatures and SBOMs copied`
    const { region } = store.repository
    return destinations[index]?.hasImage === true
      ? referrers === 0
        ? []
        : [`${region}: the image was there${more}`]
      : [`${region}: ${formatBytes(bytesCopied)} copied, ${formatBytes(bytesAvoided)} were there${more}`]
  })
}

function errorOf(copied: readonly CopiedImage[]): RegionCopies['error'] {
  const failed = copied.filter(({ error }) => error !== undefined)
  const [first] = failed
  if (first === undefined) return undefined
  const { reason, hint } = because(first.error)
  const regions = failed.map(({ store }) => store.repository.region).join(' and ')
  return {
    reason: `The image could not be copied to ${regions}: ${reason ?? ''}`,
    ...(hint === undefined ? {} : { hint }),
  }
}

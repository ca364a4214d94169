import { messageOf, UserError } from '../../errors.ts'
import type { ImageStore } from '../image-store.ts'
import { childrenOf, isIndex, type Manifest } from '../manifest.ts'
import { mapLimited } from '../map-limited.ts'
import { type ImageTree, readTree } from './tree.ts'

/** What is done about signatures, SBOMs and whatever else refers to an image. */
export type ReferrersPolicy = 'copy' | 'off' | 'require'

/** Something that refers to an image. */
export interface Attachment {
  readonly tree: ImageTree
  /** The tag that it is found by, where it is not by its `subject`. */
  readonly tag: string | undefined
}

const AT_ONCE = 6
// Referrers of referrers: a signature of an SBOM. Deeper ones are nobody's.
const MOST_ROUNDS = 4
// Each costs five requests where a registry cannot be asked for many at once.
const MOST_SUBJECTS = 2_000

/**
 * Everything that refers to an image or to one of its platforms: by `subject`, by the fallback tag of OCI 1.1, and by
 * the tags of cosign.
 * Source: OCI Distribution Specification v1.1, "Listing Referrers" and "Referrers Tag Schema"; cosign, "Signature Spec".
 * @param note takes a sentence where it cannot be told
 * @throws UserError where it cannot be told, and the policy requires it
 */
export async function readAttachments(
  source: ImageStore,
  root: Manifest,
  policy: ReferrersPolicy,
  note: (text: string) => void,
): Promise<readonly Attachment[]> {
  if (policy === 'off') return []
  try {
    return await findAttachments(source, root)
  } catch (error) {
    if (policy === 'require') {
      throw new UserError(
        `What refers to ${root.digest} in ${source.repository.url} cannot be read: ${messageOf(error)}`,
        'With "referrers: copy" the image is released without its signatures and SBOMs, and with a warning.',
        { cause: error },
      )
    }
    note(
      `Signatures and SBOMs of ${root.digest} cannot be read in ${source.repository.url}, so none are copied. ${messageOf(error)}`,
    )
    return []
  }
}

async function findAttachments(source: ImageStore, root: Manifest): Promise<readonly Attachment[]> {
  const found = new Map<string, Attachment>()
  const seen = new Set<string>()
  let subjects = await subjectsIn(source, [root])
  for (let round = 0; subjects.length > 0 && round < MOST_ROUNDS; round += 1) {
    for (const subject of subjects) seen.add(subject)
    checkCount(seen.size)
    const [bySubject, byTag] = await Promise.all([referrersOf(source, subjects), taggedFor(source, subjects)])
    for (const manifest of bySubject) {
      if (!found.has(manifest.digest))
        found.set(manifest.digest, { tree: await readTree(source, manifest), tag: undefined })
    }
    for (const [tag, manifest] of byTag) found.set(tag, { tree: await readTree(source, manifest), tag })
    // A registry that lists no referrers has them below the tag of the subject.
    const next = await subjectsIn(source, [...bySubject, ...byTag.values()])
    subjects = next.filter((digest) => !seen.has(digest))
  }
  return [...found.values()]
}

/** Manifests and all below them, which may be signed each; an index in an index is looked into as well. */
async function subjectsIn(source: ImageStore, manifests: readonly Manifest[]): Promise<readonly string[]> {
  const found = new Set(manifests.map(({ digest }) => digest))
  let level = manifests
  while (level.length > 0) {
    const below = level.flatMap(childrenOf).filter(({ digest }) => !found.has(digest))
    for (const { digest } of below) found.add(digest)
    const indexes = below.filter(isIndex).map(({ digest }) => digest)
    level = indexes.length === 0 ? [] : [...(await source.read(indexes)).values()]
  }
  return [...found]
}

async function referrersOf(source: ImageStore, subjects: readonly string[]): Promise<readonly Manifest[]> {
  const listed = await mapLimited(
    subjects,
    AT_ONCE,
    async (subject) => (await source.referrers(subject)) ?? [],
  )
  const digests = [...new Set(listed.flat().map(({ digest }) => digest))]
  checkCount(digests.length)
  return digests.length === 0 ? [] : [...(await source.read(digests)).values()]
}

function checkCount(manifests: number): void {
  if (manifests <= MOST_SUBJECTS) return
  throw new UserError(`More than ${MOST_SUBJECTS} manifests belong to it or refer to it.`)
}

async function taggedFor(
  source: ImageStore,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Manifest>> {
  return await source.read(subjects.flatMap(fallbackTags))
}

function fallbackTags(digest: string): readonly string[] {
  const base = digest.replace(':', '-')
  return [base, `${base}.sig`, `${base}.att`, `${base}.sbom`]
}

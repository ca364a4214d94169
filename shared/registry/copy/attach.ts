import { messageOf, UserError } from '../../errors.ts'
import type { Log } from '../../runner/log.ts'
import type { ImageStore } from '../image-store.ts'
import { mapLimited } from '../map-limited.ts'
import type { Attachment, ReferrersPolicy } from './attachments.ts'
import type { CopyPorts } from './blob-content.ts'
import { copyTree } from './copy-tree.ts'
import { errorOf } from './error-of.ts'
import { mergeTag } from './merge-tag.ts'

/** How many attachments came to a repository, or why one did not that has to. */
export interface Attached {
  readonly count: number
  readonly error: Error | undefined
}

const AT_ONCE = 4

/**
 * Copies what refers to an image to repositories that have the image, each attachment to all that lack it at once. What
 * one of them refuses is a warning, or its error where the policy requires all.
 */
export async function attach(
  source: ImageStore,
  attachments: readonly Attachment[],
  stores: readonly ImageStore[],
  policy: ReferrersPolicy,
  ports: CopyPorts,
): Promise<ReadonlyMap<ImageStore, Attached>> {
  const attached = new Map(
    stores.map((store): [ImageStore, Attached] => [store, { count: 0, error: undefined }]),
  )
  if (attachments.length === 0) return attached
  const fail = (store: ImageStore, error: Error): void => {
    attached.set(store, { count: 0, error: attached.get(store)?.error ?? error })
  }
  const lacking = await Promise.all(
    stores.map(
      async (store) =>
        await lackingOf(attachments, store, policy, ports.log).catch((error: unknown) => {
          fail(store, errorOf(error))
          return []
        }),
    ),
  )
  await mapLimited(groups(lacking.flat()), AT_ONCE, async ({ tree, tag, stores: wanting }) => {
    const destinations = wanting.map((store) => ({ store, tag }))
    const copied = await copyTree(source, tree, destinations, ports).catch((error: unknown) =>
      wanting.map((store) => ({ store, error: errorOf(error) })),
    )
    for (const { store, error } of copied) {
      const { count } = attached.get(store) ?? { count: 0 }
      if (error === undefined) attached.set(store, { count: count + 1, error: attached.get(store)?.error })
      else if (policy === 'require' || ports.signal.aborted) fail(store, error)
      else {
        ports.log.warning(
          `${store.repository.url} did not take ${tag ?? tree.root.digest}, which refers to the image; the image is released without it. ${messageOf(error)}`,
        )
      }
    }
  })
  return attached
}

interface Lacking extends Attachment {
  readonly store: ImageStore
}

/** The same attachment of several repositories is read once for all of them. */
function groups(
  lacking: readonly Lacking[],
): readonly (Attachment & { readonly stores: readonly ImageStore[] })[] {
  const byContent = Map.groupBy(lacking, ({ tree, tag }) => `${tag ?? ''} ${tree.root.digest}`)
  return [...byContent.values()].flatMap((same) => {
    const [first] = same
    return first === undefined
      ? []
      : [{ tree: first.tree, tag: first.tag, stores: same.map(({ store }) => store) }]
  })
}

/** What a repository lacks of the attachments, where both have something under one tag put together. */
async function lackingOf(
  attachments: readonly Attachment[],
  store: ImageStore,
  policy: ReferrersPolicy,
  log: Log,
): Promise<readonly Lacking[]> {
  const there = await store.read(attachments.map(({ tree, tag }) => tag ?? tree.root.digest))
  return attachments.flatMap(({ tree, tag }): readonly Lacking[] => {
    if (tag === undefined) return there.has(tree.root.digest) ? [] : [{ tree, tag, store }]
    const merge = mergeTag(tree.root, there.get(tag))
    if (merge.kind === 'keep') return []
    if (merge.kind === 'write') return [{ tree: { ...tree, root: merge.manifest }, tag, store }]
    const conflict = new UserError(
      `${store.repository.url}:${tag} has signatures of its own, and lacks some of the source's.`,
      'Sign the image once, where it is built, or set "referrers: off".',
    )
    if (policy === 'require') throw conflict
    log.warning(`${conflict.message} It is left as it is.`)
    return []
  })
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyTree } from '../../../shared/registry/copy/copy-tree.ts'
import { readTree } from '../../../shared/registry/copy/tree.ts'
import { OCI_MANIFEST } from '../../../shared/registry/manifest.ts'
import { copy, digests, expectWhole, setUp, state, TAG, troubles, type World, worlds } from './copy-worlds.ts'
import { always, both, disturbed, failing, killedAfter } from './faulty-store.ts'
import { pick } from './image-graphs.ts'
import { addBlob, addManifest, copyPorts, memoryStore } from './memory-store.ts'

const RUNS = 80

/** Each at most once; what refers to an image is copied to each destination on its own, and may share blobs. */
function expectDistinct(digests: readonly string[], { withReferrers }: World): void {
  if (!withReferrers) expect(new Set(digests).size).toBe(digests.length)
}

describe('a copy of any image', () => {
  it('is whole everywhere, sends nothing that is there, and does nothing the next time', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const scene = setUp(world)
        const there = scene.stores.map(({ blobs }) => new Set(blobs.keys()))
        for (const { error } of await copy(scene)) expect(error).toBeUndefined()
        for (const [index, store] of scene.stores.entries()) {
          expectWhole(scene, store)
          const sent = digests(store, 'upload')
          expectDistinct(sent, world)
          for (const digest of sent) expect(there[index]?.has(digest)).toBe(false)
          store.log.length = 0
        }
        const read = digests(scene.source, 'read')
        expectDistinct(read, world)
        for (const { error } of await copy(scene)) expect(error).toBeUndefined()
        for (const store of scene.stores) {
          expect(digests(store, 'upload')).toStrictEqual([])
          expect(digests(store, 'manifest')).toStrictEqual([TAG])
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('comes to its end through what passes, also beside a destination where nothing does', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, troubles, async (world, { ofSource, ofStores, hopeless, refusesAt }) => {
        const scene = setUp(world)
        const lost = hopeless === undefined ? undefined : hopeless.store % scene.stores.length
        const toStores = scene.stores.map((_, index) => {
          if (index === lost) return always(hopeless?.at ?? 'write')
          const passing = failing(pick(ofStores, index), 'reset')
          // What an image needs is asked for again where a registry says that it lacks it; beside referrers that is not all.
          return world.withReferrers
            ? passing
            : both(passing, failing({ write: [refusesAt] }, 'MANIFEST_BLOB_UNKNOWN'))
        })
        const copied = await copy(scene, failing(ofSource, 'reset'), toStores)
        for (const [index, store] of scene.stores.entries()) {
          if (index !== lost) expect(copied[index]?.error).toBeUndefined()
          if (copied[index]?.error === undefined) expectWhole(scene, store)
          else expect(store.tags.has(TAG)).toBe(false)
          // An upload of which only the answer was lost is none to send again.
          expectDistinct(digests(store, 'blob'), world)
        }
        await copy(scene)
        for (const store of scene.stores) expectWhole(scene, store)
      }),
      { numRuns: RUNS },
    )
  })

  it('ends after it was killed at any step as if it had not been, and tags nothing incomplete', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(150), async (world, steps) => {
        const undisturbed = setUp(world)
        await copy(undisturbed)
        const scene = setUp(world)
        const kill = killedAfter(steps)
        await copy(
          scene,
          kill,
          scene.stores.map(() => kill),
        ).catch(String)
        for (const store of scene.stores) if (store.tags.has(TAG)) expectWhole(scene, store)
        for (const { error } of await copy(scene)) expect(error).toBeUndefined()
        expect(scene.tooEarly).toStrictEqual([])
        expect(scene.stores.map(state)).toStrictEqual(undisturbed.stores.map(state))
      }),
      { numRuns: RUNS },
    )
  })

  it('leaves the retries that there are to destinations that it can still come to', async () => {
    const source = memoryStore()
    const texts = Array.from({ length: 80 }, (_, number) => `layer ${number}`)
    const root = addManifest(source, OCI_MANIFEST, { layers: texts.map((text) => addBlob(source, text)) })
    const good = disturbed(memoryStore(), failing({ stored: [79] }, 'reset'))
    const stores = [disturbed(memoryStore(), always('send')), good]
    const destinations = stores.map((store) => ({ store, tag: TAG }))
    const copied = await copyTree(source, await readTree(source, root), destinations, copyPorts(50))
    expect(copied.map(({ error }) => error?.message)).toStrictEqual(['no send here', undefined])
  })
})

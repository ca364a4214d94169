import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RepositoryState, RepositoryStates } from '../../../shared/release/promote/images.ts'
import { moveStageTag } from '../../../shared/release/promote/stage-tag.ts'
import type { ImageStore } from '../../../shared/registry/image-store.ts'
import { type Manifest, OCI_MANIFEST } from '../../../shared/registry/manifest.ts'
import { addBlob, addManifest, type MemoryStore, memoryStore } from '../registry/memory-store.ts'

const STAGE = 'prod'

function image(stores: readonly MemoryStore[], name: string, tag?: string): Manifest {
  const [manifest] = stores.map((store) =>
    addManifest(store, OCI_MANIFEST, { config: addBlob(store, name), layers: [] }, tag),
  )
  if (manifest === undefined) throw new Error('no stores')
  return manifest
}

function stores(count: number): readonly MemoryStore[] {
  return Array.from({ length: count }, (_, index) =>
    memoryStore({ url: `123456789012.dkr.ecr.us-east-${index + 1}.amazonaws.com/app` }),
  )
}

/** A store whose requests and answers take their time, as the schedule has it. */
function scheduled(store: ImageStore, scheduler: fc.Scheduler, broken: () => boolean): ImageStore {
  const late = async <T>(work: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve())
    const done = await work()
    await scheduler.schedule(Promise.resolve())
    return done
  }
  return {
    ...store,
    read: async (references) => await late(async () => await store.read(references)),
    write: async (manifest, tag) => {
      await late(async () => {
        if (broken()) throw new Error('refused')
        await store.write(manifest, tag)
      })
    },
  }
}

/** What a release knows of the repositories before its first write. */
function seen(
  repositories: readonly MemoryStore[],
  open: (store: MemoryStore) => ImageStore,
): RepositoryStates {
  const [home, ...others] = repositories.map((store): RepositoryState => {
    const named = (tag: string): Manifest | undefined => store.manifests.get(store.tags.get(tag) ?? '')
    return {
      store: open(store),
      isAbsent: false,
      hasImage: true,
      current: named(STAGE),
      previous: named(`${STAGE}-previous`),
    }
  })
  if (home === undefined) throw new Error('no stores')
  return [home, ...others]
}

const tagsIn = (repositories: readonly MemoryStore[], tag: string): ReadonlySet<string | undefined> =>
  new Set(repositories.map(({ tags }) => tags.get(tag)))

describe('moveStageTag', () => {
  it('leaves every region with what one release alone would have made, whatever they do at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 2, max: 3 }),
        async (scheduler, regions, releases) => {
          const repositories = stores(regions)
          const outgoing = image(repositories, 'outgoing', STAGE)
          const running = Array.from({ length: releases }, async (_, index) => {
            const incoming = image(repositories, `incoming ${index}`)
            const states = seen(repositories, (store) => scheduled(store, scheduler, () => false))
            const winner = await moveStageTag(states, incoming, STAGE, true, () => undefined)
            return { digest: incoming.digest, winner }
          })
          const ended = await scheduler.waitFor(Promise.all(running))
          const named = tagsIn(repositories, STAGE)
          expect(named.size).toBe(1)
          expect(tagsIn(repositories, `${STAGE}-previous`)).toStrictEqual(new Set([outgoing.digest]))
          const [last] = named
          // Whoever's digest is there has not been told that it lost.
          expect(ended.find(({ digest }) => digest === last)).toMatchObject({ winner: undefined })
        },
      ),
      { numRuns: 150 },
    )
  })

  it('ends in agreement also when one of them fails on the way and takes its tags back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 3 }),
        fc.integer({ min: 0, max: 5 }),
        async (scheduler, regions, failsAt) => {
          const repositories = stores(regions)
          image(repositories, 'outgoing', STAGE)
          const [good, bad] = [image(repositories, 'good'), image(repositories, 'bad')]
          let writes = 0
          const isBroken = (): boolean => {
            writes += 1
            return writes === failsAt + 1
          }
          const running = [
            moveStageTag(
              seen(repositories, (store) => scheduled(store, scheduler, isBroken)),
              bad,
              STAGE,
              true,
              () => undefined,
            ).catch(() => 'failed'),
            moveStageTag(
              seen(repositories, (store) => scheduled(store, scheduler, () => false)),
              good,
              STAGE,
              true,
              () => undefined,
            ),
          ]
          const [first] = await scheduler.waitFor(Promise.all(running))
          const named = tagsIn(repositories, STAGE)
          expect(named.size).toBe(1)
          if (first === 'failed') expect(named.has(bad.digest)).toBe(false)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('asks for nothing more than each tag once where nobody interferes', async () => {
    const repositories = stores(2)
    image(repositories, 'outgoing', STAGE)
    const incoming = image(repositories, 'incoming')
    const asked: string[] = []
    const states = seen(repositories, (store) => ({
      ...store,
      read: async (references) => {
        asked.push(`read ${references.join()}`)
        return await store.read(references)
      },
      write: async (manifest, tag) => {
        asked.push(`write ${tag ?? ''}`)
        await store.write(manifest, tag)
      },
    }))
    expect(await moveStageTag(states, incoming, STAGE, true, () => undefined)).toBeUndefined()
    const readBack = `read ${STAGE},${STAGE}-previous`
    const once = [`write ${STAGE}-previous`, `write ${STAGE}`]
    expect(asked).toStrictEqual([...once, ...once, readBack, readBack])
  })
})

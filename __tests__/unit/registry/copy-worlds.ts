import fc from 'fast-check'
import { expect } from 'vitest'
import { type CopiedImage, copyImage } from '../../../shared/registry/copy/copy-image.ts'
import { type Copied, copyTree } from '../../../shared/registry/copy/copy-tree.ts'
import { readTree } from '../../../shared/registry/copy/tree.ts'
import { calm, type Disturb, disturbed, type Operation } from './faulty-store.ts'
import { build, type Graph, lackingBelow, pick, plant, type Recipe, recipes } from './image-graphs.ts'
import { copyPorts, type MemoryStore, memoryStore, reachable } from './memory-store.ts'

/** What the image is tagged with at every destination. */
export const TAG = 'abc'

/** What a destination has before, as places among what the source has. */
interface Before {
  readonly blobs: readonly number[]
  readonly manifests: readonly number[]
}

/** An image and where it is copied to. */
export interface World {
  readonly recipe: Recipe
  readonly before: readonly Before[]
  /** With what refers to the image. */
  readonly withReferrers: boolean
}

/** Any image, and one to four destinations that have some of it. */
export const worlds = fc.record<World>({
  recipe: recipes,
  before: fc.array(
    fc.record({
      blobs: fc.array(fc.nat(9), { maxLength: 3 }),
      manifests: fc.array(fc.nat(9), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  withReferrers: fc.boolean(),
})

/** What goes wrong during a copy, by how many operations of that kind came before. */
export interface Troubles {
  readonly ofSource: Readonly<Partial<Record<Operation, readonly number[]>>>
  /** Of each destination. */
  readonly ofStores: readonly Readonly<Partial<Record<Operation, readonly number[]>>>[]
  /** A destination where one operation always fails. */
  readonly hopeless: { readonly store: number; readonly at: Operation } | undefined
  /** The write that is refused for something missing. */
  readonly refusesAt: number
}

// No more of them than a copy tries again for one blob.
const places = (most: number): fc.Arbitrary<readonly number[]> => fc.array(fc.nat(12), { maxLength: most })
/** What a copy has to get over, and at times a destination that it cannot. */
export const troubles = fc.record<Troubles>({
  ofSource: fc.record({ read: places(2), chunk: places(2) }),
  ofStores: fc.array(fc.record({ 'start upload': places(1), send: places(1), stored: places(1) }), {
    minLength: 1,
    maxLength: 4,
  }),
  hopeless: fc.option(
    fc.record({
      store: fc.nat(3),
      at: fc.constantFrom<Operation>('start upload', 'send', 'write'),
    }),
    { nil: undefined },
  ),
  refusesAt: fc.nat(6),
})

/** A world set up. */
export interface Scene extends Graph {
  readonly stores: readonly MemoryStore[]
  /** Manifests that were written before what they point to. */
  readonly tooEarly: string[]
  readonly withReferrers: boolean
}

/** The same world, new each time. */
export function setUp({ recipe, before, withReferrers }: World): Scene {
  const graph = build(recipe)
  const { source } = graph
  const tooEarly: string[] = []
  const stores = before.map(({ blobs, manifests }) => {
    const store: MemoryStore = memoryStore({
      onWrite: ({ digest }) => {
        const below = lackingBelow(source, store, digest).filter((each) => each !== digest)
        if (below.length > 0) tooEarly.push(`${digest} before ${below.join()}`)
      },
    })
    for (const place of blobs)
      if (source.blobs.size > 0) plant(source, store, pick([...source.blobs.keys()], place))
    for (const place of manifests) plant(source, store, pick([...source.manifests.keys()], place))
    return store
  })
  return { ...graph, stores, tooEarly, withReferrers }
}

/** Copies once, with what happens meanwhile to the source and to each destination. */
export async function copy(
  { source, root, stores, withReferrers }: Scene,
  toSource: Disturb = calm,
  toStores: readonly Disturb[] = [],
): Promise<readonly (Copied | CopiedImage)[]> {
  const from = disturbed(source, toSource)
  const to = stores.map((store, index) => disturbed(store, toStores[index] ?? calm))
  if (!withReferrers) {
    return await copyTree(
      from,
      await readTree(from, root),
      to.map((store) => ({ store, tag: TAG })),
      copyPorts(),
    )
  }
  const destinations = to.map((store) => ({
    store,
    tag: TAG,
    hasImage: store.manifests.has(root.digest),
  }))
  return await copyImage(from, root, destinations, 'require', copyPorts())
}

/** What has to be at a destination in the end: the image, and by tag and digest what refers to it. */
export function expectWhole({ source, root, withReferrers, tooEarly }: Scene, store: MemoryStore): void {
  expect(tooEarly).toStrictEqual([])
  expect(store.tags.get(TAG)).toBe(root.digest)
  expect(lackingBelow(source, store, root.digest)).toStrictEqual([])
  expect(reachable(store, root.digest)).toStrictEqual(reachable(source, root.digest))
  for (const [tag, digest] of store.tags) expect(lackingBelow(source, store, digest), tag).toStrictEqual([])
  if (!withReferrers) return
  const refers = [...source.manifests.values()].filter(({ bytes }) =>
    Buffer.from(bytes).includes('"subject"'),
  )
  for (const { digest } of refers) expect(lackingBelow(source, store, digest)).toStrictEqual([])
  for (const [tag, digest] of source.tags) expect(store.tags.get(tag)).toBe(digest)
}

/** What a store was asked to do something with: `read`, `upload` (begun), `blob` (stored), `manifest`. */
export function digests({ log }: MemoryStore, did: string): readonly string[] {
  return log.filter((line) => line.startsWith(`${did} `)).map((line) => line.split(' ')[1] ?? '')
}

/** What a store has in the end, however it came there. */
export const state = ({ blobs, manifests, tags }: MemoryStore): unknown => ({
  blobs: [...blobs.keys()].toSorted(),
  manifests: [...manifests.keys()].toSorted(),
  tags: Object.fromEntries(tags),
})

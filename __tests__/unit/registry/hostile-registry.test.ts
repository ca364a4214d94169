import { afterEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { readAttachments } from '../../../shared/registry/copy/attachments.ts'
import { copyTree } from '../../../shared/registry/copy/copy-tree.ts'
import { readTree } from '../../../shared/registry/copy/tree.ts'
import { registryHttp } from '../../../shared/registry/http/registry-http.ts'
import type { ImageStore } from '../../../shared/registry/image-store.ts'
import { digestOf, type Manifest, OCI_MANIFEST } from '../../../shared/registry/manifest.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { distributionStore } from '../../../shared/registry/stores/distribution-store.ts'
import { printable } from '../../../shared/runner/log.ts'
import { nodeHttp } from '../../../shared/runner/node-http.ts'
import { pullRows, pushRows, referrerRows } from './hostile/blob-rows.ts'
import {
  brokenAnswers,
  contentRows,
  hugeAnswers,
  redirectRows,
  refusalRows,
} from './hostile/manifest-rows.ts'
import type { Deed, Row } from './hostile/row.ts'
import { type HostilePair, IMAGE, LAYER, openHostilePair, says } from './hostile/server.ts'
import { addBlob, copyPorts, memoryStore } from './memory-store.ts'

const PASSWORD = 'the-token-of-the-registry'
const BASIC = `Basic ${Buffer.from(`AWS:${PASSWORD}`).toString('base64')}`
const ROOT: Manifest = { bytes: IMAGE, mediaType: OCI_MANIFEST, digest: digestOf(IMAGE) }
const IDLE_MS = 500
const MB = 1024 * 1024
// A request: the 8 MiB that are read of an answer, and what the kernel takes for both ends of a connection on loopback.
const MOST_SENT = 32 * MB
const MOST_KEPT = 96 * MB
const LONGEST_WAIT_MS = 30_000
const LONGEST_MESSAGE = 1_000

let pair: HostilePair | undefined
afterEach(async () => {
  await pair?.close()
  pair = undefined
})

interface Opened {
  readonly store: ImageStore
  readonly ports: ReturnType<typeof copyPorts>
  readonly slept: number[]
}

/** The registry, by everything that a release reads and writes it with. */
function open({ registry }: HostilePair): Opened {
  const slept: number[] = []
  const ports = copyPorts(200)
  const clock = {
    now: () => Date.now(),
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      slept.push(milliseconds)
      await ports.clock.sleep(milliseconds, signal)
    },
  }
  const tokens = {
    login: () => Promise.resolve({ username: 'AWS', password: PASSWORD }),
    forget: () => undefined,
  }
  const url = `${new URL(registry).host}/app`
  const repository = parseRepository(url, {
    input: 'x',
    region: 'us-east-1',
    env: { AWS_ENDPOINT_URL: registry },
  })
  const http = registryHttp(repository, tokens, { ...ports, clock, http: nodeHttp({}) }, IDLE_MS)
  return {
    store: distributionStore(repository, http, () => Promise.resolve()),
    ports,
    slept,
  }
}

const deeds: Readonly<Record<Deed, (opened: Opened) => Promise<unknown>>> = {
  'read a tag': async ({ store }) => await store.read(['dev']),
  'read a digest': async ({ store }) => await store.read([ROOT.digest]),
  'read an image': async ({ store }) => {
    const root = (await store.read(['dev'])).get('dev')
    if (root !== undefined) await readTree(store, root)
  },
  'list referrers': async ({ store }) => await store.referrers(ROOT.digest),
  'read what refers': async ({ store }) => await readAttachments(store, ROOT, 'require', () => undefined),
  pull: async ({ store, ports }) => {
    const here = memoryStore()
    await copyTo(here, store, ports)
    expect(here.blobs.get(digestOf(LAYER))).toStrictEqual(LAYER)
  },
  push: async ({ store, ports }) => {
    const here = memoryStore()
    addBlob(here, LAYER.toString())
    await copyTo(store, here, ports)
  },
}

async function copyTo(store: ImageStore, from: ImageStore, ports: Opened['ports']): Promise<void> {
  const [copied] = await copyTree(from, await readTree(from, ROOT), [{ store, tag: 'dev' }], ports)
  if (copied?.error !== undefined) throw copied.error
}

async function expectRow(row: Row): Promise<void> {
  pair = await openHostilePair(row.registry, row.elsewhere ?? says(200, 'welcome'))
  const opened = open(pair)
  const before = process.memoryUsage().rss
  const error: unknown = await deeds[row.does](opened).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (row.says === undefined) expect(error).toBeUndefined()
  else {
    expect(error).toBeInstanceOf(UserError)
    expectSentence((error as UserError).message, row.says)
  }
  // Nothing but the registry gets its token, whatever it says.
  expect(pair.atElsewhere).toHaveLength(row.onward)
  expect(JSON.stringify(pair.atElsewhere)).not.toMatch(new RegExp(`${BASIC}|${PASSWORD}`))
  for (const { headers } of pair.atRegistry) expect(headers.authorization).toBe(BASIC)
  expect(pair.atRegistry.length).toBeLessThanOrEqual(row.most)
  expect(pair.sent() / pair.atRegistry.length).toBeLessThan(MOST_SENT)
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_KEPT)
  for (const milliseconds of opened.slept) {
    expect(milliseconds).toBeGreaterThanOrEqual(0)
    expect(milliseconds).toBeLessThanOrEqual(LONGEST_WAIT_MS)
  }
}

/** What the log shows of an error: one sentence of bounded length that commands nobody and tells no secret. */
function expectSentence(message: string, says: RegExp): void {
  expect(message).toMatch(says)
  expect(message.length).toBeLessThan(LONGEST_MESSAGE)
  expect(message).not.toContain('\n')
  expect(message).not.toContain(PASSWORD)
  expect(printable(message)).not.toMatch(/^\s*::|##\[/)
}

describe('a registry that answers with', () => {
  it.each([...brokenAnswers, ...hugeAnswers, ...contentRows, ...refusalRows])('$does: $name', expectRow)
})

describe('a registry that sends on to', () => {
  it.each(redirectRows)('$does: $name', expectRow)
})

describe('a registry that gives of a layer, or says to one,', () => {
  it.each([...pullRows, ...pushRows])('$does: $name', expectRow)
})

describe('a registry that lists what refers to an image as', () => {
  it.each(referrerRows)('$does: $name', expectRow)
})

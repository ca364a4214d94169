import { afterAll, beforeAll, expect, it } from 'vitest'
import { assemble } from '../../sandbox/images/assemble.ts'
import { digestOf } from '../../sandbox/images/digest.ts'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { compare, play, type Step } from '../support/conformance.ts'
import { describeNeeding } from '../support/needs.ts'
import { startRegistryContainer, type RegistryContainer } from '../support/registry-container.ts'

/** A registry, and the credentials that it wants. */
interface Target {
  readonly host: string
  readonly authorization: string
}

const IMAGE = assemble({ layers: [{ file: 'content' }], marker: 'one' })
const INDEX = assemble({ layers: [{ file: 'content' }], platforms: ['linux/amd64', 'linux/arm64'] })
const [CONFIG, LAYER] = IMAGE.blobs
const ABSENT = `sha256:${'0'.repeat(64)}`
const BLOBS = [...new Set([...IMAGE.blobs, ...INDEX.blobs])]

interface Asked {
  readonly method?: string
  readonly body?: Buffer | string
  readonly type?: string
}

/** What can be told of an HTTP answer: status, error code, and the headers and members that clients read. */
async function ask(
  target: Target,
  path: string,
  { method = 'GET', body, type }: Asked = {},
): Promise<object> {
  const response = await fetch(new URL(path, `http://${target.host}`), {
    method,
    headers: {
      authorization: target.authorization,
      accept: [IMAGE.root.mediaType, INDEX.root.mediaType].join(', '),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: new Uint8Array(Buffer.from(body)) }),
  })
  const text = await response.text()
  const json: unknown =
    response.headers.get('content-type')?.includes('json') && text !== '' ? JSON.parse(text) : {}
  const $metadata = { httpStatusCode: response.status }
  if (response.ok) {
    const [contentType] = (response.headers.get('content-type') ?? '').split(';')
    return { $metadata, headers: Object.fromEntries(response.headers), type: contentType, json }
  }
  // As an SDK throws: the comparison knows errors by their name.
  const name = /"code":\s*"(\w+)"/.exec(text)?.[1] ?? 'without a code'
  throw Object.assign(new Error(text), { name, $metadata })
}

async function startUpload(target: Target): Promise<string> {
  const answer = await fetch(`http://${target.host}/v2/app/blobs/uploads/`, {
    method: 'POST',
    headers: { authorization: target.authorization },
  })
  return new URL(answer.headers.get('location') ?? '', `http://${target.host}`).href
}

async function upload(target: Target, bytes: Buffer, named: string): Promise<object> {
  const url = new URL(await startUpload(target))
  url.searchParams.set('digest', named)
  return await ask(target, url.href, { method: 'PUT', body: bytes, type: 'application/octet-stream' })
}

function put(
  reference: string,
  { bytes, mediaType }: { bytes: Buffer; mediaType: string },
): Step<Target>['call'] {
  return (target) =>
    ask(target, `/v2/app/manifests/${reference}`, { method: 'PUT', body: bytes, type: mediaType })
}

const PUSHED = ['headers.location', 'headers.docker-content-digest']

const STEPS: readonly Step<Target>[] = [
  { name: 'ping', call: (target) => ask(target, '/v2/') },
  {
    name: 'manifest, before its blobs',
    call: put('latest', IMAGE.root),
    differs:
      'ECR answers 404 BLOB_UPLOAD_UNKNOWN, with every missing digest; Distribution 400 MANIFEST_BLOB_UNKNOWN',
  },
  {
    name: 'start of an upload',
    call: (target) => ask(target, '/v2/app/blobs/uploads/', { method: 'POST' }),
    reads: ['headers.location', 'headers.docker-upload-uuid', 'headers.range'],
  },
  {
    name: 'blob, in one piece',
    call: (target) => upload(target, LAYER ?? Buffer.alloc(0), digestAt(1)),
    reads: PUSHED,
  },
  {
    name: 'blob, with a wrong digest',
    call: (target) => upload(target, CONFIG ?? Buffer.alloc(0), ABSENT),
  },
  {
    name: 'blobs, the rest',
    call: async (target) => {
      const answers = await Promise.all(BLOBS.map((blob) => upload(target, blob, digestOf(blob))))
      return answers[0] ?? {}
    },
  },
  {
    name: 'HEAD of a blob',
    call: (target) => ask(target, `/v2/app/blobs/${digestAt(1)}`, { method: 'HEAD' }),
    reads: ['headers.docker-content-digest', 'headers.content-length'],
  },
  {
    name: 'HEAD of a missing blob',
    call: (target) => ask(target, `/v2/app/blobs/${ABSENT}`, { method: 'HEAD' }),
  },
  {
    name: 'GET of a blob',
    call: (target) => ask(target, `/v2/app/blobs/${digestAt(1)}`),
    reads: ['headers.content-length'],
  },
  {
    name: 'GET of a missing blob',
    call: (target) => ask(target, `/v2/app/blobs/${ABSENT}`),
  },
  { name: 'manifest', call: put('latest', IMAGE.root), reads: PUSHED },
  { name: 'manifest, again', call: put('latest', IMAGE.root), reads: PUSHED },
  { name: 'manifest, by its digest', call: put(IMAGE.root.digest, IMAGE.root), reads: PUSHED },
  {
    name: 'manifest, by another digest',
    call: put(ABSENT, IMAGE.root),
  },
  {
    name: 'index, before its manifests',
    call: put('multi', INDEX.root),
    differs: 'ECR answers 404, as its API does with ReferencedImagesNotFoundException; Distribution 400',
  },
  ...INDEX.children.map((child, at) => ({
    name: `manifest ${at} of the index`,
    call: put(child.digest, child),
    reads: PUSHED,
  })),
  { name: 'index', call: put('multi', INDEX.root), reads: PUSHED },
  {
    name: 'HEAD of a manifest',
    call: (target) => ask(target, '/v2/app/manifests/latest', { method: 'HEAD' }),
    reads: ['headers.docker-content-digest', 'headers.content-length', 'type'],
  },
  {
    name: 'GET of a manifest',
    call: (target) => ask(target, '/v2/app/manifests/latest'),
    reads: ['type', 'headers.content-length', 'json.config.digest', 'json.layers.0.digest'],
  },
  {
    name: 'GET of a manifest, its digest in a header',
    call: (target) => ask(target, '/v2/app/manifests/latest'),
    reads: ['headers.docker-content-digest'],
    differs: 'ECR leaves Docker-Content-Digest out of the answer to GET',
  },
  {
    name: 'GET of an index',
    call: (target) => ask(target, '/v2/app/manifests/multi'),
    reads: ['type', 'json.manifests.1.digest'],
  },
  {
    name: 'GET of a missing manifest',
    call: (target) => ask(target, '/v2/app/manifests/nope'),
  },
  {
    name: 'GET from a missing repository',
    call: (target) => ask(target, '/v2/none/manifests/latest'),
    differs:
      'a repository of ECR has to exist (NAME_UNKNOWN); one of Distribution begins with its first push',
  },
  {
    name: 'list of tags',
    call: (target) => ask(target, '/v2/app/tags/list'),
    reads: ['json.name', 'json.tags.0', 'json.tags.1'],
  },
  {
    name: 'list of tags, in pages',
    call: (target) => ask(target, '/v2/app/tags/list?n=1'),
    reads: ['json.tags.0', 'json.tags.1'],
  },
  {
    name: 'chunk of an upload',
    call: async (target) =>
      await ask(target, await startUpload(target), {
        method: 'PATCH',
        body: 'chunk',
        type: 'application/octet-stream',
      }),
    reads: ['headers.location'],
    differs: 'ECR answers 201; the specification and Distribution have 202',
  },
  {
    name: 'end of an unknown upload',
    differs:
      'Distribution signs its sessions and finds this one invalid; the specification has BLOB_UPLOAD_UNKNOWN',
    call: (target) =>
      ask(target, `/v2/app/blobs/uploads/nope?digest=${ABSENT}`, { method: 'PUT', body: 'bytes' }),
  },
]

function digestAt(index: number): string {
  return digestOf(IMAGE.blobs[index] ?? Buffer.alloc(0))
}

describeNeeding(['docker'], 'the registry of the sandbox beside Distribution', () => {
  let sandbox: Sandbox
  let registry: RegistryContainer

  beforeAll(async () => {
    ;[sandbox, registry] = await Promise.all([startSandbox(), startRegistryContainer()])
    sandbox.createRepository('us-east-1', 'app')
  })
  afterAll(async () => {
    registry.stop()
    await sandbox.stop()
  })

  it('answers alike', async () => {
    const password = sandbox.password('us-east-1')
    const ours = {
      host: sandbox.registries['us-east-1'] ?? '',
      authorization: `Basic ${Buffer.from(`AWS:${password}`).toString('base64')}`,
    }
    const [mine, theirs] = [await play(STEPS, ours), await play(STEPS, { ...ours, host: registry.host })]
    expect(compare(STEPS, mine, theirs)).toEqual({ unexplained: [], outdated: [] })
  })
})

import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { registryHttp } from '../../../shared/registry/http/registry-http.ts'
import type { ImageStore } from '../../../shared/registry/image-store.ts'
import { digestOf } from '../../../shared/registry/manifest.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { distributionStore } from '../../../shared/registry/stores/distribution-store.ts'
import type { Http, HttpRequest } from '../../../shared/runner/http.ts'
import { copyPorts } from './memory-store.ts'

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'
const REPOSITORY = parseRepository(`${HOST}/app`, { input: 'x', env: {} })
const LAYER = Buffer.from('a layer')
const BLOB = { mediaType: 'x', digest: digestOf(LAYER), size: LAYER.length }

interface Opened {
  readonly store: ImageStore
  readonly asked: HttpRequest[]
}

/** ECR, whose every answer sends on to an address, where whatever is asked is answered with success. */
function sendingTo(location: string): Opened {
  const asked: HttpRequest[] = []
  const http: Http = async (request) => {
    asked.push(request)
    if (request.body !== undefined && !(request.body instanceof Uint8Array))
      await Array.fromAsync(request.body)
    const isEcr = request.url.host === HOST
    const status = isEcr ? (request.method === 'POST' ? 202 : 307) : request.method === 'PUT' ? 201 : 200
    return {
      status,
      header: (name) => (isEcr && name === 'location' ? location : undefined),
      body: Readable.from([request.method === 'GET' && !isEcr ? LAYER : Buffer.of()]),
    }
  }
  const tokens = {
    login: () => Promise.resolve({ username: 'AWS', password: 'secret' }),
    forget: () => undefined,
  }
  const store = distributionStore(
    REPOSITORY,
    registryHttp(REPOSITORY, tokens, { ...copyPorts(), http }),
    () => Promise.resolve(),
  )
  return { store, asked }
}

const ways: Readonly<Record<string, (store: ImageStore) => Promise<unknown>>> = {
  'a manifest': async (store) => await store.read(['dev']),
  'a blob': async (store) => await store.readBlob(BLOB),
  'an upload': async (store) =>
    await (
      await store.startUpload(BLOB)
    )?.({ chunks: Readable.from([LAYER]), signal: new AbortController().signal }),
  'a list of referrers': async (store) => await store.referrers(BLOB.digest),
  'a question': async (store) => await store.missing([BLOB]),
}

// Of the metadata service of AWS, of this machine and of its network, in every way that an address can be written.
const LOCAL = 'an address of this machine or its network'
const FORBIDDEN = [
  ['https://169.254.169.254/latest/meta-data/', LOCAL],
  ['https://2852039166/', LOCAL],
  ['https://0xa9.0xfe.0xa9.0xfe/', LOCAL],
  ['https://0251.0376.0251.0376/', LOCAL],
  ['https://169.254.43518/', LOCAL],
  ['https://169.254.169.254./', LOCAL],
  ['https://１６９.254.169.254/', LOCAL],
  ['https://[::ffff:169.254.169.254]/', LOCAL],
  ['https://[fd00:ec2::254]/', LOCAL],
  ['https://[fe80::1]/', LOCAL],
  ['https://[::1]/', LOCAL],
  ['https://[::]/', LOCAL],
  ['https://127.0.0.1:5000/', LOCAL],
  ['https://127.1/', LOCAL],
  ['https://0/', LOCAL],
  ['https://localhost/', LOCAL],
  ['https://LOCALHOST:5000/', LOCAL],
  ['https://registry.localhost/', LOCAL],
  ['https://10.0.0.1/', LOCAL],
  ['https://172.31.0.1/', LOCAL],
  ['https://192.168.1.1/', LOCAL],
  ['https://100.64.0.1/', LOCAL],
  ['https://user:pass@10.0.0.1/', LOCAL],
  ['http://bucket.s3.amazonaws.com/', 'not encrypted'],
  [`http://${HOST}/v2/app/blobs/x`, 'not encrypted'],
  ['ftp://bucket.s3.amazonaws.com/', 'the protocol "ftp:"'],
  ['data:application/json,{}', 'the protocol "data:"'],
  ['https://localhost./', LOCAL],
  ['file:///proc/self/environ', 'the protocol "file:"'],
] as const

describe('a registry that sends on', () => {
  it.each(FORBIDDEN)('to %s is not followed, for anything that is asked of it', async (location, why) => {
    for (const [what, way] of Object.entries(ways)) {
      const { store, asked } = sendingTo(location)
      const error: unknown = await way(store).catch((reason: unknown) => reason)
      expect(error, what).toBeInstanceOf(UserError)
      expect((error as UserError).message, what).toContain(why)
      expect(asked.filter(({ url }) => url.href !== asked[0]?.url.href)).toStrictEqual([])
    }
  })

  it.each([
    'https://bucket.s3.amazonaws.com/layer?X-Amz-Signature=1',
    'https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/x',
    'https://172.32.0.1/',
    'https://100.63.0.1/',
    'https://11.0.0.1/',
    'https://[2600:1f18::1]/',
    `https://${HOST}:8443/v2/app/blobs/x`,
    `https://${HOST}.example.com/`,
    `https://example.com/#@${HOST}`,
  ])('to %s is followed, without the token', async (location) => {
    for (const what of ['a blob', 'an upload'] as const) {
      const { store, asked } = sendingTo(location)
      await ways[what]?.(store)
      expect(asked).toHaveLength(2)
      expect(asked[0]?.headers['authorization']).toMatch(/^Basic /)
      expect(asked[1]?.headers).not.toHaveProperty('authorization')
      expect(JSON.stringify([asked[1]?.headers, asked[1]?.url.href])).not.toMatch(/secret|QVdT/)
    }
  })
})

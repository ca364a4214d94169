import { describe, expect, it } from 'vitest'
import { labelled } from '../../../shared/dockerize/image/labels.ts'
import { publicImage } from '../../../shared/dockerize/pin/public-image.ts'
import { imagesOf, pinned } from '../../../shared/dockerize/pin/references.ts'
import { resolveDigests } from '../../../shared/dockerize/pin/resolve-digest.ts'
import { planFor, expressFiles } from './memory-view.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const NODE = 'node:24-slim'
const ADAPTER = /^public\.ecr\.aws\/awsguru\/aws-lambda-adapter:/

describe('an image reference', () => {
  it.each([
    ['node:24-slim', 'https://registry-1.docker.io', 'library/node', '24-slim'],
    ['oven/bun:1-slim', 'https://registry-1.docker.io', 'oven/bun', '1-slim'],
    ['docker.io/library/node:24', 'https://registry-1.docker.io', 'library/node', '24'],
    ['public.ecr.aws/docker/library/node:24', 'https://public.ecr.aws', 'docker/library/node', '24'],
    ['127.0.0.1:5000/node:24', 'http://127.0.0.1:5000', 'node', '24'],
    ['registry.example.com:5000/team/node', 'https://registry.example.com:5000', 'team/node', 'latest'],
  ])('%s is looked for where Docker looks', (reference, origin, name, tag) => {
    expect(publicImage(reference)).toEqual({ origin, name, tag })
  })
})

describe('pinning', () => {
  const { stages } = planFor(expressFiles)

  it('names each outside image once, and no stage', () => {
    const images = imagesOf([...stages, { name: 'empty', base: 'scratch', steps: [] }])
    expect(images).toEqual([NODE, expect.stringMatching(ADAPTER)])
  })

  it('keeps the tag beside the digest, for FROM and for COPY --from, and tells it in a label', () => {
    const adapter = imagesOf(stages)[1] ?? ''
    const done = labelled(pinned(stages, new Map([NODE, adapter].map((image) => [image, DIGEST]))))
    expect(imagesOf(done)).toEqual([])
    expect(done[0]?.base).toBe(`${NODE}@${DIGEST}`)
    expect(done.at(-1)?.steps).toContainEqual(expect.objectContaining({ from: `${adapter}@${DIGEST}` }))
    expect(done.at(-1)?.steps[0]).toMatchObject({
      values: { 'org.opencontainers.image.base.name': NODE, 'org.opencontainers.image.base.digest': DIGEST },
    })
  })
})

describe('a public registry', () => {
  const signal = new AbortController().signal
  const refusal = { 'www-authenticate': 'Bearer realm="https://auth.example.com/token",service="registry"' }

  it('is asked with a token of its own, where it wants one', async () => {
    const asked: string[] = []
    const answer = (url: URL | string, init?: RequestInit): Response => {
      const { authorization = '' } = (init?.headers ?? {}) as Record<string, string>
      asked.push(`${init?.method ?? 'GET'} ${String(url)} ${authorization}`.trim())
      if (String(url).startsWith('https://auth')) return Response.json({ token: 'anonymous' })
      if (authorization === '') return new Response(null, { status: 401, headers: refusal })
      return new Response(null, { headers: { 'docker-content-digest': DIGEST } })
    }
    const fetch = ((url: URL | string, init?: RequestInit) =>
      Promise.resolve(answer(url, init))) as typeof globalThis.fetch
    expect(await resolveDigests([NODE], { fetch, signal })).toEqual(new Map([[NODE, DIGEST]]))
    const manifest = 'https://registry-1.docker.io/v2/library/node/manifests/24-slim'
    expect(asked).toEqual([
      `HEAD ${manifest}`,
      'GET https://auth.example.com/token?service=registry&scope=repository%3Alibrary%2Fnode%3Apull',
      `HEAD ${manifest} Bearer anonymous`,
    ])
  })

  it.each([
    [
      () => new Response(null, { status: 404 }),
      /node:24-slim cannot be told: registry-1.docker.io answers 404/,
    ],
    [() => new Response(null), /registry-1.docker.io answers 200/],
    [
      () => {
        throw new Error('getaddrinfo ENOTFOUND')
      },
      /registry-1.docker.io is not in reach \(getaddrinfo ENOTFOUND\)/,
    ],
  ])('that does not tell is a sentence with the image', async (answer, message) => {
    const fetch = (() => Promise.resolve().then(answer)) as typeof globalThis.fetch
    await expect(resolveDigests([NODE], { fetch, signal })).rejects.toThrow(message)
  })
})

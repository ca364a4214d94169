import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { EAST, WEST } from './clients.ts'

let sandbox: Sandbox
let digest: string
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'team/app')
  digest = sandbox.putImage(EAST, 'team/app', 'latest').digest
})
afterEach(async () => {
  await sandbox.stop()
})

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const sha256 = (bytes: string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

function basic(region = EAST): string {
  return `Basic ${btoa(`AWS:${sandbox.password(region)}`)}`
}

interface Asked {
  readonly method?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Credentials of this region unless told; the empty string sends none. */
  readonly auth?: string
}

/** Asks the registry for a path, or any server for a URL. Follows no redirect. */
async function ask(path: string, { auth = basic(), headers, ...asked }: Asked = {}): Promise<Response> {
  return await fetch(new URL(path, `http://${sandbox.registries[EAST] ?? ''}`), {
    ...asked,
    redirect: 'manual',
    headers: { ...headers, ...(auth === '' ? {} : { authorization: auth }) },
  })
}

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json()
  return JSON.stringify(body)
}

async function upload(bytes: string, named = sha256(bytes)): Promise<Response> {
  const started = await ask('/v2/team/app/blobs/uploads/', { method: 'POST' })
  const location = started.headers.get('location') ?? ''
  return await ask(`${location}?digest=${named}`, { method: 'PUT', body: bytes })
}

describe('who is let in', () => {
  it('asks for Basic credentials', async () => {
    const response = await ask('/v2/', { auth: '' })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
    expect((await ask('/v2/', { auth: 'Bearer abc' })).status).toBe(401)
    expect((await ask('/v2/')).status).toBe(200)
  })

  it('answers an expired token by 403 and that text, and takes no token of another region', async () => {
    const auth = basic()
    sandbox.expireTokens(EAST)
    const response = await ask('/v2/', { auth })
    expect(response.status).toBe(403)
    expect(await codeOf(response)).toContain(
      'Your authorization token has expired. Reauthenticate and try again.',
    )
    expect((await ask('/v2/', { auth: basic(WEST) })).status).toBe(403)
  })
})

describe('reading', () => {
  it('names the digest on HEAD and not on GET', async () => {
    const head = await ask('/v2/team/app/manifests/latest', { method: 'HEAD' })
    expect(head.headers.get('docker-content-digest')).toBe(digest)
    const get = await ask('/v2/team/app/manifests/latest')
    expect(get.headers.get('docker-content-digest')).toBeNull()
    expect(get.headers.get('content-type')).toBe(OCI_MANIFEST)
    expect(sha256(await get.text())).toBe(digest)
  })

  it('sends layers elsewhere, where credentials beside the signature are refused', async () => {
    const bytes = 'a layer of some length'
    await upload(bytes)
    const response = await ask(`/v2/team/app/blobs/${sha256(bytes)}`)
    expect(response.status).toBe(307)
    const location = response.headers.get('location') ?? ''
    expect(new URL(location).host).not.toBe(sandbox.registries[EAST])
    expect((await ask(location)).status).toBe(400)
    expect(await (await ask(location, { auth: '' })).text()).toBe(bytes)
    const part = await ask(location, { auth: '', headers: { range: 'bytes=8-12' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toStrictEqual([
      206,
      `bytes 8-12/${bytes.length}`,
      bytes.slice(8, 13),
    ])
  })

  it('lists tags and referrers, and answers 404 or 405 for anything else', async () => {
    expect(await (await ask('/v2/team/app/tags/list')).json()).toStrictEqual({
      name: 'team/app',
      tags: ['latest'],
    })
    expect(await (await ask(`/v2/team/app/referrers/${digest}`)).json()).toMatchObject({ manifests: [] })
    const absent = await ask('/v2/team/app/manifests/dev')
    expect([absent.status, await codeOf(absent)]).toEqual([404, expect.stringContaining('MANIFEST_UNKNOWN')])
    const nowhere = await ask('/v2/none/manifests/latest')
    expect([nowhere.status, await codeOf(nowhere)]).toEqual([404, expect.stringContaining('NAME_UNKNOWN')])
    expect((await ask('/v2/_catalog')).status).toBe(405)
    expect((await ask(`/v2/team/app/manifests/${digest}`, { method: 'DELETE' })).status).toBe(405)
  })
})

describe('uploading', () => {
  it('takes POST and PUT, refuses other bytes and none at all', async () => {
    expect((await upload('some bytes')).status).toBe(201)
    expect((await ask(`/v2/team/app/blobs/${sha256('some bytes')}`, { method: 'HEAD' })).status).toBe(200)
    const wrong = await upload('some bytes', sha256('others'))
    expect([wrong.status, await codeOf(wrong)]).toEqual([400, expect.stringContaining('DIGEST_INVALID')])
    expect((await upload('')).status).toBe(400)
  })

  it('answers PATCH by 201, and forgets a session that failed', async () => {
    const started = await ask('/v2/team/app/blobs/uploads/', { method: 'POST' })
    const location = started.headers.get('location') ?? ''
    expect(started.status).toBe(202)
    expect((await ask(location, { method: 'PATCH', body: 'first, ' })).status).toBe(201)
    expect((await ask(location)).status).toBe(404)
    const failed = await ask(`${location}?digest=${sha256('other')}`, { method: 'PUT', body: 'second' })
    expect(failed.status).toBe(400)
    const again = await ask(`${location}?digest=${sha256('first, second')}`, {
      method: 'PUT',
      body: 'second',
    })
    expect(again.status).toBe(404)
  })

  it('puts together what came in parts', async () => {
    const started = await ask('/v2/team/app/blobs/uploads/', { method: 'POST' })
    const location = started.headers.get('location') ?? ''
    await ask(location, { method: 'PATCH', body: 'first, ' })
    const done = await ask(`${location}?digest=${sha256('first, second')}`, { method: 'PUT', body: 'second' })
    expect(done.status).toBe(201)
  })
})

describe('pushing a manifest', () => {
  async function push(reference: string, document: unknown): Promise<Response> {
    const headers = { 'content-type': OCI_MANIFEST }
    const body = JSON.stringify(document)
    return await ask(`/v2/team/app/manifests/${reference}`, { method: 'PUT', headers, body })
  }

  it('refuses one whose layers are missing, and names them', async () => {
    const absent = sha256('absent')
    const document = { schemaVersion: 2, config: { digest: absent, size: 1 }, layers: [] }
    const response = await push('next', document)
    expect(response.status).toBe(404)
    expect(await codeOf(response)).toContain(absent)
    expect(sandbox.tags(EAST, 'team/app')).toStrictEqual({ latest: digest })
  })

  it('takes the same one again, and none to an immutable tag', async () => {
    const manifest: unknown = await (await ask('/v2/team/app/manifests/latest')).json()
    const body = await (await ask('/v2/team/app/manifests/latest')).text()
    const headers = { 'content-type': OCI_MANIFEST }
    const same = await ask('/v2/team/app/manifests/latest', { method: 'PUT', headers, body })
    expect([same.status, same.headers.get('docker-content-digest')]).toStrictEqual([201, digest])
    sandbox.createRepository(EAST, 'team/app', { mutability: 'IMMUTABLE' })
    sandbox.putImage(EAST, 'team/app', 'latest')
    expect(manifest).toBeTypeOf('object')
    const current = await (await ask('/v2/team/app/manifests/latest')).text()
    const refused = await ask('/v2/team/app/manifests/latest', { method: 'PUT', headers, body: current })
    expect([refused.status, await codeOf(refused)]).toEqual([400, expect.stringContaining('immutable')])
  })

  it('refuses a digest that is not the one of its bytes, and what is no manifest', async () => {
    expect((await push(sha256('other'), { schemaVersion: 2, layers: [] })).status).toBe(400)
    expect((await push('next', { hello: 'world' })).status).toBe(405)
  })
})

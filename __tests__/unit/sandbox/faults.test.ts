import {
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST, WEST, type Clients } from './clients.ts'

let sandbox: Sandbox
let ecr: Clients['ecr']
beforeEach(async () => {
  sandbox = await startSandbox()
  ecr = clientsOf(sandbox).ecr
  sandbox.createRepository(EAST, 'app')
})
afterEach(async () => {
  await sandbox.stop()
})

const token = new GetAuthorizationTokenCommand({})
const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => 'none',
    (error: unknown) => error,
  )

/** Follows the redirect of the image's second blob, its first layer. */
async function download(digest: string): Promise<Response> {
  const authorization = `Basic ${btoa(`AWS:${sandbox.password(EAST)}`)}`
  const base = `http://${sandbox.registries[EAST] ?? ''}/v2/app`
  const manifest = await (await fetch(`${base}/manifests/${digest}`, { headers: { authorization } })).text()
  const layer = manifest.match(/sha256:\w+/g)?.[1] ?? ''
  return await fetch(`${base}/blobs/${layer}`, { headers: { authorization } })
}

it('fails as often as told, in the shape of the service, and then no more', async () => {
  sandbox.fail({ service: 'ecr', action: 'GetAuthorizationToken', times: 1, code: 'ThrottlingException' })
  expect(await failureOf(ecr.send(token))).toMatchObject({ name: 'ThrottlingException' })
  expect(await failureOf(ecr.send(token))).toBe('none')
})

it('lets the first ones through, and only strikes the region and the body that were named', async () => {
  sandbox.fail({ service: 'ecr', region: WEST, code: 'ServerException', status: 500 })
  sandbox.fail({
    service: 'ecr',
    after: 1,
    when: ({ body }) => JSON.stringify(body).includes('app'),
    code: 'AccessDeniedException',
  })
  const describe = new DescribeRepositoriesCommand({ repositoryNames: ['app'] })
  expect(await failureOf(ecr.send(token))).toBe('none')
  expect(await failureOf(ecr.send(describe))).toBe('none')
  expect(await failureOf(ecr.send(describe))).toMatchObject({ name: 'AccessDeniedException' })
  const west = clientsOf(sandbox, WEST).ecr
  expect(await failureOf(west.send(token))).toMatchObject({ $metadata: { httpStatusCode: 500 } })
  sandbox.heal()
  expect(await failureOf(ecr.send(describe))).toBe('none')
})

it('tears the connection down before anything is done, or after all of it', async () => {
  const { digest } = sandbox.putImage(EAST, 'app', 'latest')
  const manifest = '{}'
  sandbox.fail({ service: 'ecr', action: 'PutImage', times: 1, kind: 'reset' })
  const put = new PutImageCommand({ repositoryName: 'app', imageManifest: manifest })
  expect(await failureOf(ecr.send(put))).toMatchObject({ code: 'ECONNRESET' })
  expect(sandbox.requests.at(-1)).toMatchObject({ action: 'PutImage', status: 0 })
  sandbox.fail({ service: 'ecr', action: 'CreateRepository', kind: 'lost-reply' })
  sandbox.fail({ service: 'ecr', action: 'DescribeRepositories', kind: 'delay', milliseconds: 30 })
  const before = performance.now()
  await ecr.send(new DescribeRepositoriesCommand({}))
  expect(performance.now() - before).toBeGreaterThanOrEqual(29)
  expect(sandbox.digests(EAST, 'app')).toStrictEqual([digest])
})

it('never answers a stalled call', async () => {
  sandbox.fail({ service: 'ecr', kind: 'stall' })
  const call = ecr.send(token, { abortSignal: AbortSignal.timeout(50) })
  expect(await failureOf(call)).toMatchObject({ name: 'AbortError' })
})

it('cuts a layer short, or turns one bit of it', async () => {
  const { digest } = sandbox.putImage(EAST, 'app', 'latest', { layerBytes: 5000 })
  sandbox.fail({ service: 'blob', times: 1, kind: 'truncate' })
  expect(await failureOf((await download(digest)).arrayBuffer())).toBeInstanceOf(Error)
  const whole = Buffer.from(await (await download(digest)).arrayBuffer())
  sandbox.fail({ service: 'blob', times: 1, kind: 'flip' })
  const flipped = Buffer.from(await (await download(digest)).arrayBuffer())
  const changed = [...whole].filter((byte, at) => byte !== flipped[at])
  expect([flipped.length, changed.length]).toStrictEqual([whole.length, 1])
})

it('says what it does not know, and which regions it has', async () => {
  const unknown = await fetch(sandbox.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.StartImageScan',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261125/${EAST}/ecr/aws4_request, x`,
    },
    body: '{}',
  })
  expect(unknown.status).toBe(400)
  expect(await unknown.text()).toContain('StartImageScan')
  const elsewhere = clientsOf(sandbox, 'eu-west-1').ecr
  expect(String(await failureOf(elsewhere.send(token)))).toContain('us-east-1, us-west-2')
})

it('starts in well under 100 ms and ends with connections open', async () => {
  const before = performance.now()
  const another = await startSandbox()
  expect(performance.now() - before).toBeLessThan(100)
  another.fail({ service: 'ecr', kind: 'stall' })
  const stalled = failureOf(clientsOf(another).ecr.send(token))
  await expect.poll(() => another.requests.length).toBe(1)
  await another.stop()
  expect(await stalled).toBeInstanceOf(Error)
})

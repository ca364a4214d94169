import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ECSClient, RegisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { dockerRuntime } from '../../sandbox/runtime/docker.ts'
import { describeNeeding } from '../support/needs.ts'

const EAST = 'us-east-1'
const DOCKERFILE = [
  'FROM node:24-slim',
  'ARG SAYS=hello',
  'ENV SAYS=$SAYS',
  `RUN echo 'require("http").createServer((q,r)=>r.end(process.env.SAYS)).listen(process.env.PORT||3000)' > /app.js`,
  'CMD ["node", "/app.js"]',
  '',
].join('\n')

let sandbox: Sandbox
let folder: string
let url: string

// Not the synchronous kind: the sandbox answers the engine from this very process.
async function docker(...args: readonly string[]): Promise<string> {
  const config = { DOCKER_CONFIG: join(folder, 'config'), BUILDX_CONFIG: join(folder, 'buildx') }
  const { stdout } = await promisify(execFile)('docker', args, { env: { ...process.env, ...config } })
  return stdout.trim()
}

function login(): void {
  const auths = { [sandbox.registries[EAST] ?? '']: { auth: btoa(`AWS:${sandbox.password(EAST)}`) } }
  mkdirSync(join(folder, 'config'))
  writeFileSync(join(folder, 'config', 'config.json'), JSON.stringify({ auths }))
}

/** What runs here of this sandbox's images. */
async function containers(): Promise<string[]> {
  const images = await docker('ps', '--all', '--format', '{{.Image}}', '--filter', 'label=tinystacks.sandbox')
  return images.split('\n').filter((image) => image.startsWith(url))
}

/** Builds and pushes the app as one manifest, and answers its digest. */
async function push(tag: string, says: string): Promise<string> {
  const flags = ['--push', '--provenance=false', '--build-arg', `SAYS=${says}`, '-t', `${url}:${tag}`]
  await docker('buildx', 'build', ...flags, folder)
  return sandbox.tags(EAST, 'app')[tag] ?? ''
}

async function answer(at: string | undefined): Promise<string> {
  return await (await fetch(at ?? '')).text()
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 60_000, interval: 50 }).toBe(true)
}

describeNeeding(['docker'], 'the sandbox under a real Docker Engine', () => {
  beforeEach(async () => {
    sandbox = await startSandbox({ runtime: await dockerRuntime() })
    folder = mkdtempSync(join(tmpdir(), 'sandbox-engine-'))
    writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE)
    sandbox.createRepository(EAST, 'app')
    url = `${sandbox.registries[EAST] ?? ''}/app`
    login()
  })
  afterEach(async () => {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('takes buildx build --push and docker push, and docker pull gets the same digest back', async () => {
    const digest = await push('built', 'hello')
    await docker('pull', '--quiet', `${url}@${digest}`)
    expect(
      await docker('image', 'inspect', '--format', '{{json .RepoDigests}}', `${url}@${digest}`),
    ).toContain(digest)
    await docker('tag', `${url}@${digest}`, `${url}:pushed`)
    await docker('push', '--quiet', `${url}:pushed`)
    expect(sandbox.digests(EAST, 'app')).toContain(sandbox.tags(EAST, 'app')['pushed'])
    await docker('image', 'rm', '--force', `${url}:pushed`, `${url}@${digest}`)
    const refused = sandbox.requests.filter(({ service, status }) => service === 'blob' && status >= 400)
    expect(refused).toStrictEqual([])
  })

  it('keeps all the manifests of a build with provenance', async () => {
    await docker('buildx', 'build', '--push', '--provenance=true', '-t', `${url}:index`, folder)
    expect(sandbox.digests(EAST, 'app').length).toBeGreaterThanOrEqual(2)
  })

  it('runs a service, leaves the former one where the next ends at once, and replaces it where it serves', async () => {
    const ecs = new ECSClient({ endpoint: sandbox.endpoint, region: EAST, credentials })
    const deploy = async (container: object): Promise<void> => {
      const containerDefinitions = [{ name: 'app', portMappings: [{ containerPort: 3000 }], ...container }]
      await ecs.send(new RegisterTaskDefinitionCommand({ family: 'app', containerDefinitions }))
      await ecs.send(new UpdateServiceCommand({ cluster: 'dev', service: 'app', taskDefinition: 'app' }))
    }
    const service = (): Record<string, unknown> => sandbox.service(EAST, 'dev', 'app').service
    const states = (): string => JSON.stringify(service()['deployments'])
    const one = await push('one', 'one')
    sandbox.createService(EAST, { cluster: 'dev', service: 'app', containers: { app: `${url}@${one}` } })
    await until(() => states().includes('COMPLETED'))
    const { url: address } = sandbox.service(EAST, 'dev', 'app')
    expect(await answer(address)).toBe('one')

    await deploy({ image: `${url}@${one}`, command: ['node', '-e', 'process.exit(7)'] })
    expect(await answer(address)).toBe('one')
    await until(() => String(service()['taskDefinition']).endsWith(':1'))
    expect(await answer(address)).toBe('one')

    await deploy({ image: `${url}@${await push('two', 'two')}` })
    await until(() => states().includes('COMPLETED') && !states().includes('IN_PROGRESS'))
    expect(await answer(address)).toBe('two')
    // The former one is stopped once the next serves.
    await expect.poll(containers, { timeout: 20_000 }).toHaveLength(1)
    await sandbox.stop()
    expect(await containers()).toStrictEqual([])
  })

  it('runs a function behind its URL', async () => {
    const lambda = new LambdaClient({ endpoint: sandbox.endpoint, region: EAST, credentials })
    await sandbox.createFunction(EAST, { name: 'app', environment: { SAYS: 'from the function' } })
    const ImageUri = `${url}@${await push('one', 'one')}`
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'app', ImageUri }))
    await until(() => JSON.stringify(sandbox.fn(EAST, 'app').function).includes('"Successful"'))
    expect(await answer(sandbox.fn(EAST, 'app').url)).toBe('from the function')
  })
})

const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }

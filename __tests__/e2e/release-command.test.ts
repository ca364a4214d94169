import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { dockerRuntime } from '../../sandbox/runtime/docker.ts'
import { describeNeeding } from '../support/needs.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
// A migration that fails as long as its table is locked; the lock is a variable of the service.
const DOCKERFILE = [
  'FROM node:24-slim',
  `RUN echo 'require("http").createServer((q,r)=>r.end("ok")).listen(3000)' > /app.js`,
  `RUN echo 'console.log("migrating"); if (process.env.LOCKED) { console.error("table is locked"); process.exit(3) } console.log("2 tables changed")' > /migrate.js`,
  'CMD ["node", "/app.js"]',
  '',
].join('\n')

let sandbox: Sandbox
let folder: string
let url: string

// Not the synchronous kind: the sandbox answers the engine from this very process.
async function docker(...args: readonly string[]): Promise<void> {
  const config = { DOCKER_CONFIG: join(folder, 'config'), BUILDX_CONFIG: join(folder, 'buildx') }
  await promisify(execFile)('docker', args, { env: { ...process.env, ...config } })
}

/** A service that has run since before, with the image and one variable. */
function furnish(locked: string): void {
  sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    taskDefinition: {
      containerDefinitions: [
        {
          name: 'app',
          image: `${url}:none`,
          portMappings: [{ containerPort: 3000 }],
          environment: [{ name: 'LOCKED', value: locked }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/app', 'awslogs-region': EAST, 'awslogs-stream-prefix': 'ecs' },
          },
        },
      ],
    },
  })
}

async function release(): Promise<ActionRun> {
  sandbox.requests.length = 0
  return await runAction({
    action: 'release',
    inputs: {
      'ecr-image-url': url,
      'stage-name': 'dev',
      'previous-stage-name': 'latest',
      'cluster-arn': 'dev',
      'service-name': 'app',
      command: 'node /migrate.js',
    },
    env: sandbox.env(EAST),
  })
}

describeNeeding(['docker'], 'a migration in a real container', () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ runtime: await dockerRuntime() })
    folder = mkdtempSync(join(tmpdir(), 'release-command-'))
    writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE)
    sandbox.createRepository(EAST, 'app')
    const host = sandbox.registries[EAST] ?? ''
    url = `${host}/app`
    mkdirSync(join(folder, 'config'))
    const auths = { [host]: { auth: btoa(`AWS:${sandbox.password(EAST)}`) } }
    writeFileSync(join(folder, 'config', 'config.json'), JSON.stringify({ auths }))
    await docker('buildx', 'build', '--push', '--provenance=false', '-t', `${url}:latest`, folder)
  })
  afterAll(async () => {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('keeps the release from being deployed while it exits 3, and lets it once it exits 0', async () => {
    furnish('yes')
    const failed = await release()
    expect(failed).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(failed.annotations[0]?.message).toMatch(/ended with exit code 3/)
    // Which of its two streams is read first is the engine's matter.
    expect(failed.log).toContain('migrating')
    expect(failed.log).toContain('table is locked')
    expect(sandbox.requests.map(({ action }) => action)).not.toContain('UpdateService')
    expect(sandbox.tags(EAST, 'app')).not.toHaveProperty('dev')

    furnish('')
    const done = await release()
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(done.log).toMatch(/migrating[^]*2 tables changed/)
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(sandbox.tags(EAST, 'app')['latest'])
    expect(sandbox.requests.filter(({ action }) => action === 'RegisterTaskDefinition')).toHaveLength(1)
    expect(await (await fetch(sandbox.service(EAST, 'dev', 'app').url ?? '')).text()).toBe('ok')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'

let sandbox: Sandbox
let url: string
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  url = `${sandbox.registries[EAST] ?? ''}/app`
})
afterEach(async () => {
  await sandbox.stop()
})

async function release(more: Readonly<Record<string, string>> = {}, env = {}): Promise<ActionRun> {
  sandbox.requests.length = 0
  const inputs = {
    'ecr-image-url': url,
    'stage-name': 'dev',
    'previous-stage-name': 'latest',
    'cluster-arn': 'dev',
    'service-name': 'app',
    ...more,
  }
  return await runAction({ action: 'release', inputs, env: { ...sandbox.env(), ...env } })
}

function writes(): string[] {
  const changing = /^(Put|Update|Create|Register|Tag|Delete|Run|Stop|Start)/
  return sandbox.requests.map(({ action }) => action).filter((action) => changing.test(action))
}

function before(): { running: string; latest: string } {
  const running = sandbox.putImage(EAST, 'app', ['dev'], { marker: 'before' }).digest
  const latest = sandbox.putImage(EAST, 'app', ['latest'], { marker: 'after' }).digest
  sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    containers: { proxy: 'envoy:1', app: `${url}@${running}` },
  })
  return { running, latest }
}

describe('what cannot be released', () => {
  it.each([
    [
      'a service that does not exist',
      { 'service-name': 'other' },
      /no ECS service "other" in the cluster "dev"/,
    ],
    ['a cluster that does not exist', { 'cluster-arn': 'other' }, /no ECS cluster "other" in us-east-1/],
    ['no cluster', { 'cluster-arn': '' }, /"cluster-arn" is missing/],
    ['a container that does not exist', { 'container-name': 'api' }, /no container "api"/],
    ['a tag that does not exist', { 'previous-stage-name': 'staging' }, /no image "staging"/],
    ['no source', { 'previous-stage-name': '' }, /"previous-stage-name" is missing/],
    ['no stage', { 'stage-name': '' }, /"stage-name" is missing/],
    ['a stage name with a blank', { 'stage-name': 'my stage' }, /"stage-name" is "my stage"/],
    ['a stage called latest', { 'stage-name': 'latest' }, /"stage-name" is "latest"/],
    ['an image URL without a registry', { 'ecr-image-url': 'app' }, /names no registry/],
    ['a registry that is not ECR', { 'ecr-image-url': 'ghcr.io/team/app' }, /not one of Amazon ECR/],
    [
      'a region that disagrees with an ARN',
      { 'stage-region': 'us-west-2', 'cluster-arn': 'arn:aws:ecs:us-east-1:123456789012:cluster/dev' },
      /"stage-region" says us-west-2/,
    ],
    ['an endpoint of another registry', { 'ecr-endpoint': '127.0.0.1:1' }, /different registries/],
    [
      'another digest than expected',
      { 'expected-digest': `sha256:${'0'.repeat(64)}` },
      /not the expected sha256:000/,
    ],
    ['a digest that is none', { 'expected-digest': 'abc' }, /"expected-digest" is "abc"/],
    ['minutes that are none', { 'wait-minutes': 'soon' }, /"wait-minutes" is "soon"/],
  ])('%s: one sentence, nothing written', async (_, inputs, message) => {
    before()
    const run = await release(inputs)
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations.map(({ level }) => level)).toStrictEqual(['error'])
    expect(run.annotations[0]?.message).toMatch(message)
    expect(writes()).toStrictEqual([])
  })

  it('refuses controllers other than ECS', async () => {
    const { running } = before()
    sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'blue',
      controller: 'CODE_DEPLOY',
      containers: { app: `${url}@${running}` },
    })
    const run = await release({ 'service-name': 'blue' })
    expect(run.annotations[0]?.message).toMatch(/deployed by CODE_DEPLOY/)
    expect(writes()).toStrictEqual([])
  })

  it('refuses a stage tag that cannot move, and names the filter to add', async () => {
    sandbox.createRepository(EAST, 'fixed', { mutability: 'IMMUTABLE' })
    sandbox.putImage(EAST, 'fixed', 'dev', { marker: 'before' })
    sandbox.putImage(EAST, 'fixed', 'latest', { marker: 'after' })
    const run = await release({
      'ecr-image-url': `${sandbox.registries[EAST] ?? ''}/fixed`,
      'service-name': 'placeholder',
    })
    expect(run.annotations[0]?.message).toMatch(/immutable.*add the filter "dev\*"/)
    expect(writes()).toStrictEqual([])
  })

  it('names the denied action and the resource', async () => {
    before()
    const message =
      'User: arn:aws:iam::1:user/x is not authorized to perform: ecs:RegisterTaskDefinition on resource: * because no policy allows it'
    sandbox.fail({ service: 'ecs', action: 'RegisterTaskDefinition', code: 'AccessDeniedException', message })
    const run = await release()
    expect(run.outputs['result']).toBe('failed')
    expect(run.annotations[0]?.message).toMatch(/AWS denied ecs:RegisterTaskDefinition on \* in us-east-1/)
    expect(writes().filter((action) => action !== 'RegisterTaskDefinition')).toStrictEqual([])
  })

  it('says what brings credentials when there are none', async () => {
    const run = await release(
      {},
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' },
    )
    expect(run.annotations[0]?.message).toMatch(/no AWS credentials.*role-to-assume/)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun, type ActionStep } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'

let sandbox: Sandbox
let url: string
let regionalUrl: string
let older: string
let running: string
let latest: string
beforeEach(async () => {
  sandbox = await startSandbox()
  const spec = (marker: string): { marker: string; layers: Record<string, string>[] } => ({
    marker,
    layers: [{ file: marker }],
  })
  for (const region of [EAST, WEST]) {
    sandbox.createRepository(region, 'app')
    older = sandbox.putImage(region, 'app', ['dev-previous'], spec('older')).digest
    running = sandbox.putImage(region, 'app', ['dev'], spec('running')).digest
  }
  latest = sandbox.putImage(EAST, 'app', ['latest'], spec('latest')).digest
  url = `${sandbox.registries[EAST] ?? ''}/app`
  regionalUrl = `${sandbox.registries[WEST] ?? ''}/app`
  createService()
})
afterEach(async () => {
  await sandbox.stop()
})

function createService(fields: Parameters<Sandbox['createService']>[1]['fields'] = {}): void {
  const containers = { app: `${regionalUrl}@${running}` }
  sandbox.createService(WEST, { cluster: 'dev', service: 'app', containers, fields })
}

async function release(
  more: Readonly<Record<string, string>> = {},
  step: Partial<ActionStep> = {},
): Promise<ActionRun> {
  sandbox.requests.length = 0
  return await runAction({
    action: 'release',
    inputs: {
      'ecr-image-url': url,
      'stage-name': 'dev',
      'previous-stage-name': 'latest',
      'regional-ecr-image-url': regionalUrl,
      'stage-region': WEST,
      'cluster-arn': 'dev',
      'service-name': 'app',
      ...more,
    },
    env: sandbox.env(),
    ...step,
  })
}

function serviceRuns(digest: string): boolean {
  return JSON.stringify(sandbox.service(WEST, 'dev', 'app').taskDefinition).includes(digest)
}

function count(action: string): number {
  return sandbox.requests.filter((request) => request.action === action).length
}

function expectTagsAsBefore(): void {
  for (const region of [EAST, WEST]) {
    expect(sandbox.tags(region, 'app')).toMatchObject({ dev: running, 'dev-previous': older })
  }
}

describe('a release that breaks off half-way', () => {
  it('brings the service back when it can no longer be watched', async () => {
    const ofUs = { service: 'ecs', status: 400, code: 'InvalidParameterException' } as const
    sandbox.fail({ ...ofUs, action: 'ListServiceDeployments', times: 1 })
    sandbox.fail({ ...ofUs, action: 'DescribeServices', after: 1, times: 1, message: 'no such luck' })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/ecs:DescribeServices in us-west-2 .*no such luck/)
    expect(serviceRuns(running)).toBe(true)
    expectTagsAsBefore()
  })

  it('brings the service back when nobody knows whether the update was taken', async () => {
    sandbox.fail({ service: 'ecs', action: 'UpdateService', kind: 'lost-reply', times: 7 })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(serviceRuns(running)).toBe(true)
    expectTagsAsBefore()
  })

  it('has nothing to bring back when the update was refused', async () => {
    sandbox.fail({ service: 'ecs', action: 'UpdateService', code: 'AccessDeniedException' })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed', deployed: 'false' } })
    expect(run.annotations[0]?.message).toMatch(/AWS denied ecs:UpdateService.*Allow "ecs:UpdateService"/)
    expect(count('UpdateService')).toBe(1)
    expectTagsAsBefore()
  })

  it('does not take over a deployment that failed, but starts another', async () => {
    createService({
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
    })
    sandbox.nextRollout(WEST, 'dev', 'app', 'circuit-breaker')
    const first = await release({ 'rollback-on-failure': 'false' })
    expect(first.outputs['result']).toBe('failed')
    expect(serviceRuns(latest)).toBe(true)
    const second = await release()
    expect(second, second.log).toMatchObject({
      exitCode: 0,
      outputs: { result: 'released', deployed: 'true' },
    })
  })

  it('brings back what a killed release had begun and this one gives up', async () => {
    sandbox.nextRollout(WEST, 'dev', 'app', 'stuck')
    const first = await release({ 'wait-minutes': '0.02', 'rollback-on-failure': 'false' })
    expect(first.outputs['result']).toBe('timed-out')
    const second = await release({ 'wait-minutes': '0.02' })
    expect(second, second.log).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(serviceRuns(running)).toBe(true)
  })

  it('says in outputs and summary that the copy failed, and deploys nothing', async () => {
    sandbox.fail({
      service: 'registry',
      action: 'StartUpload',
      status: 403,
      code: 'DENIED',
      message: 'not you',
    })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed', digest: latest } })
    expect(run.annotations[0]?.message).toMatch(/could not be copied to us-west-2: .*DENIED not you/)
    expect(run.summary).toContain('could not be copied to us-west-2')
    expect(count('UpdateService')).toBe(0)
    expectTagsAsBefore()
  })

  it('puts both tags of every region back when the last one cannot be moved', async () => {
    sandbox.fail({
      service: 'ecr',
      action: 'PutImage',
      region: EAST,
      code: 'InvalidParameterException',
      when: ({ body }) => body['imageTag'] === 'dev',
    })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/The tag "dev" could not be moved: AWS refused ecr:PutImage/)
    expect(serviceRuns(running)).toBe(true)
    expectTagsAsBefore()
  })

  it.each([
    ['ecs', 'RegisterTaskDefinition'],
    ['ecs', 'UpdateService'],
    ['ecr', 'PutImage'],
    ['registry', 'StartUpload'],
    ['registry', 'FinishUpload'],
  ] as const)('is not disturbed by a lost answer of %s %s', async (service, action) => {
    sandbox.fail({ service, action, kind: 'lost-reply', times: 1 })
    const run = await release()
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(count(action)).toBeGreaterThan(1)
  })

  it('asks AWS more often than the SDK does by itself', async () => {
    sandbox.fail({ service: 'ecr', action: 'PutImage', status: 503, code: 'ServerException', times: 6 })
    const run = await release()
    expect(run.outputs['result']).toBe('released')
  })

  it('says what AWS refused, and lets no text of it act', async () => {
    const message = 'first\n::error::second | **third** <b>'
    sandbox.fail({ service: 'ecs', action: 'DescribeServices', code: 'InvalidParameterException', message })
    const run = await release()
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(
      /^AWS refused ecs:DescribeServices in us-west-2 \(InvalidParameterException\): first/,
    )
  })

  it('names the former image though the tag of the first repository has moved already', async () => {
    sandbox.putImage(EAST, 'app', ['dev'], { marker: 'latest', layers: [{ file: 'latest' }] })
    const run = await release()
    expect(run.outputs).toMatchObject({ result: 'released', digest: latest, 'previous-digest': running })
  })

  it('deploys nothing where only a tag is missing', async () => {
    await release()
    sandbox.createRepository(WEST, 'app')
    const run = await release()
    expect(run.outputs).toMatchObject({ result: 'released', changed: 'true', deployed: 'false' })
    expect(sandbox.tags(WEST, 'app')['dev']).toBe(latest)
  })
})

describe('a release that is cancelled', () => {
  const cancelAt = (at: RegExp): Partial<ActionStep> => ({ signals: [{ signal: 'SIGINT', at }] })

  it('writes nothing when it was still looking', async () => {
    sandbox.putImage(WEST, 'app', [], { marker: 'latest', layers: [{ file: 'latest' }] })
    sandbox.fail({ service: 'ecs', action: 'DescribeServices', kind: 'delay', milliseconds: 500 })
    const run = await release({}, cancelAt(/latest is sha256/))
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled', changed: 'false' } })
    const changing = sandbox.requests.filter(({ action }) => /^(Put|Start|Register|Update)/.test(action))
    expect(changing).toStrictEqual([])
  })

  it('deploys nothing when it was copying', async () => {
    sandbox.fail({ service: 'registry', action: 'GetBlob', kind: 'delay', milliseconds: 500 })
    const run = await release({}, cancelAt(/Copy to/))
    expect(run, run.log).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled', digest: latest } })
    expect(count('RegisterTaskDefinition')).toBe(0)
    expectTagsAsBefore()
  })

  it('finishes when everything runs the image and only tags are left', async () => {
    sandbox.fail({ service: 'ecr', action: 'PutImage', kind: 'delay', milliseconds: 300 })
    const run = await release({}, cancelAt(/Tag dev/))
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(latest)
  })
})

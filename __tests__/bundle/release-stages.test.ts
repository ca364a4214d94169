import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'

let sandbox: Sandbox
let workspace: string
let url: string
let regionalUrl: string
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  sandbox.createRepository(WEST, 'app')
  url = `${sandbox.registries[EAST] ?? ''}/app`
  regionalUrl = `${sandbox.registries[WEST] ?? ''}/app`
  workspace = mkdtempSync(join(tmpdir(), 'stages-'))
  mkdirSync(join(workspace, '.github'))
  writeFileSync(
    join(workspace, '.github/stages.yml'),
    [
      `image: ${url}`,
      'stages:',
      '  - name: dev',
      '    ecs: { cluster: dev, service: app }',
      '  - name: prod',
      '    targets:',
      `      - { region: ${WEST}, image: "${regionalUrl}", ecs: { cluster: prod, service: app }, wave: 1 }`,
      `      - { region: ${EAST}, ecs: { cluster: prod, service: app }, wave: 2 }`,
      '',
    ].join('\n'),
  )
})
afterEach(async () => {
  rmSync(workspace, { recursive: true })
  await sandbox.stop()
})

async function release(stage: string, more: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  sandbox.requests.length = 0
  return await runAction({
    action: 'release',
    inputs: { 'stage-name': stage, ...more },
    env: sandbox.env(),
    workspace,
  })
}

function before(): { running: string; latest: string } {
  const same = { marker: 'before', layers: [{ file: 'the same in both regions' }] }
  const running = sandbox.putImage(EAST, 'app', ['prod'], same).digest
  sandbox.putImage(WEST, 'app', ['prod'], same)
  const latest = sandbox.putImage(EAST, 'app', ['latest', 'dev'], { marker: 'after' }).digest
  sandbox.createService(EAST, { cluster: 'dev', service: 'app', containers: { app: `${url}@${running}` } })
  sandbox.createService(EAST, { cluster: 'prod', service: 'app', containers: { app: `${url}@${running}` } })
  sandbox.createService(WEST, {
    cluster: 'prod',
    service: 'app',
    containers: { app: `${regionalUrl}@${running}` },
  })
  return { running, latest }
}

function runs(region: string): string {
  return JSON.stringify(sandbox.service(region, 'prod', 'app').taskDefinition['containerDefinitions'])
}

describe('releasing by the stages file', () => {
  it('needs the name of the stage and nothing else', async () => {
    const { latest } = before()
    const run = await release('dev')
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: latest } })
  })

  it('copies everywhere, deploys wave by wave, and tags every region last', async () => {
    const { running, latest } = before()
    const run = await release('prod')
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: latest } })
    expect(runs(EAST)).toContain(`${url}@${latest}`)
    expect(runs(WEST)).toContain(`${regionalUrl}@${latest}`)
    for (const region of [EAST, WEST]) {
      expect(sandbox.tags(region, 'app')).toMatchObject({ prod: latest, 'prod-previous': running })
    }
    const order = sandbox.requests
      .filter(({ action, body }) => action === 'UpdateService' || body['imageTag'] === 'prod')
      .map(({ action, region }) => `${action} ${region}`)
    expect(order.slice(0, 2)).toStrictEqual([`UpdateService ${WEST}`, `UpdateService ${EAST}`])
    const regions: unknown = JSON.parse(run.outputs['regions'] ?? '')
    expect(regions).toMatchObject([
      { region: WEST, cluster: 'prod', service: 'app', result: 'deployed', digest: latest },
      { region: EAST, cluster: 'prod', service: 'app', result: 'deployed', digest: latest },
    ])
  })

  it('brings the first wave back when the second fails, and moves no tag in any region', async () => {
    const { running } = before()
    sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const run = await release('prod')
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(runs(EAST)).toContain(running)
    expect(runs(WEST)).toContain(running)
    expect(sandbox.tags(EAST, 'app')['prod']).toBe(running)
    expect(sandbox.tags(WEST, 'app')['prod']).toBe(running)
    expect(run.summary).toContain('us-west-2')
  })

  it('does not begin the second wave when the first fails', async () => {
    before()
    sandbox.nextRollout(WEST, 'prod', 'app', 'circuit-breaker')
    const run = await release('prod')
    expect(run.outputs['result']).toBe('rolled-back')
    expect(
      sandbox.requests.filter(({ action, region }) => action === 'UpdateService' && region === EAST),
    ).toStrictEqual([])
    expect(JSON.parse(run.outputs['regions'] ?? '')).toMatchObject([
      { result: 'rolled-back' },
      { result: 'skipped' },
    ])
  })

  it('puts a tag back that moved when another region refuses, and brings the services back', async () => {
    const { running } = before()
    sandbox.fail({
      service: 'ecr',
      action: 'PutImage',
      region: WEST,
      code: 'ServerException',
      when: ({ body }) => body['imageTag'] === 'prod',
    })
    const run = await release('prod')
    expect(run.exitCode).toBe(1)
    expect(sandbox.tags(EAST, 'app')['prod']).toBe(running)
    expect(runs(EAST)).toContain(running)
    expect(runs(WEST)).toContain(running)
  })

  it('refuses everything when one target is not fit, before anything is written', async () => {
    const running = sandbox.putImage(EAST, 'app', ['dev'], { marker: 'x' }).digest
    sandbox.createService(EAST, { cluster: 'prod', service: 'app', containers: { app: `${url}@${running}` } })
    const run = await release('prod')
    expect(run.annotations[0]?.message).toMatch(/cluster "prod" in us-west-2/)
    expect(sandbox.requests.some(({ action }) => /^(Put|Update|Register|Start)/.test(action))).toBe(false)
  })

  it('names the stages when there is no such stage', async () => {
    const run = await release('staging')
    expect(run.annotations[0]?.message).toMatch(/no stage "staging".*dev, prod/)
  })

  it('says file, line and column of a slip', async () => {
    writeFileSync(join(workspace, '.github/stages.yml'), `image: ${url}\nstages:\n  - nmae: dev\n`)
    const run = await release('dev')
    expect(run.annotations[0]?.message).toMatch(/stages\.yml:3:\d+: /)
  })

  it('lets the inputs win over its targets', async () => {
    const { latest } = before()
    const run = await release('prod', { 'service-name': 'placeholder' })
    expect(run.outputs['result']).toBe('released')
    sandbox.createService(EAST, { cluster: 'own', service: 'mine', containers: { app: `${url}@${latest}` } })
    const own = await release('dev', { 'cluster-arn': 'own', 'service-name': 'mine' })
    expect(own.log).toContain('not used')
  })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EcsStage, startEcsStage } from '../support/ecs-stage.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

// Every kind of bad input has a row among the unit tests; these see that the bundle asks nobody before it refuses.

let stage: EcsStage
let workspace: string
beforeAll(async () => {
  stage = await startEcsStage()
  stage.furnish()
  workspace = mkdtempSync(join(tmpdir(), 'bad-input-'))
  mkdirSync(join(workspace, '.github'))
})
afterAll(async () => {
  rmSync(workspace, { recursive: true })
  await stage.sandbox.stop()
})
beforeEach(() => {
  stage.sandbox.requests.length = 0
})

async function withFile(
  lines: readonly string[],
  inputs: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  writeFileSync(join(workspace, '.github/stages.yml'), `${lines.join('\n')}\n`)
  return await runAction({ action: 'release', inputs, env: stage.sandbox.env(), workspace })
}

function expectRefused(run: ActionRun, sentence: RegExp): void {
  expect(run).toMatchObject({
    exitCode: 1,
    outputs: { result: 'failed', changed: 'false', deployed: 'false' },
  })
  expect(run.annotations).toHaveLength(1)
  expect(run.annotations[0]?.message).toMatch(sentence)
  expect(stage.sandbox.requests).toStrictEqual([])
}

const CLUSTER = 'arn:aws:ecs:us-east-1:123456789012:cluster/dev'
const FUNCTION = { 'lambda-function-name': 'app', 'service-name': '', 'cluster-arn': '' }

describe('bad inputs', () => {
  it.each([
    [
      'an ARN of something else',
      { 'cluster-arn': `${CLUSTER.replace('cluster', 'service')}/app` },
      /"cluster-arn" is .* not the name or ARN of an ECS cluster/,
    ],
    ['a name of two words', { 'service-name': 'my app' }, /"service-name" is "my app"/],
    ['a role by name', { 'role-to-assume': 'deploy' }, /"role-to-assume" is "deploy"/],
    [
      'a role of another account',
      { 'cluster-arn': CLUSTER, 'role-to-assume': 'arn:aws:iam::210987654321:role/x' },
      /"cluster-arn" is in the account 123456789012/,
    ],
    [
      'a URL without a protocol',
      { 'health-check-url': 'app.example.com' },
      /"health-check-url" is "app.example.com"/,
    ],
    [
      'traffic that falls',
      { ...FUNCTION, 'lambda-alias': 'live', 'lambda-traffic': '50,10' },
      /percentages do not rise/,
    ],
    ['traffic without an alias', { ...FUNCTION, 'lambda-traffic': '10:5' }, /"lambda-alias" names none/],
    ['a stage name of two words', { 'stage-name': 'my stage' }, /"stage-name" is "my stage"/],
    ['an AppSpec outside', { 'codedeploy-appspec': '/etc/passwd' }, /no file in the workspace/],
    [
      'a rollback to an expected digest',
      { rollback: 'true', 'expected-digest': `sha256:${'a'.repeat(64)}` },
      /"rollback" and "expected-digest" contradict/,
    ],
    ['a command for a function', { ...FUNCTION, command: 'migrate' }, /"command" belongs to an ECS service/],
    [
      'alarms of what is not waited for',
      { wait: 'none', alarms: 'errors' },
      /"alarms" and "wait: none" contradict/,
    ],
    ['a slip in a choice', { wait: 'deploid' }, /Did you mean "deployed"\?/],
    ['a slip in what is cloned', { 'task-definition': 'famly' }, /Did you mean "family"\?/],
    ['minutes that are none', { 'wait-minutes': 'soon' }, /"wait-minutes" is "soon"/],
  ])('%s: one sentence, and no request', async (_, inputs, sentence) => {
    expectRefused(await stage.release(inputs), sentence)
  })
})

describe('a bad stages file', () => {
  it.each([
    [
      'an unknown key',
      ['stages:', '  - name: dev', '    helth-check: x'],
      /stages\.yml:3:5: .*Did you mean "health-check"\?/,
    ],
    ['no JSON or YAML at all', ['stages: ['], /stages\.yml:\d+:\d+: /],
    [
      'a role that is none',
      ['role: deploy', 'stages: [{ name: dev }]'],
      /stages\.yml:1:7: "role" is "deploy", which is not the ARN of an IAM role/,
    ],
    [
      'an ARN elsewhere',
      ['stages:', `  - { name: dev, region: us-west-2, ecs: { cluster: "${CLUSTER}", service: app } }`],
      /has the region us-west-2 and an ARN in us-east-1/,
    ],
  ])('%s: one sentence, and no request', async (_, lines, sentence) => {
    const image = `${stage.sandbox.registries['us-east-1'] ?? ''}/app`
    expectRefused(await withFile(lines, { 'stage-name': 'dev', 'ecr-image-url': image }), sentence)
  })
})

describe('list', () => {
  const LINES = [
    'image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/app',
    'role: arn:aws:iam::123456789012:role/hub',
    'stages:',
    '  - name: dev',
    '    ecs: { cluster: dev, service: app }',
    '  - name: prod',
    '    environment: { TOKEN: secret-of-prod }',
    '    targets:',
    '      - { region: us-west-2, lambda: { function: app, alias: live } }',
    '      - { region: eu-west-1, wave: 2, role: "arn:aws:iam::210987654321:role/x", ecs: { cluster: prod, service: app } }',
  ]

  it('gives the stages for a matrix, without account ids and values, and asks nobody', async () => {
    const run = await withFile(LINES, { list: 'true' })
    expect(run, run.log).toMatchObject({ exitCode: 0, annotations: [] })
    expect(JSON.parse(run.outputs['stages'] ?? '')).toStrictEqual([
      {
        name: 'dev',
        previous: 'latest',
        regions: ['us-east-1'],
        targets: [{ name: 'us-east-1 ecs dev/app', region: 'us-east-1', wave: 1, kind: 'ecs' }],
      },
      {
        name: 'prod',
        previous: 'dev',
        regions: ['us-west-2', 'eu-west-1'],
        targets: [
          { name: 'us-west-2 lambda app:live', region: 'us-west-2', wave: 1, kind: 'lambda' },
          { name: 'eu-west-1 ecs prod/app', region: 'eu-west-1', wave: 2, kind: 'ecs' },
        ],
      },
    ])
    expect(`${run.log} ${JSON.stringify(run.outputs)}`).not.toMatch(/secret-of-prod|\d{12}/)
    expect(stage.sandbox.requests).toStrictEqual([])
  })

  it('needs a stages file', async () => {
    const run = await runAction({ action: 'release', inputs: { list: 'true' }, env: stage.sandbox.env() })
    expectRefused(run, /There are no stages to list: .*stages\.yml/)
  })
})

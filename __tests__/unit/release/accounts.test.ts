import { describe, expect, it } from 'vitest'
import { readReleaseInputs } from '../../../shared/release/request/inputs.ts'
import { planRelease } from '../../../shared/release/request/plan.ts'
import type { ReleaseRequest } from '../../../shared/release/request/request.ts'
import { inputReader } from '../../../shared/runner/inputs.ts'
import { parseStagesFile } from '../../../shared/stages/index.ts'

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app'
const SPOKE = 'arn:aws:iam::210987654321:role/release'

function plan(stage: string, inputs: Readonly<Record<string, string>> = {}): ReleaseRequest {
  const text = `image: ${IMAGE}\nrole: arn:aws:iam::123456789012:role/hub\nstages:\n  - { name: prod, ${stage} }\n`
  const env = Object.entries({ 'stage-name': 'prod', ...inputs }).map(([name, value]): [string, string] => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ])
  return planRelease({
    inputs: readReleaseInputs(inputReader(Object.fromEntries(env))),
    stagesFile: parseStagesFile(text, 'stages.yml'),
    env: {},
    note: () => undefined,
  })
}

describe('a target of the stages file', () => {
  it.each([
    ['nothing said', 'ecs: { cluster: c, service: s }', '123456789012 us-east-1'],
    ['its region', 'region: eu-west-1, ecs: { cluster: c, service: s }', '123456789012 eu-west-1'],
    ['its role', `role: "${SPOKE}", ecs: { cluster: c, service: s }`, '210987654321 us-east-1'],
    [
      'role and region',
      `role: "${SPOKE}", region: eu-west-1, lambda: { function: f }`,
      '210987654321 eu-west-1',
    ],
    [
      'an ARN',
      'lambda: { function: "arn:aws:lambda:eu-west-1:123456789012:function:f" }',
      '123456789012 eu-west-1',
    ],
    [
      'a role at the target',
      `targets: [{ role: "${SPOKE}", ecs: { cluster: c, service: s } }]`,
      '210987654321 us-east-1',
    ],
    ['a family', `role: "${SPOKE}", ecs: { cluster: c, family: f }`, '210987654321 us-east-1'],
    [
      'nothing created yet',
      `role: "${SPOKE}", ecs: { cluster: placeholder, service: placeholder }`,
      '210987654321 us-east-1',
    ],
    ['no target at all', `role: "${SPOKE}", region: eu-west-1`, '210987654321 eu-west-1'],
  ])('has its image where it is: %s', (_, stage, where) => {
    const [account, region] = where.split(' ')
    const [target] = plan(stage).targets
    expect(target?.repository.url).toBe(`${account}.dkr.ecr.${region}.amazonaws.com/team/app`)
    expect(target?.region).toBe(region)
  })

  it('keeps an image of its own, wherever that is', () => {
    const [target] = plan(`role: "${SPOKE}", image: ${IMAGE}, ecs: { cluster: c, service: s }`).targets
    expect(target?.repository.url).toBe(IMAGE)
    expect(target?.role).toBe(SPOKE)
  })

  it('has a name that tells its account, where another one is called the same', () => {
    const same = 'ecs: { cluster: c, service: s }'
    const { targets } = plan(`targets: [{ ${same} }, { role: "${SPOKE}", ${same} }]`)
    expect(targets.map(({ name }) => name)).toStrictEqual([
      'us-east-1 ecs c/s (account ...9012)',
      'us-east-1 ecs c/s (account ...4321)',
    ])
  })

  it('has everything that the file and the inputs say of it', () => {
    const request = plan(
      `alarms: [a], environment: { A: 1, B: 2 }, health-check: "https://x.example/y", targets: [{ wave: 2, alarms: [b, a], ecs: { cluster: c, family: f, container: w, schedules: [s], rules: [r] } }, { lambda: { function: f, alias: live, traffic: "10:5,100" } }]`,
      { alarms: 'c', 'environment-variables': 'B=3\n-C' },
    )
    expect(request.healthCheck).toMatchObject({ url: 'https://x.example/y' })
    expect(request.targets).toMatchObject([
      {
        wave: 2,
        alarms: ['a', 'b', 'c'],
        environment: { set: { A: '1', B: '3' }, remove: ['C'] },
        runs: { kind: 'family', cluster: 'c', family: 'f', container: 'w', schedules: ['s'], rules: ['r'] },
      },
      {
        wave: 1,
        alarms: ['a', 'c'],
        runs: {
          kind: 'lambda',
          alias: 'live',
          traffic: [
            { percent: 10, milliseconds: 300_000 },
            { percent: 100, milliseconds: 0 },
          ],
        },
      },
    ])
  })

  it('takes the role of the input for the image, and keeps its own', () => {
    const role = 'arn:aws:iam::123456789012:role/other'
    const request = plan(`role: "${SPOKE}", ecs: { cluster: c, service: s }`, { 'role-to-assume': role })
    expect([request.role, request.targets[0]?.role]).toStrictEqual([role, SPOKE])
  })
})

describe('a service that is named by its ARN', () => {
  it('needs no cluster', () => {
    const service = 'arn:aws:ecs:eu-west-1:123456789012:service/prod/app'
    const { targets } = plan('region: us-east-1', {
      'service-name': service,
      'regional-ecr-image-url': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app',
    })
    expect(targets).toMatchObject([
      {
        name: 'eu-west-1 ecs prod/app',
        runs: { cluster: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod', service },
      },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import type { ReportedTarget } from '../../../../shared/release/deploy/outcome.ts'
import { releaseOutputs } from '../../../../shared/release/report/outputs.ts'
import type { Target } from '../../../../shared/release/request/target.ts'
import { aReport, NEW, revision, serviceIn, targetOf } from './a-report.ts'

const EAST = serviceIn('us-east-1')

function regionsOf(...targets: readonly ReportedTarget[]): unknown {
  return JSON.parse(String(releaseOutputs(aReport({ targets }))['regions']))
}

function running(runs: Target['runs']): Target {
  return serviceIn('us-east-1', { runs })
}

describe('the output regions', () => {
  it('has an object a target, without account and registry', () => {
    const regions = regionsOf(
      targetOf(EAST, {
        result: 'failed',
        accepted: true,
        reason: 'AWS denied it on arn:aws:ecs:us-east-1:123456789012:service/prod/app.',
        taskDefinitionArn: revision(2),
        milliseconds: 5,
      }),
    )
    expect(regions).toStrictEqual([
      {
        region: 'us-east-1',
        repository: 'app',
        digest: NEW,
        result: 'failed',
        reason: 'AWS denied it on arn:aws:ecs:us-east-1:************:service/prod/app.',
        cluster: 'prod',
        service: 'app',
        revision: 'app:2',
        'previous-revision': 'app:1',
        milliseconds: 5,
      },
    ])
  })

  it.each([
    [
      'a family',
      {
        kind: 'family' as const,
        cluster: 'arn:aws:ecs:us-east-1:123456789012:cluster/jobs',
        family: 'nightly',
        container: undefined,
        schedules: [],
        rules: [],
      },
      { cluster: 'jobs', family: 'nightly' },
    ],
    [
      'a function',
      {
        kind: 'lambda' as const,
        name: 'arn:aws:lambda:us-east-1:123456789012:function:app',
        alias: 'live',
        traffic: [],
      },
      { function: 'app', alias: 'live' },
    ],
  ])('names %s', (_, runs, names) => {
    expect(regionsOf(targetOf(running(runs), { result: 'deployed', accepted: true }))).toMatchObject([names])
  })

  it('says of a plan what would change', () => {
    const { url } = EAST.repository
    const diff = [`- image: ${url}@sha256:${'a'.repeat(64)}`, '+ environment LOG_LEVEL (added)']
    expect(regionsOf(targetOf(EAST, { result: 'planned', accepted: false }, { diff }))).toMatchObject([
      {
        result: 'planned',
        revision: 'app:1',
        diff: ['- image: app@sha256:aaaaaaaaaaaa', '+ environment LOG_LEVEL (added)'],
      },
    ])
  })

  it('says of a target that was brought back that it runs what it ran before', () => {
    const back = targetOf(EAST, {
      result: 'rolled-back',
      accepted: true,
      taskDefinitionArn: revision(2),
      previousTaskDefinitionArn: revision(1),
    })
    expect(regionsOf(back)).toMatchObject([{ revision: 'app:1', 'previous-revision': 'app:1' }])
    expect(releaseOutputs(aReport({ targets: [back] }))['task-definition-arn']).toBe(revision(1))
  })
})

describe('the output url', () => {
  const at = (url: string): ReportedTarget => targetOf(EAST, { result: 'deployed', accepted: true, url })
  const healthCheck = { url: 'https://app.example.com:8443/healthy?deep=1', milliseconds: 1 }

  it.each([
    ['of the first target that has one', [at('https://one'), at('https://two')], healthCheck, 'https://one'],
    ['of the health check', [], healthCheck, 'https://app.example.com:8443'],
    ['of nothing', [], undefined, ''],
  ])('is that %s', (_, targets, check, url) => {
    expect(releaseOutputs(aReport({ targets }, { healthCheck: check }))['url']).toBe(url)
  })
})

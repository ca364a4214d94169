import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../sandbox/ecs/state.ts'
import type { ServiceSetup } from '../../sandbox/seed/services.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

/** A service `app` that logs to CloudWatch Logs, whose next rollout ends like this. */
function furnish(
  outcome: Outcome | Outcome['outcome'],
  setup: Partial<ServiceSetup> = {},
): { running: string } {
  const { running } = stage.furnish()
  stage.sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    taskDefinition: {
      containerDefinitions: [
        { name: 'proxy', image: 'envoy:1' },
        {
          name: 'app',
          image: `${stage.url}@${running}`,
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/app', 'awslogs-region': EAST, 'awslogs-stream-prefix': 'task' },
          },
        },
      ],
    },
    ...setup,
  })
  stage.sandbox.nextRollout(EAST, 'dev', 'app', outcome)
  return { running }
}

function count(action: string): number {
  return stage.sandbox.requests.filter((request) => request.action === action).length
}

describe('a deployment that fails', () => {
  it('says why its tasks stopped, with the last lines of the log, and what to do', async () => {
    const { running } = furnish({
      outcome: 'circuit-breaker',
      exitCode: 1,
      logs: ['starting', 'Error: DATABASE_URL is not set'],
    })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations).toHaveLength(1)
    const said = run.annotations[0]?.message ?? ''
    expect(said).toContain('the deployment circuit breaker counted 3 failed tasks of 3')
    expect(said).toContain('container app exit code 1')
    expect(said).toContain('The program ended with an error of its own')
    expect(run.log).toContain('app: Error: DATABASE_URL is not set')
    expect(run.summary).toContain('DATABASE_URL is not set')
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it.each<[string, Outcome, RegExp]>([
    [
      'an image that may not be pulled',
      {
        outcome: 'circuit-breaker',
        stoppedReason: `CannotPullContainerError: pull image manifest has been retried 1 time(s): 403 Forbidden`,
      },
      /ecr:BatchGetImage/,
    ],
    [
      'a secret that is not there',
      {
        outcome: 'circuit-breaker',
        stoppedReason:
          'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ResourceNotFoundException: not found',
      },
      /Create the secret/,
    ],
    [
      'a health check',
      {
        outcome: 'circuit-breaker',
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group arn:app)',
        exitCode: 137,
      },
      /healthCheckGracePeriodSeconds/,
    ],
    [
      'a lifecycle hook',
      {
        outcome: 'rolled-back',
        reason: 'Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed.',
      },
      /Lambda function of the lifecycle hook/,
    ],
  ])('gives a hint for %s', async (_, outcome, hint) => {
    furnish(outcome)
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(hint)
  })

  it('is brought back where the circuit breaker does not roll back', async () => {
    const { running } = furnish('circuit-breaker', {
      fields: { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } } },
    })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(/is not configured to be rolled back/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('is brought back when somebody stopped it', async () => {
    const { running } = furnish('stopped')
    const run = await stage.release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(/was stopped\..*CloudTrail says who/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('is brought back when an alarm of the target goes off', async () => {
    const { running } = furnish('stuck')
    stage.sandbox.setAlarm(EAST, 'app-5xx', 'OK')
    const release = stage.release({ alarms: 'app-5xx' })
    setTimeout(() => {
      stage.sandbox.setAlarm(EAST, 'app-5xx', 'ALARM')
    }, 1200)
    const run = await release
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/The alarm app-5xx went off/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('says that nothing ever ran there', async () => {
    furnish({ outcome: 'circuit-breaker', exitCode: 1 }, { neverSucceeded: true })
    const run = await stage.release()
    expect(run.exitCode).toBe(1)
    expect(run.log).toMatch(/ECS had nothing to roll back to/)
  })

  it('says that the service was deleted meanwhile', async () => {
    furnish('deleted')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.log).toMatch(/The service was deleted while it was deployed to/)
  })
})

describe('a deployment that does not come up', () => {
  it('tells events and stopped tasks as they come, each once', async () => {
    furnish({ outcome: 'stuck', failures: 2, exitCode: 137, events: ['is unhealthy in target-group app.'] })
    const run = await stage.release({ 'wait-minutes': '0.1', 'rollback-on-failure': 'false' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'timed-out' } })
    const [meanwhile = ''] = run.log.split('timed-out.')
    expect(meanwhile).toMatch(/app: \d\d:\d\d:\d\d is unhealthy in target-group app\./)
    expect(meanwhile.match(/2 tasks stopped: .*container app exit code 137/g)).toHaveLength(1)
    expect(meanwhile).toContain('raise its memory')
    expect(run.annotations[0]?.message).toMatch(/not over after 0.1 minutes.*raise its memory/)
  })

  it('names a lack of capacity', async () => {
    furnish('no-capacity')
    const run = await stage.release({ 'wait-minutes': '0.04' })
    expect(run.annotations[0]?.message).toMatch(/no container instance met all.*Add instances/)
  })
})

describe('a deployment that succeeds', () => {
  it('is waited for until ECS tells its digest', async () => {
    furnish({ outcome: 'success', silentAnswers: 3 })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(count('DescribeServiceRevisions')).toBeGreaterThan(3)
  })

  it('is brought back when it runs another digest', async () => {
    const other = `sha256:${'0'.repeat(64)}`
    const { running } = furnish({ outcome: 'success', digest: other })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toContain(`its container "app" runs ${other}`)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('is not proved, and said so once, where the role may not see revisions', async () => {
    furnish('success')
    const denied = { service: 'ecs', status: 400, code: 'AccessDeniedException' } as const
    stage.sandbox.fail({ ...denied, action: 'DescribeServiceRevisions' })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log.match(/digest which runs is not proved/g)).toHaveLength(1)
    expect(run.outputs['service-deployment-arn']).toMatch(/:service-deployment\//)
    expect(count('DescribeServiceRevisions')).toBe(1)
  })
})

describe('a deployment that another one replaces', () => {
  it.each([
    ['same-revision', /another deployment of this very image \(app:\d+\)/i],
    ['same-image', /another deployment of this very image \(app:\d+\)/i],
  ] as const)('says when it is one of the %s', async (by, sentence) => {
    furnish({ outcome: 'superseded', by })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(run.annotations[0]?.message).toMatch(sentence)
    expect(count('UpdateService')).toBe(1)
  })

  it('is rolled back when that one runs the former task definition', async () => {
    furnish({ outcome: 'superseded', by: 'former' })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(/was deployed again, and not by this release/)
    expect(count('UpdateService')).toBe(1)
  })
})

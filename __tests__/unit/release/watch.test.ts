import { describe, expect, it } from 'vitest'
import type { TargetOutcome } from '../../../shared/release/deploy/outcome.ts'
import { watchRollout } from '../../../shared/release/deploy/ecs/watch.ts'
import type { Target } from '../../../shared/release/request/target.ts'
import { fakePorts } from './fakes.ts'
import { JUDGED, OURS, RELEASED, revision } from './rollout-cases/aws-answers.ts'
import { type Answer, scriptedEcs, type ScriptedEcs } from './scripted-ecs.ts'

const MINUTE = 60_000
const DEPLOYMENT = 'arn:aws:ecs:us-east-1:123456789012:service-deployment/dev/app/1'
const REVISION = 'arn:aws:ecs:us-east-1:123456789012:service-revision/dev/app/1'
const CREATED = 1_795_867_200

const TARGET: Target = {
  name: 'us-east-1 ecs dev/app',
  region: 'us-east-1',
  repository: { host: 'host', name: 'app', url: 'host/app', account: '', region: 'us-east-1' },
  wave: 1,
  role: undefined,
  alarms: [],
  environment: { set: {}, remove: [] },
  runs: undefined,
}

/** ECS whose deployment is in progress until a time, with what a test says otherwise of single calls. */
function ecs(
  endsAt: number,
  otherwise: (action: string, now: number) => Answer | undefined = () => undefined,
): ScriptedEcs {
  return scriptedEcs((action, now) => {
    const said = otherwise(action, now)
    if (said !== undefined) return said
    switch (action) {
      case 'ListServiceDeployments':
        return {
          serviceDeployments: [
            { serviceDeploymentArn: DEPLOYMENT, targetServiceRevisionArn: REVISION, createdAt: CREATED },
          ],
        }
      case 'DescribeServiceRevisions':
        return {
          serviceRevisions: [
            {
              serviceRevisionArn: REVISION,
              taskDefinition: revision(2),
              containerImages: [{ containerName: 'app', imageDigest: RELEASED }],
            },
          ],
        }
      case 'DescribeServiceDeployments':
        return {
          serviceDeployments: [
            {
              serviceDeploymentArn: DEPLOYMENT,
              status: now < endsAt ? 'IN_PROGRESS' : 'SUCCESSFUL',
              targetServiceRevision: { arn: REVISION, requestedTaskCount: 2, runningTaskCount: 2 },
            },
          ],
        }
      case 'DescribeServices':
        return { services: [service(now < endsAt ? 'IN_PROGRESS' : 'COMPLETED')] }
      default:
        return { taskArns: [] }
    }
  })
}

function service(rolloutState: string): object {
  const message = '(service app) has started 1 tasks.'
  const entry = { id: OURS, status: 'PRIMARY', taskDefinition: revision(2), rolloutState }
  return {
    status: 'ACTIVE',
    deployments: [{ ...entry, desiredCount: 2, runningCount: 2 }],
    events: [{ id: 'one', createdAt: CREATED + 1, message }],
  }
}

interface Run {
  readonly outcome: TargetOutcome
  readonly lines: readonly string[]
}

async function watch(
  { client, clock, note }: ScriptedEcs,
  waitMinutes = 30,
  { alarms = false, signal = new AbortController().signal } = {},
): Promise<Run> {
  const { ports, said: lines } = fakePorts({ clock, signal })
  const target = alarms ? { ...TARGET, alarms: ['app-5xx'] } : TARGET
  const runs = {
    cluster: 'dev',
    service: 'app',
    kind: 'ecs',
    container: undefined,
    taskDefinition: 'service',
    codeDeploy: { application: undefined, group: undefined, appSpec: undefined },
  } as const
  const check = (): Promise<readonly string[]> => {
    note('DescribeAlarms')
    return Promise.resolve([])
  }
  const watched = { ...JUDGED, createdAt: new Date(CREATED * 1000), target, service: runs, alarms: check }
  const outcome = await watchRollout(client, watched, waitMinutes * MINUTE, ports)
  return { outcome, lines }
}

/** The most calls in any minute between two times. */
function mostCallsAMinute({ calls }: ScriptedEcs, from: number, to: number): number {
  const times = calls.map(({ at }) => at).filter((at) => at >= from && at < to)
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + MINUTE).length))
}

describe('waiting for a deployment', () => {
  it.each([
    ['a deployment', false, undefined],
    ['a deployment with alarms', true, undefined],
    ['a service alone', false, 'ListServiceDeployments'],
    ['a service alone, with alarms', true, 'ListServiceDeployments'],
  ])('asks for %s at most four times a minute in the end, and seldom at all', async (_, alarms, denied) => {
    const scripted = ecs(28 * MINUTE, (action) =>
      action === denied ? { status: 400, error: 'AccessDeniedException' } : undefined,
    )
    const { outcome } = await watch(scripted, 30, { alarms })
    expect(outcome.result).toBe('deployed')
    expect(mostCallsAMinute(scripted, 5 * MINUTE, 28 * MINUTE)).toBeLessThanOrEqual(4)
    expect(scripted.calls.length).toBeLessThan(170)
  })

  it('asks soon at first, and sees the end in the half minute after it', async () => {
    const scripted = ecs(20 * MINUTE)
    await watch(scripted)
    const looks = scripted.calls.filter(({ action }) => action === 'DescribeServiceDeployments')
    expect(looks.filter(({ at }) => at <= 2_000).length).toBeGreaterThanOrEqual(4)
    expect(scripted.calls.at(-1)?.at).toBeLessThanOrEqual(20.5 * MINUTE)
  })

  it('says how it goes on once a minute, and each event once', async () => {
    const { lines } = await watch(ecs(20 * MINUTE))
    const progress = lines.filter((line) => line.includes('tasks running'))
    expect(progress[0]).toBe('us-east-1 ecs dev/app: in progress, 2 of 2 tasks running')
    expect(progress[1]).toMatch(/in progress, 2 of 2 tasks running \(after 1(\.\d)? minutes?\)/)
    expect(progress.length).toBeGreaterThan(10)
    expect(progress.length).toBeLessThanOrEqual(21)
    expect(lines.filter((line) => line.includes('has started 1 tasks.'))).toHaveLength(1)
  })

  it('waits for a deployment that the list does not show yet', async () => {
    const scripted = ecs(2 * MINUTE, (action, now) =>
      action === 'ListServiceDeployments' && now < 3_000 ? { serviceDeployments: [] } : undefined,
    )
    const { outcome } = await watch(scripted)
    expect(outcome).toMatchObject({ result: 'deployed', serviceDeploymentArn: DEPLOYMENT })
  })

  it('goes on when AWS does not answer for a while, and says so', async () => {
    const scripted = ecs(10 * MINUTE, (action, now) =>
      action === 'DescribeServiceDeployments' && now > 2 * MINUTE && now < 2.5 * MINUTE
        ? { status: 503, error: 'ServerException' }
        : undefined,
    )
    const { outcome, lines } = await watch(scripted)
    expect(outcome.result).toBe('deployed')
    expect(lines.filter((line) => line.includes('is asked again')).length).toBeGreaterThan(0)
  })

  it('gives up when AWS does not answer for long', async () => {
    const scripted = ecs(10 * MINUTE, (_, now) =>
      now > 2 * MINUTE ? { status: 503, error: 'ServerException' } : undefined,
    )
    await expect(watch(scripted)).rejects.toThrow(/ServerException/)
    expect(scripted.calls.at(-1)?.at).toBeLessThan(10 * MINUTE)
  })

  it('ends at once when the job is cancelled', async () => {
    const cancel = new AbortController()
    const scripted = ecs(10 * MINUTE, (_, now) => {
      if (now > MINUTE) cancel.abort()
      return undefined
    })
    await expect(watch(scripted, 30, { signal: cancel.signal })).rejects.toThrow(/abort/)
    expect(scripted.calls.at(-1)?.at).toBeLessThan(1.3 * MINUTE)
  })

  it('does not wait past its time', async () => {
    const scripted = ecs(60 * MINUTE)
    const { outcome } = await watch(scripted, 10)
    expect(outcome).toMatchObject({ result: 'timed-out', accepted: true, serviceDeploymentArn: DEPLOYMENT })
    expect(scripted.calls.at(-1)?.at).toBe(10 * MINUTE)
  })
})

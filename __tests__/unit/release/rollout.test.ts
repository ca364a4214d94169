import { describe, expect, it } from 'vitest'
import {
  type DeploymentEntry,
  judgeRollout,
  type RolloutView,
  viewFromService,
} from '../../../shared/release/deploy/ecs/rollout.ts'

const view = (change: Partial<RolloutView>): RolloutView => ({
  status: 'IN_PROGRESS',
  statusReason: undefined,
  running: 1,
  desired: 2,
  failed: 0,
  lifecycleStage: undefined,
  alarms: [],
  ...change,
})

describe('judgeRollout', () => {
  it.each([
    ['SUCCESSFUL', {}, 'deployed'],
    ['SUCCESSFUL', { desired: 0 }, 'tagged'],
    ['ROLLBACK_SUCCESSFUL', {}, 'rolled-back'],
    ['ROLLBACK_FAILED', {}, 'failed'],
    ['STOPPED', {}, 'failed'],
    ['SUPERSEDED', {}, 'superseded'],
  ])('%s %j ends as %s', (status, change, result) => {
    expect(judgeRollout(view({ status, ...change }))).toMatchObject({ over: true, result })
  })

  it.each([
    'PENDING',
    'IN_PROGRESS',
    'STOP_REQUESTED',
    'ROLLBACK_REQUESTED',
    'ROLLBACK_IN_PROGRESS',
    'NEW_STATUS',
  ])('%s goes on', (status) => {
    expect(judgeRollout(view({ status }))).toMatchObject({ over: false })
  })

  it('says how it goes on', () => {
    expect(judgeRollout(view({ lifecycleStage: 'BAKE_TIME', failed: 3 }))).toStrictEqual({
      over: false,
      progress: 'in progress, bake time, 1 of 2 tasks running, 3 failed',
    })
  })

  it('says what ECS said and which alarms went off', () => {
    const ended = judgeRollout(
      view({ status: 'ROLLBACK_SUCCESSFUL', statusReason: 'Alarm detected.', alarms: ['errors', 'latency'] }),
    )
    expect(ended).toMatchObject({
      reason: expect.stringMatching(/Alarm detected\..*errors, latency/) as string,
    })
  })
})

describe('viewFromService', () => {
  const entry = (change: Partial<DeploymentEntry>): DeploymentEntry => ({
    id: 'ecs-svc/2',
    status: 'PRIMARY',
    taskDefinition: 'app:2',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: undefined,
    running: 0,
    pending: 1,
    desired: 1,
    failed: 0,
    ...change,
  })
  const old = entry({ id: 'ecs-svc/1', status: 'ACTIVE', taskDefinition: 'app:1', running: 1, pending: 0 })

  it.each([
    ['its rollout goes on', [entry({}), old], 'IN_PROGRESS'],
    ['its rollout completed', [entry({ rolloutState: 'COMPLETED' })], 'SUCCESSFUL'],
    ['its rollout failed and no rollback is configured', [entry({ rolloutState: 'FAILED' }), old], 'STOPPED'],
    [
      'it is gone and the former one rolls out',
      [entry({ ...old, id: 'ecs-svc/3', status: 'PRIMARY', rolloutState: 'IN_PROGRESS' })],
      'ROLLBACK_IN_PROGRESS',
    ],
    [
      'it is gone and the former one is back',
      [entry({ ...old, id: 'ecs-svc/3', status: 'PRIMARY', rolloutState: 'COMPLETED' })],
      'ROLLBACK_SUCCESSFUL',
    ],
    [
      'another task definition took its place',
      [entry({ id: 'ecs-svc/3', taskDefinition: 'app:3' })],
      'SUPERSEDED',
    ],
    [
      'no rollout state is told and tasks are still starting',
      [entry({ rolloutState: undefined }), old],
      'IN_PROGRESS',
    ],
    [
      'no rollout state is told and it runs alone',
      [entry({ rolloutState: undefined, running: 1, pending: 0 })],
      'SUCCESSFUL',
    ],
  ])('when %s', (_, deployments, status) => {
    expect(viewFromService(deployments, 'ecs-svc/2', 'app:1').status).toBe(status)
  })
})

import { describe, expect, it } from 'vitest'
import { eventLine, tellingEvents } from '../../../shared/release/deploy/ecs/diagnose-events.ts'
import { failuresOf, groupStops } from '../../../shared/release/deploy/ecs/diagnose-stops.ts'

const at = (second: number): Date => new Date(second * 1000)

describe('tellingEvents', () => {
  const events = [
    { createdAt: at(40), message: 'has started 1 tasks' },
    { createdAt: at(35), message: 'was unable to place a task' },
    { createdAt: at(30), message: 'was unable to place a task' },
    { createdAt: at(20), message: '(port 8000) is unhealthy in target-group x' },
    { createdAt: at(1), message: 'deployment failed: long ago' },
  ]

  it('gives the events that tell of a failure since the deployment began, oldest first, each once', () => {
    expect(tellingEvents(events, at(10))).toStrictEqual([
      '(port 8000) is unhealthy in target-group x',
      'was unable to place a task',
    ])
  })

  it('gives all of them when none tells', () => {
    expect(tellingEvents([{ createdAt: at(40), message: 'has started 1 tasks' }], at(10))).toStrictEqual([
      'has started 1 tasks',
    ])
  })

  it('says when, and leaves out the name of the service', () => {
    expect(eventLine({ createdAt: at(3661), message: '(service app) has reached a steady state.' })).toBe(
      '01:01:01 has reached a steady state.',
    )
  })
})

describe('groupStops', () => {
  it('groups tasks by reason and exit code, the commonest first', () => {
    const crashed = {
      stoppedReason: 'Essential container in task exited',
      containers: [
        { name: 'app', exitCode: 1 },
        { name: 'proxy', exitCode: 0 },
      ],
    }
    const killed = {
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'app', exitCode: 137 }],
    }
    const unpulled = {
      stopCode: 'TaskFailedToStart' as const,
      containers: [{ name: 'app', reason: 'CannotPullContainerError' }],
    }
    expect(groupStops([killed, crashed, crashed, unpulled]).map(({ line }) => line)).toStrictEqual([
      '2 tasks stopped: Essential container in task exited; container app exit code 1',
      '1 task stopped: Essential container in task exited; container app exit code 137 (killed, out of memory?)',
      '1 task stopped: TaskFailedToStart; container app CannotPullContainerError',
    ])
  })

  it('takes for one reason what differs by task, instance and address only', () => {
    const stoppedReason = (task: string, address: string): string =>
      `(task ${task}) CannotPullContainerError: dial tcp ${address}: i/o timeout`
    const groups = groupStops([
      { taskArn: 'a', stoppedAt: at(1), stoppedReason: stoppedReason('a'.repeat(32), '10.0.1.2:443') },
      { taskArn: 'b', stoppedAt: at(2), stoppedReason: stoppedReason('b'.repeat(32), '10.0.3.4:443') },
    ])
    expect(groups).toMatchObject([{ count: 2, taskArn: 'b' }])
  })

  it.each([
    [
      'the one with a reason',
      [
        { name: 'app', exitCode: 1 },
        { name: 'log', reason: 'no log group' },
      ],
      'log',
    ],
    [
      'the one with an error',
      [
        { name: 'proxy', exitCode: 143 },
        { name: 'app', exitCode: 2 },
      ],
      'app',
    ],
    [
      'the one that was killed',
      [
        { name: 'proxy', exitCode: 0 },
        { name: 'app', exitCode: 137 },
      ],
      'app',
    ],
    [
      'the one that ended by itself',
      [
        { name: 'proxy', exitCode: 143 },
        { name: 'app', exitCode: 0 },
      ],
      'app',
    ],
    ['the first one else', [{ name: 'app' }, { name: 'proxy' }], 'app'],
  ])('reads the log of %s', (_, containers, name) => {
    expect(groupStops([{ containers }])[0]?.container).toBe(name)
  })
})

describe('failuresOf', () => {
  it.each([
    ['started by our deployment', { startedBy: 'ecs-svc/2', taskDefinitionArn: 'app:2' }, true],
    [
      'of our task definition, started by another deployment',
      { startedBy: 'ecs-svc/3', taskDefinitionArn: 'app:2' },
      false,
    ],
    ['of our task definition, where nothing says who started it', { taskDefinitionArn: 'app:2' }, true],
    ['of another task definition', { taskDefinitionArn: 'app:1' }, false],
    [
      'that was not wanted any more',
      {
        startedBy: 'ecs-svc/2',
        stopCode: 'ServiceSchedulerInitiated' as const,
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)',
      },
      false,
    ],
  ])('a task %s', (_, task, is) => {
    expect(failuresOf([task], 'ecs-svc/2', 'app:2')).toHaveLength(is ? 1 : 0)
  })
})

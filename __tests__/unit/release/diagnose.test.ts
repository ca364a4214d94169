import { describe, expect, it } from 'vitest'
import { stoppedReasons, tellingEvents } from '../../../shared/release/deploy/ecs/diagnose.ts'

describe('tellingEvents', () => {
  const at = (second: number): Date => new Date(second * 1000)
  const events = [
    { createdAt: at(40), message: 'has started 1 tasks' },
    { createdAt: at(30), message: 'was unable to place a task' },
    { createdAt: at(20), message: '(port 8000) is unhealthy in target-group x' },
    { createdAt: at(1), message: 'deployment failed: long ago' },
  ]

  it('gives the events that tell of a failure since the deployment began, oldest first', () => {
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
})

describe('stoppedReasons', () => {
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
    expect(stoppedReasons([killed, crashed, crashed, unpulled])).toStrictEqual([
      '2 tasks stopped: Essential container in task exited; container app exit code 1',
      '1 task stopped: Essential container in task exited; container app exit code 137 (killed, out of memory?)',
      '1 task stopped: TaskFailedToStart; container app CannotPullContainerError',
    ])
  })
})

import type { Task } from '@aws-sdk/client-ecs'
import { describe, expect, it } from 'vitest'
import { judgeRefusal, judgeTask } from '../../../shared/release/deploy/ecs/task-outcome.ts'

const stopped = { lastStatus: 'STOPPED', stopCode: 'EssentialContainerExited' } as const

describe('what a one-off task amounts to', () => {
  it.each<[string, Task]>([
    ['is not shown yet', {}],
    ['is being placed', { lastStatus: 'PROVISIONING' }],
    ['runs', { lastStatus: 'RUNNING', containers: [{ name: 'app', lastStatus: 'RUNNING' }] }],
    [
      'runs, and another container has ended',
      { lastStatus: 'RUNNING', containers: [{ name: 'init', lastStatus: 'STOPPED', exitCode: 0 }] },
    ],
  ])('is not over while it %s', (_, task) => {
    expect(judgeTask(task, 'app')).toMatchObject({ over: false })
  })

  it.each<[string, Task]>([
    ['stopped', { ...stopped, containers: [{ name: 'app', exitCode: 0 }] }],
    [
      'still runs a proxy',
      {
        lastStatus: 'RUNNING',
        containers: [
          { name: 'app', lastStatus: 'STOPPED', exitCode: 0 },
          { name: 'proxy', lastStatus: 'RUNNING' },
        ],
      },
    ],
    [
      'killed its proxy',
      {
        ...stopped,
        containers: [
          { name: 'proxy', exitCode: 137 },
          { name: 'app', exitCode: 0 },
        ],
      },
    ],
  ])('is good when the command ended with 0 and the task %s', (_, task) => {
    expect(judgeTask(task, 'app')).toStrictEqual({ over: true, exitCode: 0 })
  })

  it.each<[string, Task, RegExp, RegExp]>([
    [
      'an exit code',
      { ...stopped, containers: [{ name: 'app', exitCode: 3 }] },
      /^The command ended with exit code 3\.$/,
      /output above/,
    ],
    [
      'a program that is not there',
      { ...stopped, containers: [{ name: 'app', exitCode: 127 }] },
      /exit code 127/,
      /not in the image/,
    ],
    [
      'memory',
      { ...stopped, containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError: killed' }] },
      /137.*OutOfMemory/,
      /memory/,
    ],
    ['a kill', { ...stopped, containers: [{ name: 'app', exitCode: 137 }] }, /137/, /killed/],
    [
      'its proxy',
      {
        ...stopped,
        containers: [
          { name: 'proxy', exitCode: 1 },
          { name: 'app', exitCode: 143 },
        ],
      },
      /"proxy".*exit code 1, and ended the command/,
      /not essential/,
    ],
    [
      'its proxy before it began',
      { ...stopped, containers: [{ name: 'proxy', exitCode: 2 }, { name: 'app' }] },
      /"proxy".*exit code 2/,
      /not essential/,
    ],
    [
      'a person',
      {
        ...stopped,
        stopCode: 'UserInitiated',
        stoppedReason: 'by hand',
        containers: [{ name: 'app', exitCode: 0 }],
      },
      /was stopped before it ended.*by hand/,
      /by hand or by the API/,
    ],
    [
      'Spot',
      { ...stopped, stopCode: 'SpotInterruption', containers: [{ name: 'app', exitCode: 143 }] },
      /lost its machine/,
      /Spot/,
    ],
    [
      'the pull',
      {
        ...stopped,
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'CannotPullContainerError: access denied',
        containers: [{ name: 'app' }],
      },
      /could not start.*CannotPull/,
      /execution role/,
    ],
    [
      'a secret',
      {
        ...stopped,
        stopCode: 'TaskFailedToStart',
        stoppedReason:
          'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: AccessDeniedException: not authorized',
      },
      /could not start/,
      /secretsmanager/,
    ],
    ['nothing that is told', { lastStatus: 'STOPPED' }, /could not start\.$/, /^.*$/],
  ])('fails by %s', (_, task, reason, hint) => {
    const verdict = judgeTask(task, 'app')
    expect(verdict.over).toBe(true)
    const failure = verdict.over ? verdict.failure : undefined
    expect(failure?.reason).toMatch(reason)
    expect(failure?.hint ?? '').toMatch(hint)
  })
})

describe('why ECS started no task', () => {
  it.each([
    [
      [{ reason: 'RESOURCE:MEMORY' }, { reason: 'RESOURCE:MEMORY' }],
      /It says: RESOURCE:MEMORY\.$/,
      /add capacity/,
    ],
    [[{ reason: 'AGENT' }], /AGENT/, /container instances/],
    [[{ reason: 'Capacity is unavailable at this time' }], /unavailable/, /run it again/],
    [[{ reason: 'MISSING', detail: 'gone' }], /MISSING: gone/, /^$/],
    [[], /gave no reason/, /^$/],
  ])('%o', (failures, reason, hint) => {
    const refusal = judgeRefusal(failures)
    expect(refusal.reason).toMatch(reason)
    expect(refusal.hint ?? '').toMatch(hint)
  })
})

import type { Service } from '@aws-sdk/client-ecs'
import { describe, expect, it } from 'vitest'
import { type Found, notesOn } from '../../../shared/release/deploy/ecs/notes.ts'
import {
  readTaskDefinition,
  type TaskDefinition,
} from '../../../shared/release/deploy/ecs/task-definition.ts'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'

function revision(number: number, image: string, more: JsonObject = {}): TaskDefinition {
  const taskDefinitionArn = `arn:aws:ecs:us-east-1:123456789012:task-definition/app:${number}`
  const containerDefinitions = [{ name: 'app', image }]
  return readTaskDefinition({
    taskDefinition: { taskDefinitionArn, revision: number, family: 'app', containerDefinitions, ...more },
  })
}

const quiet: Service = {
  desiredCount: 1,
  runningCount: 1,
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: 'x/app:7' }],
}
const nothing: Found = {
  service: quiet,
  running: 'sha256:one',
  incoming: 'sha256:two',
  stage: 'dev',
  stageDigest: 'sha256:one',
  former: revision(7, 'a'),
  container: 'app',
  newest: undefined,
}
const breaker = (deploymentCircuitBreaker: { enable: boolean; rollback: boolean } | undefined): Found => ({
  ...nothing,
  service: { ...quiet, deploymentConfiguration: { deploymentCircuitBreaker } },
})

describe('notesOn', () => {
  it.each<[string, Found, readonly string[]]>([
    ['nothing to say', nothing, []],
    ['a first release', { ...nothing, stageDigest: undefined }, []],
    ['an image by its tag', { ...nothing, running: undefined }, []],
    [
      'a drift',
      { ...nothing, running: 'sha256:three' },
      ['It runs sha256:three, and the tag "dev" names sha256:one.'],
    ],
    [
      'a drift to the very image',
      { ...nothing, running: 'sha256:two' },
      ['It runs sha256:two, the image that is released, and the tag "dev" names sha256:one.'],
    ],
    ['the newest revision being the one it runs', { ...nothing, newest: revision(7, 'a') }, []],
    ['a revision that a release left behind', { ...nothing, newest: revision(8, 'b') }, []],
    [
      'a revision made outside',
      { ...nothing, newest: revision(8, 'b', { cpu: '512' }) },
      [
        'app:8 was registered after app:7, which it runs, and is left out: "task-definition: family" would deploy it.',
      ],
    ],
    [
      'a deregistered one',
      { ...nothing, former: revision(7, 'a', { status: 'INACTIVE' }) },
      ['It runs app:7, which was deregistered: a way back would register it again.'],
    ],
    [
      'a deployment under way',
      {
        ...nothing,
        service: {
          ...quiet,
          deployments: [
            {
              status: 'PRIMARY',
              rolloutState: 'IN_PROGRESS',
              taskDefinition: 'x/app:8',
              runningCount: 1,
              desiredCount: 4,
            },
            { status: 'ACTIVE', taskDefinition: 'x/app:7' },
          ],
        },
      },
      ['A deployment of app:8 is under way: 1 of 4 tasks run.'],
    ],
    [
      'no tasks wanted',
      { ...nothing, service: { ...quiet, desiredCount: 0, runningCount: 0 } },
      ['It wants no tasks (desired count 0): nothing will run the image.'],
    ],
    [
      'no task running',
      { ...nothing, service: { ...quiet, desiredCount: 2, runningCount: 0 } },
      ['None of the 2 tasks that it wants runs.'],
    ],
    [
      'no circuit breaker',
      breaker({ enable: false, rollback: false }),
      ['Its deployment circuit breaker is off: ECS goes on starting tasks that fail, until the time is up.'],
    ],
    [
      'no word of one',
      breaker(undefined),
      ['Its deployment circuit breaker is off: ECS goes on starting tasks that fail, until the time is up.'],
    ],
    [
      'a circuit breaker that only stops',
      breaker({ enable: true, rollback: false }),
      ['Its deployment circuit breaker does not roll back: a deployment that fails is only stopped by ECS.'],
    ],
  ])('%s', (_, found, notes) => {
    expect(notesOn(found)).toStrictEqual(notes)
  })
})

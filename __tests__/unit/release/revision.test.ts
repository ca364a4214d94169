import { describe, expect, it } from 'vitest'
import { planRevision } from '../../../shared/release/deploy/ecs/revision.ts'
import {
  readTaskDefinition,
  type TaskDefinition,
} from '../../../shared/release/deploy/ecs/task-definition.ts'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'

const OLD = `sha256:${'a'.repeat(64)}`
const NEW = `sha256:${'b'.repeat(64)}`

function revision(
  number: number,
  digest: string,
  more: JsonObject = {},
  tags: JsonObject[] = [],
): TaskDefinition {
  const environment = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ]
  return readTaskDefinition({
    taskDefinition: {
      taskDefinitionArn: `arn:aws:ecs:us-east-1:123456789012:task-definition/app:${number}`,
      revision: number,
      status: 'ACTIVE',
      registeredAt: number,
      family: 'app',
      containerDefinitions: [{ name: 'app', image: `host/app@${digest}`, environment, ...more }],
    },
    tags,
  })
}

const change = { repository: 'host/app', digest: NEW, environment: { set: {}, remove: [] } }

describe('planRevision', () => {
  const base = revision(7, OLD)

  it.each([
    ['one that a killed release registered', [base, revision(8, NEW)], 8],
    ['none where the newest has another image', [base, revision(8, OLD, { cpu: 1 })], undefined],
    [
      'none where the newest has more than the image changed',
      [base, revision(8, NEW, { cpu: 1 })],
      undefined,
    ],
    ['none where its tags differ', [base, revision(8, NEW, {}, [{ key: 'a', value: 'b' }])], undefined],
    ['one whose only other tags are of AWS', [revision(8, NEW, {}, [{ key: 'aws:x', value: 'b' }])], 8],
    [
      'one whose variables AWS gives in another order',
      [
        revision(8, NEW, {
          environment: [
            { value: '2', name: 'B' },
            { value: '1', name: 'A' },
          ],
        }),
      ],
      8,
    ],
    ['the first one of several', [revision(7, NEW), revision(8, NEW)], 7],
  ])('takes %s', (_, known, expected) => {
    const { existing } = planRevision(base, 0, change, known)
    expect(existing?.definition['revision']).toBe(expected)
  })

  it('keeps the spelling of an image that has the digest already', () => {
    const tagged = revision(7, OLD, { image: `other.host/app:v1@${NEW}` })
    expect(planRevision(tagged, 0, change, [tagged]).existing).toBe(tagged)
  })

  it('plans a new one for a change of the environment alone', () => {
    const runs = revision(7, NEW)
    const changed = { ...change, environment: { set: { A: '9' }, remove: [] } }
    expect(planRevision(runs, 0, changed, [runs]).existing).toBeUndefined()
    const same = { ...change, environment: { set: { A: '1' }, remove: ['C'] } }
    expect(planRevision(runs, 0, same, [runs]).existing).toBe(runs)
  })
})

import { describe, expect, it } from 'vitest'
import { restored } from '../../../shared/release/deploy/ecs/express/bring-back.ts'
import { readExpress } from '../../../shared/release/deploy/ecs/express/configuration.ts'
import { readTaskDefinition } from '../../../shared/release/deploy/ecs/task-definition.ts'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'

const container = { image: 'app:2', containerPort: 80, fromTheFuture: [1] }
const configuration = (createdAt: number, more: JsonObject): JsonObject => ({
  taskDefinitionArn: `arn:aws:ecs:us-east-1:123456789012:task-definition/dev-web:${createdAt}`,
  createdAt,
  ...more,
})

describe('readExpress', () => {
  it.each<[string, JsonObject[], object]>([
    [
      'the newest configuration, while a deployment is under way',
      [configuration(1, {}), configuration(2, { primaryContainer: container, cpuArchitecture: 'ARM64' })],
      { container, architecture: 'ARM64', url: undefined },
    ],
    [
      'a task definition of the owner',
      [configuration(1, { ingressPaths: [{ accessType: 'PRIVATE', endpoint: 'x.internal' }] })],
      { container: undefined, url: 'https://x.internal' },
    ],
    [
      'the public entry point before the private one',
      [
        configuration(1, {
          ingressPaths: [
            { accessType: 'PRIVATE', endpoint: 'x.internal' },
            { accessType: 'PUBLIC', endpoint: 'web.ecs.us-east-1.on.aws' },
          ],
        }),
      ],
      { url: 'https://web.ecs.us-east-1.on.aws' },
    ],
    ['nothing', [], { container: undefined, taskDefinition: '', url: undefined }],
  ])('reads %s', (_, activeConfigurations, expected) => {
    expect(readExpress({ service: { activeConfigurations } })).toMatchObject(expected)
  })
})

describe('restored', () => {
  const former = (main: JsonObject): ReturnType<typeof readTaskDefinition> =>
    readTaskDefinition({
      taskDefinition: { containerDefinitions: [{ name: 'side' }, { name: 'Main', ...main }] },
    })
  const environment = [{ name: 'A', value: '1' }]

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['the image alone where there are no variables', {}, { image: 'app:1' }, { image: 'app:1' }],
    ['the variables', {}, { image: 'app:1', environment }, { image: 'app:1', environment }],
    [
      'none where there were none',
      { environment },
      { image: 'app:1', environment: [] },
      { image: 'app:1', environment: [] },
    ],
  ])('brings back %s', (_, now, main, expected) => {
    expect(restored({ ...container, ...now }, former(main))).toStrictEqual({ ...container, ...expected })
  })
})

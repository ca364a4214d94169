import { describe, expect, it } from 'vitest'
import { readTaskDefinition, withImage } from '../../../shared/release/deploy/ecs/task-definition.ts'

const described = {
  taskDefinition: {
    taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/app:7',
    family: 'app',
    revision: 7,
    status: 'ACTIVE',
    requiresAttributes: [{ name: 'x' }],
    compatibilities: ['FARGATE'],
    registeredAt: 1,
    registeredBy: 'arn',
    deregisteredAt: 2,
    deleteRequestedAt: 3,
    somethingThatAwsAddedLater: { deep: [1, '', null] },
    containerDefinitions: [
      { name: 'proxy', image: 'envoy:1' },
      {
        name: 'app',
        image: 'app:old',
        environment: [
          { name: 'CRON', value: '0 * * * *' },
          { name: 'EMPTY', value: '' },
        ],
        newContainerField: true,
        secrets: [],
      },
    ],
  },
  tags: [
    { key: 'team', value: '' },
    { key: 'aws:cloudformation:stack-name', value: 'x' },
  ],
}

describe('withImage', () => {
  const request = withImage(readTaskDefinition(described), 1, 'app@sha256:new')

  it('changes the image of one container and nothing else', () => {
    const [proxy, app] = described.taskDefinition.containerDefinitions
    expect(request['containerDefinitions']).toStrictEqual([proxy, { ...app, image: 'app@sha256:new' }])
    expect(request['somethingThatAwsAddedLater']).toStrictEqual({ deep: [1, '', null] })
  })

  it('leaves out what belongs to the revision, and only that', () => {
    expect(Object.keys(request).toSorted()).toStrictEqual([
      'containerDefinitions',
      'family',
      'somethingThatAwsAddedLater',
      'tags',
    ])
  })

  it('keeps tags but those of AWS, and sends none rather than an empty list', () => {
    expect(request['tags']).toStrictEqual([{ key: 'team', value: '' }])
    expect(withImage(readTaskDefinition({ ...described, tags: [] }), 0, 'x')).not.toHaveProperty('tags')
  })
})

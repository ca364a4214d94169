import { describe, expect, it } from 'vitest'
import { checkPlace, parseSource } from '../../../shared/release/deploy/ecs/arn.ts'

const ARN = 'arn:aws:ecs:us-east-1:123456789012'
const EAST = { region: 'us-east-1' }
const at = (cluster: string, service: string): Parameters<typeof checkPlace>[1] => ({
  kind: 'ecs',
  cluster,
  service,
  container: undefined,
  taskDefinition: 'service',
  codeDeploy: { application: undefined, group: undefined, appSpec: undefined },
})

describe('checkPlace', () => {
  it.each([
    ['dev', 'app'],
    [`${ARN}:cluster/dev`, 'app'],
    ['dev', `${ARN}:service/dev/app`],
    [`${ARN}:cluster/dev`, `${ARN}:service/dev/app`],
    [`${ARN}:cluster/dev`, `${ARN}:service/app`],
  ])('takes %s and %s', (cluster, service) => {
    checkPlace(EAST, at(cluster, service))
  })

  it.each([
    [
      `${ARN}:cluster/dev`.replace('east', 'west'),
      'app',
      /is in us-west-1, and the release goes to us-east-1/,
    ],
    ['dev', `${ARN}:service/dev/app`.replace('east', 'west'), /is in us-west-1/],
    ['prod', `${ARN}:service/dev/app`, /is in the cluster "dev", and the cluster is given as "prod"/],
    [`${ARN}:cluster/prod`, `${ARN}:service/dev/app`, /is in the cluster "dev"/],
    [`${ARN}:cluster/dev`, `${ARN}:service/dev/app`.replace('1234', '4321'), /of different accounts/],
    [`${ARN}:service/dev/app`, 'app', /is no ARN of an ECS cluster/],
    ['dev', `${ARN}:cluster/dev`, /is no ARN of an ECS service/],
    ['dev', 'arn:aws:lambda:us-east-1:123456789012:function:app', /is no ARN of an ECS service/],
  ])('refuses %s and %s', (cluster, service, message) => {
    expect(() => {
      checkPlace(EAST, at(cluster, service))
    }).toThrow(message)
  })
})

describe('parseSource', () => {
  it.each([
    ['service', { from: 'service' }],
    ['family', { from: 'family' }],
    [
      `${ARN}:task-definition/my_app-1:12`,
      { from: 'revision', reference: `${ARN}:task-definition/my_app-1:12`, family: 'my_app-1' },
    ],
    [
      'arn:aws-cn:ecs:us-east-1:123456789012:task-definition/app:1',
      {
        from: 'revision',
        reference: 'arn:aws-cn:ecs:us-east-1:123456789012:task-definition/app:1',
        family: 'app',
      },
    ],
  ])('%s', (value, source) => {
    expect(parseSource(value, 'us-east-1')).toStrictEqual(source)
  })

  it.each([
    ['app', /names no revision/],
    ['app:7', /names no revision/],
    [`${ARN}:task-definition/app`, /names no revision/],
    [`${ARN}:service/dev/app`, /names no revision/],
    ['', /names no revision/],
    [`${ARN}:task-definition/app:7`.replace('east', 'west'), /is in us-west-1, and the service in us-east-1/],
  ])('refuses "%s"', (value, message) => {
    expect(() => parseSource(value, 'us-east-1')).toThrow(message)
  })
})

import type { Service } from '@aws-sdk/client-ecs'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'
import { logPlaceOf } from '../../../shared/release/deploy/ecs/log-place.ts'
import { runTaskRequest } from '../../../shared/release/deploy/ecs/one-off-task.ts'

const network = { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' as const } }
const spot = [{ capacityProvider: 'spot', weight: 1 }]

function requestFor(service: Service): unknown {
  return runTaskRequest({
    cluster: 'dev',
    service,
    taskDefinitionArn: 'app:7',
    container: 'app',
    words: ['npm', 'run', 'migrate'],
    stage: 'eu.prod',
    run: '42-1',
    clientToken: 'token',
  })
}

const ALWAYS = {
  cluster: 'dev',
  taskDefinition: 'app:7',
  count: 1,
  overrides: { containerOverrides: [{ name: 'app', command: ['npm', 'run', 'migrate'] }] },
  startedBy: 'release/eu_prod/42-1',
  group: 'release:eu_prod',
  clientToken: 'token',
}

describe('a one-off task', () => {
  it.each<[string, Service, object]>([
    [
      'Fargate',
      { launchType: 'FARGATE', networkConfiguration: network, platformVersion: '1.4.0' },
      { launchType: 'FARGATE', networkConfiguration: network, platformVersion: '1.4.0' },
    ],
    [
      'instances in bridge mode',
      { launchType: 'EC2', placementConstraints: [{ type: 'memberOf', expression: 'a' }] },
      { launchType: 'EC2', placementConstraints: [{ type: 'memberOf', expression: 'a' }] },
    ],
    ['external instances', { launchType: 'EXTERNAL' }, { launchType: 'EXTERNAL' }],
    [
      'a daemon',
      { launchType: 'EC2', schedulingStrategy: 'DAEMON', placementConstraints: [] },
      { launchType: 'EC2' },
    ],
    [
      'capacity providers',
      { launchType: 'FARGATE', capacityProviderStrategy: spot, networkConfiguration: network },
      { capacityProviderStrategy: spot, networkConfiguration: network },
    ],
    ["the cluster's own providers", {}, {}],
    [
      'CodeDeploy',
      {
        taskSets: [
          { status: 'ACTIVE', launchType: 'EC2' },
          {
            status: 'PRIMARY',
            launchType: 'FARGATE',
            networkConfiguration: network,
            platformVersion: 'LATEST',
          },
        ],
      },
      { launchType: 'FARGATE', networkConfiguration: network, platformVersion: 'LATEST' },
    ],
    [
      'Express Mode',
      { deployments: [{ status: 'PRIMARY', launchType: 'FARGATE', networkConfiguration: network }] },
      { launchType: 'FARGATE', networkConfiguration: network },
    ],
  ])('runs where the tasks of the service run: %s', (_, service, where) => {
    expect(requestFor(service)).toStrictEqual({ ...ALWAYS, ...where })
  })
})

const task = {
  taskArn: 'arn:aws:ecs:us-east-1:123456789012:task/dev/abc',
  containers: [{ name: 'app', runtimeId: 'docker-id' }],
}
const options = { 'awslogs-group': '/ecs/app', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' }

function definition(logConfiguration: JsonObject | undefined): JsonObject {
  return { containerDefinitions: [{ name: 'proxy' }, { name: 'app', logConfiguration }] }
}

describe('where a container logs to', () => {
  it.each([
    [
      'a stream of its task, in the region of the log',
      definition({ logDriver: 'awslogs', options }),
      'app',
      ['eu-west-1', 'ecs/app/abc'],
    ],
    [
      'the region of the task',
      definition({ logDriver: 'awslogs', options: { ...options, 'awslogs-region': '' } }),
      'app',
      ['us-east-1', 'ecs/app/abc'],
    ],
    [
      'a stream of its own id',
      definition({ logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/app' } }),
      'app',
      ['us-east-1', 'docker-id'],
    ],
    ['FireLens', definition({ logDriver: 'awsfirelens', options }), 'app', undefined],
    ['no group', definition({ logDriver: 'awslogs', options: {} }), 'app', undefined],
    ['no configuration', definition(undefined), 'app', undefined],
    ['another container', definition({ logDriver: 'awslogs', options }), 'proxy', undefined],
    ['no such container', definition({ logDriver: 'awslogs', options }), 'web', undefined],
    ['no definition', {}, 'app', undefined],
  ])('%s', (_, taskDefinition, container, expected) => {
    const place = logPlaceOf(taskDefinition, task, container, 'us-east-1')
    expect(place && [place.region, place.logStreamName]).toStrictEqual(expected)
  })
})

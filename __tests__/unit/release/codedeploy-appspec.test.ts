import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'
import { appSpecOfService, revisionOf } from '../../../shared/release/deploy/ecs/codedeploy/appspec.ts'
import { appSpecOfFile } from '../../../shared/release/deploy/ecs/codedeploy/appspec-file.ts'

const ARN = 'arn:aws:ecs:us-east-1:123456789012:task-definition/app:7'
const balancer = { targetGroupArn: 'arn:blue', containerName: 'app', containerPort: 3000 }

function properties(text: string): unknown {
  const document = JSON.parse(text) as { Resources: { TargetService: { Properties: unknown } }[] }
  return document.Resources[0]?.TargetService.Properties
}

describe('the AppSpec of a service', () => {
  it('has the task definition and what the load balancer reaches', () => {
    expect(properties(appSpecOfService({ loadBalancers: [balancer] }, 'app')(ARN))).toStrictEqual({
      TaskDefinition: ARN,
      LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 3000 },
    })
  })

  it('takes platform, network and capacity providers along, of the primary task set first', () => {
    const network = (subnet: string): object => ({ awsvpcConfiguration: { subnets: [subnet] } })
    const service = {
      loadBalancers: [],
      platformVersion: 'LATEST',
      networkConfiguration: network('subnet-service'),
      taskSets: [
        { status: 'ACTIVE', loadBalancers: [{ ...balancer, containerName: 'other' }] },
        {
          status: 'PRIMARY',
          loadBalancers: [balancer],
          platformVersion: '1.4.0',
          networkConfiguration: network('subnet-set'),
          capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 2 }],
        },
      ],
    }
    expect(properties(appSpecOfService(service, 'app')(ARN))).toStrictEqual({
      TaskDefinition: ARN,
      LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 3000 },
      PlatformVersion: 'LATEST',
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-set'], SecurityGroups: [] } },
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 2 }],
    })
  })

  it('takes one container and port that two target groups reach', () => {
    const service = { loadBalancers: [balancer, { ...balancer, targetGroupArn: 'arn:green' }] }
    expect(properties(appSpecOfService(service, 'app')(ARN))).toHaveProperty(
      'LoadBalancerInfo.ContainerPort',
      3000,
    )
  })

  it.each([
    [[], /tells no container and port/],
    [[balancer, { ...balancer, containerPort: 4000 }], /several of them: app:3000, app:4000/],
  ])('needs one container and port: %o', (loadBalancers, sentence) => {
    expect(() => appSpecOfService({ loadBalancers }, 'app')).toThrow(sentence)
  })

  it('goes to CodeDeploy with its hash', () => {
    const sha256 = createHash('sha256').update('{}').digest('hex')
    expect(revisionOf('{}')).toStrictEqual({
      revisionType: 'AppSpecContent',
      appSpecContent: { content: '{}', sha256 },
    })
  })
})

const definition: JsonObject = {
  containerDefinitions: [{ name: 'app', portMappings: [{ containerPort: 3000 }] }, { name: 'worker' }],
}

function edit(text: string): string {
  return appSpecOfFile({ name: 'deploy/appspec.yaml', text }, definition)(ARN)
}

function resource(properties: string, more = ''): string {
  return `version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties: ${properties}\n${more}`
}

const GOOD =
  '{ TaskDefinition: <TASK_DEFINITION>, LoadBalancerInfo: { ContainerName: app, ContainerPort: 3000 } }'

describe('an AppSpec file', () => {
  it('keeps everything but the task definition', () => {
    const more =
      'Hooks:\n  - BeforeInstall: check\n  - AfterAllowTraffic: arn:aws:lambda:us-east-1:123456789012:function:smoke\n'
    const edited: unknown = JSON.parse(edit(resource(GOOD, more)))
    expect(edited).toStrictEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: ARN,
              LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 3000 },
            },
          },
        },
      ],
      Hooks: [
        { BeforeInstall: 'check' },
        { AfterAllowTraffic: 'arn:aws:lambda:us-east-1:123456789012:function:smoke' },
      ],
    })
  })

  it('may be JSON, spell its keys small, and lack the task definition', () => {
    const text = JSON.stringify({
      version: 0,
      resources: [
        {
          TargetService: {
            type: 'AWS::ECS::Service',
            properties: { loadBalancerInfo: { containerName: 'app', containerPort: '3000' }, unknown: [1] },
          },
        },
      ],
    })
    const edited: unknown = JSON.parse(edit(text))
    expect(edited).toHaveProperty('resources.0.TargetService.properties.TaskDefinition', ARN)
    expect(edited).toHaveProperty('resources.0.TargetService.properties.unknown', [1])
  })

  it.each([
    ['a: [', /^deploy\/appspec\.yaml:\d+:\d+: This is neither YAML nor JSON/],
    ['- a', /:1:1: The AppSpec must be a mapping/],
    ['version: 0.0\n', /:1:1: The AppSpec has no "Resources"/],
    ['Resources: {}\n', /:1:12: "Resources" must be a list with one resource/],
    [`${resource(GOOD)}  - Other: {}\n`, /:6:5: "Resources" must be no more than one resource/],
    [
      'Resources:\n  - F: { Type: "AWS::Lambda::Function" }\n',
      /:2:16: The resource must have the "Type" AWS::ECS::Service/,
    ],
    [resource('{ LoadBalancerInfo: 3 }'), /:5:\d+: "LoadBalancerInfo" must be a mapping/],
    [
      resource('{ LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 } }'),
      /:5:\d+: "ContainerName" must be a container/,
    ],
    [
      resource('{ LoadBalancerInfo: { ContainerName: app, ContainerPort: 80 } }'),
      /:5:\d+: "ContainerPort" must be a port of the container "app"/,
    ],
    [
      resource('{ LoadBalancerInfo: { ContainerName: worker, ContainerPort: 80 } }'),
      /"ContainerPort" must be a port/,
    ],
    [resource(GOOD, 'Hooks:\n  - AfterLunch: nap\n'), /:7:5: There is no such hook/],
    [resource(GOOD, 'Hooks: none\n'), /:6:8: "Hooks" must be a list/],
  ])('is refused where CodeDeploy would refuse it: %#', (text, sentence) => {
    expect(() => edit(text)).toThrow(sentence)
  })
})

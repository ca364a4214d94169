import type { GroupSetup } from '../../sandbox/codedeploy/state.ts'
import { EAST, type EcsStage } from './ecs-stage.ts'

/** Gives a stage a service `app` that CodeDeploy deploys, behind a load balancer. */
export function furnishCodeDeploy(
  stage: EcsStage,
  group: Partial<GroupSetup> = {},
): { running: string; latest: string } {
  const images = stage.furnish()
  stage.sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    controller: 'CODE_DEPLOY',
    taskDefinition: {
      containerDefinitions: [
        {
          name: 'app',
          image: `${stage.url}@${images.running}`,
          portMappings: [{ containerPort: 3000 }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/app', 'awslogs-region': EAST, 'awslogs-stream-prefix': 'ecs' },
          },
        },
        { name: 'proxy', image: 'envoy:1' },
      ],
    },
    fields: {
      loadBalancers: [{ targetGroupArn: 'arn:blue', containerName: 'app', containerPort: 3000 }],
      platformVersion: '1.4.0',
    },
  })
  stage.sandbox.createDeploymentGroup(EAST, { cluster: 'dev', service: 'app', ...group })
  return images
}

/** The bodies of a call that the last release made. */
export function callsOf(stage: EcsStage, action: string): Record<string, unknown>[] {
  return stage.sandbox.requests.flatMap((request) => (request.action === action ? [request.body] : []))
}

/** The AppSpec that a deployment was created with. */
export function appSpecOf(stage: EcsStage, index = 0): unknown {
  const body = JSON.stringify(callsOf(stage, 'CreateDeployment')[index] ?? {})
  const content = /"content":("(?:[^"\\]|\\.)*")/.exec(body)?.[1] ?? '"{}"'
  return JSON.parse(String(JSON.parse(content)))
}

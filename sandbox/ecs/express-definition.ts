import { fault } from '../wire/fault.ts'
import { number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import type { EcsRegion } from './state.ts'
import { findTaskDefinition, taskDefinitionArn } from './task-definitions.ts'

/** The container that gets the requests. */
const MAIN = 'Main'

/** The task definition that ECS makes of a configuration. */
export function managedDefinition(ecs: EcsRegion, family: string, configuration: JsonObject): JsonObject {
  const container = object(configuration, 'primaryContainer')
  if (text(container, 'image') === undefined)
    throw fault('InvalidParameterException', 'primaryContainer.image can not be null or empty.')
  const logs = object(container, 'awsLogsConfiguration')
  const containerPort = number(container, 'containerPort') ?? 80
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: configuration['cpu'],
    memory: configuration['memory'],
    runtimePlatform: { cpuArchitecture: configuration['cpuArchitecture'], operatingSystemFamily: 'LINUX' },
    executionRoleArn: configuration['executionRoleArn'],
    taskRoleArn: configuration['taskRoleArn'],
    containerDefinitions: [
      {
        name: MAIN,
        image: container?.['image'],
        essential: true,
        portMappings: [
          { containerPort, hostPort: containerPort, protocol: 'tcp', name: `main-${containerPort}-tcp` },
        ],
        command: container?.['command'],
        environment: container?.['environment'] ?? [],
        secrets: container?.['secrets'],
        repositoryCredentials: container?.['repositoryCredentials'],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': text(logs, 'logGroup') ?? `/aws/ecs/${family}`,
            'awslogs-stream-prefix': text(logs, 'logStreamPrefix') ?? 'ecs',
            'awslogs-region': ecs.region,
          },
        },
      },
    ],
  }
}

/** Refuses a task definition together with what it says itself. */
export function checkOwnership(input: JsonObject): void {
  if (input['taskDefinitionArn'] === undefined) {
    if (input['primaryContainer'] !== undefined) return
    throw fault(
      'InvalidParameterException',
      'Either primaryContainer or taskDefinitionArn must be specified.',
    )
  }
  const both = [
    'primaryContainer',
    'executionRoleArn',
    'taskRoleArn',
    'cpu',
    'memory',
    'cpuArchitecture',
  ].find((member) => input[member] !== undefined)
  if (both !== undefined)
    throw fault('InvalidParameterException', `${both} cannot be specified together with taskDefinitionArn.`)
}

/** The ARN of a task definition that an Express Mode service can run. */
export function checkOwnDefinition(ecs: EcsRegion, reference: string): string {
  const arn = taskDefinitionArn(ecs, reference)
  const definition = findTaskDefinition(ecs, arn)
  const main = objects(definition, 'containerDefinitions').find(({ name }) => name === MAIN)
  const [port, another] = objects(main, 'portMappings')
  if (
    number(port, 'containerPort') === undefined ||
    text(port, 'name') === undefined ||
    another !== undefined
  ) {
    throw fault(
      'InvalidParameterException',
      'The task definition must have a container named Main with a single TCP port mapping that includes a container port and port name.',
    )
  }
  if (!texts(definition, 'requiresCompatibilities').includes('FARGATE'))
    throw fault('InvalidParameterException', 'The task definition must have FARGATE compatibility.')
  return arn
}

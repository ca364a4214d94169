import { createCluster } from '../ecs/operations.ts'
import type { EcsRegion } from '../ecs/state.ts'
import { registerTaskDefinition } from '../ecs/task-definitions.ts'
import { object, text, type JsonObject } from '../wire/json.ts'

/** A family of task definitions to begin with, without a service. */
export interface FamilySetup {
  readonly cluster: string
  readonly family: string
  /** Containers by name with the image of each. */
  readonly containers?: Readonly<Record<string, string>>
  /** Further members of RegisterTaskDefinition. */
  readonly fields?: JsonObject
}

/** Registers a revision of a family, and its cluster where there is none. Returns the revision's ARN. */
export function setUpFamily(ecs: EcsRegion, setup: FamilySetup): string {
  const containers = Object.entries(setup.containers ?? { app: 'public.ecr.aws/sandbox/first:1' })
  createCluster({ clusterName: setup.cluster }, ecs)
  const definition: JsonObject = {
    family: setup.family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: `arn:aws:iam::${ecs.account}:role/execution`,
    containerDefinitions: containers.map(([name, image]) => ({ name, image, essential: true })),
    ...setup.fields,
  }
  const answer = registerTaskDefinition(definition, ecs)
  return text(object(answer, 'taskDefinition'), 'taskDefinitionArn') ?? ''
}

/** The revisions of a family, oldest first, each as it was registered. */
export function viewFamily(ecs: EcsRegion, family: string): JsonObject[] {
  return [...ecs.taskDefinitions.values()].filter((each) => each['family'] === family)
}

import { objects, text, texts, type JsonObject } from '../wire/json.ts'
import { clusterArn, findTaskDefinition, nameIn } from './lookup.ts'
import { deploymentId, ecsArn, type EcsRegion, type EcsService } from './store.ts'

/** Adds a service revision, with each image's digest as it is now: ECS resolves tags once a deployment. */
export function addRevision(ecs: EcsRegion, service: EcsService, taskDefinition: string): string {
  const arn = ecsArn(ecs, `service-revision/${service.cluster}/${service.name}/${deploymentId()}`)
  const definition = findTaskDefinition(ecs, taskDefinition)
  ecs.revisions.set(arn, {
    serviceRevisionArn: arn,
    serviceArn: service.arn,
    clusterArn: clusterArn(ecs, service.cluster),
    taskDefinition,
    launchType: 'FARGATE',
    createdAt: Date.now() / 1000,
    containerImages: objects(definition, 'containerDefinitions').map((container) => ({
      containerName: text(container, 'name'),
      image: text(container, 'image'),
      imageDigest: ecs.machine.findImage(text(container, 'image') ?? '')?.digest,
    })),
  })
  return arn
}

export function describeServiceRevisions(input: JsonObject, ecs: EcsRegion): JsonObject {
  const serviceRevisions: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const arn of texts(input, 'serviceRevisionArns')) {
    nameIn(ecs, arn)
    const revision = ecs.revisions.get(arn)
    if (revision === undefined) failures.push({ arn, reason: 'MISSING' })
    else serviceRevisions.push(revision)
  }
  return { serviceRevisions, failures }
}

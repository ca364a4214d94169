import { ECSClient, type Service } from '@aws-sdk/client-ecs'
import type { JsonObject } from '../../../../aws/raw-json.ts'
import { UserError } from '../../../../errors.ts'
import type { EcsService, Target } from '../../../request/target.ts'
import type { ReadyTarget } from '../../outcome.ts'
import type { PrepareContext } from '../../prepare.ts'
import { shortArn } from '../arn.ts'
import { digestIn } from '../container.ts'
import { describeTaskDefinition, registerTaskDefinition } from '../definitions.ts'
import { diffLines } from '../diff.ts'
import { checkSecrets, withEnvironment } from '../environment.ts'
import { textOf } from '../json.ts'
import { notesOn } from '../notes.ts'
import { checkPlatform, platformsOf, wantedPlatform } from '../platform.ts'
import { isSame } from '../revision.ts'
import { type Rolling, rollingTarget } from '../rolling.ts'
import { planDeployment, rollingOf } from '../planned.ts'
import { withImage } from '../task-definition.ts'
import { type ExpressService } from './configuration.ts'
import { MAIN, mainOf } from './main-container.ts'
import { describeExpress, updateExpress } from './service.ts'

/**
 * Looks at an Express Mode service before the first write. It is updated by its own API: by its container where it
 * was given one, by a clone of its task definition where that is its owner's. Either way ECS makes a service revision
 * and deploys it, by canary unless told, so it is followed as any other service.
 * @throws UserError when the release cannot work here
 */
export async function prepareExpress(
  target: Target,
  runs: EcsService,
  service: Service,
  context: PrepareContext,
): Promise<ReadyTarget> {
  const client = context.session.client(ECSClient, target.region)
  const serviceArn = service.serviceArn ?? runs.service
  const express = await describeExpress(client, serviceArn)
  const more = { url: express.url, wayBack: { express: serviceArn } }
  if (express.container === undefined) {
    const planned = await planDeployment(target, runs, service, express.taskDefinition, context)
    const start: Rolling['start'] = async (taskDefinitionArn) =>
      await updateExpress(client, runs, serviceArn, { taskDefinitionArn }, context.ports)
    const rolling = rollingOf(target, runs, service, planned, context)
    return rollingTarget(target, runs, { ...rolling, ...more, start }, context)
  }
  const primaryContainer = await planContainer(target, runs, express.container, express, context)
  const start: Rolling['start'] = async () =>
    await updateExpress(client, runs, serviceArn, { primaryContainer }, context.ports)
  const rolling = {
    service,
    former: express.taskDefinition,
    hasIt: isSame(express.container, primaryContainer),
    container: MAIN,
    outlook: outlookOf(service, express.container, primaryContainer, express, context),
    // ECS registers it.
    revision: () => Promise.resolve(undefined),
    start,
    // Read for the log of a task that failed, which is told where it can be.
    definition: async () =>
      await describeTaskDefinition(client, express.taskDefinition).then(
        ({ definition }) => definition,
        () => ({}),
      ),
    runCommand: commandOf(target, runs, service, express, context),
  }
  return rollingTarget(target, runs, { ...rolling, ...more }, context)
}

/** The whole container with this image and environment: what is left out of it would fall back to its default. */
async function planContainer(
  { environment, repository }: Target,
  runs: EcsService,
  container: JsonObject,
  { architecture }: ExpressService,
  { image }: PrepareContext,
): Promise<JsonObject> {
  const what = `the Express Mode service "${runs.service}"`
  if (runs.taskDefinition !== 'service') {
    throw new UserError(
      `The input "task-definition" is "${runs.taskDefinition}", and ECS itself keeps the task definitions of ${what}.`,
      'Leave "task-definition" out, or give the service a task definition of your own first.',
    )
  }
  if (runs.container !== undefined && runs.container !== MAIN) {
    throw new UserError(
      `The input "container-name" is "${runs.container}", and the container of ${what} is "${MAIN}".`,
      'Leave "container-name" out.',
    )
  }
  checkSecrets(container, environment, what)
  const now = textOf(container['image'])
  if (digestIn(now) === image.digest) return withEnvironment(container, environment)
  const runtimePlatform = architecture === undefined ? {} : { cpuArchitecture: architecture }
  const wanted = wantedPlatform({ runtimePlatform }, true)
  if (wanted !== undefined) checkPlatform(wanted, await platformsOf(image), what)
  return withEnvironment({ ...container, image: `${repository.url}@${image.digest}` }, environment)
}

function outlookOf(
  service: Service,
  from: JsonObject,
  to: JsonObject,
  { taskDefinition }: ExpressService,
  { image, request, stageDigest }: PrepareContext,
): Rolling['outlook'] {
  const running = digestIn(textOf(from['image']))
  const definition = (container: JsonObject): JsonObject => ({
    containerDefinitions: [{ ...container, name: MAIN }],
  })
  const former = { arn: taskDefinition, definition: {}, tags: [], containers: [] }
  const stage = { stage: request.stage, stageDigest }
  return {
    running,
    revision: shortArn(taskDefinition),
    diff: diffLines(definition(from), definition(to), MAIN),
    notes: notesOn({ service, running, incoming: image.digest, ...stage, former, container: MAIN }),
  }
}

/** A one-off task needs a task definition before the service has it: a clone of what it runs, with this image. */
function commandOf(
  target: Target,
  runs: EcsService,
  service: Service,
  { taskDefinition }: ExpressService,
  context: PrepareContext,
): Rolling['runCommand'] {
  return async (words) => {
    const client = context.session.client(ECSClient, target.region)
    const former = await describeTaskDefinition(client, taskDefinition)
    const image = `${target.repository.url}@${context.image.digest}`
    const definition = withImage(former, mainOf(former), image, target.environment)
    const container = former.containers[mainOf(former)]?.name ?? MAIN
    const taskDefinitionArn = async (): Promise<string> => await registerTaskDefinition(client, definition)
    const { runCommand } = await import('../command.ts')
    return await runCommand(
      words,
      { target, runs, service, container, definition, taskDefinitionArn },
      context,
    )
  }
}

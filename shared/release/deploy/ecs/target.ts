import { ECSClient, type Service } from '@aws-sdk/client-ecs'
import type { EcsService, Target } from '../../request/target.ts'
import type { Outlook, ReadyTarget } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { checkPlace, parseSource, shortArn } from './arn.ts'
import { digestIn, findContainer } from './container.ts'
import { type Definitions, readDefinitions } from './definitions.ts'
import { diffLines } from './diff.ts'
import { checkSecrets } from './environment.ts'
import { objectsIn } from './json.ts'
import { notesOn } from './notes.ts'
import { checkPlatform, platformsOf, wantedPlatform } from './platform.ts'
import { planRevision, type RevisionPlan } from './revision.ts'
import { rollingTarget } from './rolling.ts'
import { describeService, runningTaskDefinition, runsOnFargate } from './service.ts'
import { isActive, requestOf } from './task-definition.ts'

/**
 * Looks at an ECS service before the first write: it exists, can be deployed to, takes this image, and it is known
 * which container gets it and what else changes.
 * @throws UserError when the release cannot work here
 */
export async function prepareEcsService(
  target: Target,
  runs: EcsService,
  context: PrepareContext,
): Promise<ReadyTarget> {
  checkPlace(target, runs)
  const source = parseSource(runs.taskDefinition, target.region)
  const client = context.session.client(ECSClient, target.region)
  const service = await describeService(client, target, runs)
  const definitions = await readDefinitions(client, runningTaskDefinition(service), source, target.region)
  const { former, base, newest } = definitions
  const index = findContainer(base.containers, target.repository, runs.container, shortArn(base.arn))
  if (service.deploymentController?.type === 'CODE_DEPLOY') {
    const { prepareCodeDeploy } = await import('./codedeploy/target.ts')
    return await prepareCodeDeploy(target, runs, service, former, index, context)
  }
  const container = base.containers[index]?.name ?? ''
  const definition = objectsIn(base.definition['containerDefinitions'])[index] ?? {}
  checkSecrets(definition, target.environment, `the container "${container}" of ${shortArn(base.arn)}`)
  const change = {
    repository: target.repository.url,
    digest: context.image.digest,
    environment: target.environment,
  }
  const usable = [former, base, ...(newest === undefined ? [] : [newest])].filter(
    (revision) => revision === former || isActive(revision),
  )
  const plan = planRevision(base, index, change, usable)
  const outlook = outlookOf(service, definitions, container, plan, context)
  if (outlook.running !== context.image.digest) {
    const wanted = wantedPlatform(base.definition, runsOnFargate(service))
    if (wanted !== undefined)
      checkPlatform(wanted, await platformsOf(context.image), `the task definition ${shortArn(base.arn)}`)
  }
  return rollingTarget(target, runs, { service, former, plan, container, outlook }, context)
}

function outlookOf(
  service: Service,
  { former, base, newest }: Definitions,
  name: string,
  plan: RevisionPlan,
  { image, request, stageDigest }: PrepareContext,
): Outlook {
  const container = former.containers.findIndex((each) => each.name === name)
  const running = digestIn(former.containers[container]?.image ?? '')
  const to = plan.existing === undefined ? plan.request : requestOf(plan.existing)
  const found = {
    service,
    running,
    incoming: image.digest,
    stage: request.stage,
    stageDigest,
    former,
    container,
    newest: former === base && newest?.arn !== plan.existing?.arn ? newest : undefined,
  }
  return {
    running,
    revision: shortArn(former.arn),
    diff: diffLines(requestOf(former), to, name),
    notes: notesOn(found),
  }
}

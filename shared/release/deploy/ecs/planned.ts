import { ECSClient, type Service } from '@aws-sdk/client-ecs'
import type { EcsService, Target } from '../../request/target.ts'
import type { Outlook } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { parseSource, shortArn } from './arn.ts'
import { digestIn, findContainer } from './container.ts'
import {
  type Definitions,
  describeTaskDefinition,
  readDefinitions,
  registerTaskDefinition,
} from './definitions.ts'
import { diffLines } from './diff.ts'
import { checkSecrets } from './environment.ts'
import { objectsIn } from './json.ts'
import { notesOn } from './notes.ts'
import { checkCompatibility, checkPlatform, platformsOf, wantedPlatform } from './platform.ts'
import { planRevision, type RevisionPlan } from './revision.ts'
import type { Rolling } from './rolling.ts'
import { runsOnFargate } from './service.ts'
import { isActive, requestOf } from './task-definition.ts'

/** What is deployed to a service whose task definitions are its owner's. */
export interface Planned extends Definitions {
  readonly plan: RevisionPlan
  /** Name of the container that gets the image. */
  readonly container: string
  /** ARN of what the service ran before a release that was killed when it had deployed. */
  readonly predecessor: string | undefined
}

/**
 * Reads the task definitions of a service and plans the revision that is deployed.
 * @throws UserError where the image, the container or the environment does not fit
 */
export async function planDeployment(
  target: Target,
  runs: EcsService,
  service: Service,
  running: string,
  { session, image, stageDigest }: PrepareContext,
): Promise<Planned> {
  const source = parseSource(runs.taskDefinition, target.region)
  const client = session.client(ECSClient, target.region)
  const isFargate = runsOnFargate(service)
  // Most likely it is needed: it is asked meanwhile, and kept.
  const isNew = isFargate && stageDigest !== image.digest
  const [definitions] = await Promise.all([
    readDefinitions(client, running, source, target.region),
    isNew ? platformsOf(image) : undefined,
  ])
  const { former, base, newest } = definitions
  const called = shortArn(base.arn)
  checkCompatibility(base.definition, isFargate, `the task definition ${called}`)
  const index = findContainer(base.containers, target.repository, runs.container, called)
  const container = base.containers[index]?.name ?? ''
  const definition = objectsIn(base.definition['containerDefinitions'])[index] ?? {}
  checkSecrets(definition, target.environment, `the container "${container}" of ${called}`)
  const usable = [base, ...(newest === undefined ? [] : [newest])].filter(isActive)
  const change = {
    repository: target.repository.url,
    digest: image.digest,
    environment: target.environment,
  }
  const plan = planRevision(base, index, change, [former, ...usable])
  if (runningDigest(former, container) !== image.digest) {
    const wanted = wantedPlatform(base.definition, isFargate)
    if (wanted !== undefined) checkPlatform(wanted, await platformsOf(image), `the task definition ${called}`)
  }
  const isLeft =
    plan.existing?.arn === former.arn && stageDigest !== undefined && stageDigest !== image.digest
  const predecessor = isLeft ? await predecessorOf(client, former.arn, container, stageDigest) : undefined
  return { ...definitions, plan, container, predecessor }
}

/**
 * What a service ran before a release that was killed between its deployment and the stage's tag: the revision before,
 * where it has the digest that the tag still names. When this release fails, that is what has to run again.
 */
async function predecessorOf(
  client: ECSClient,
  running: string,
  container: string,
  stageDigest: string,
): Promise<string | undefined> {
  const revision = Number(/:(\d+)$/.exec(running)?.[1])
  if (!(revision > 1)) return undefined
  const before = running.replace(/\d+$/, String(revision - 1))
  const definition = await describeTaskDefinition(client, before).catch(() => undefined)
  if (definition === undefined || runningDigest(definition, container) !== stageDigest) return undefined
  return definition.arn
}

/** All but how the deployment is started. */
export function rollingOf(
  target: Target,
  runs: EcsService,
  service: Service,
  planned: Planned,
  context: PrepareContext,
): Omit<Rolling, 'start'> {
  const { former, plan, container, predecessor } = planned
  const client = context.session.client(ECSClient, target.region)
  let arn = plan.existing?.arn
  // One revision a release: a command runs by the very one that is deployed afterwards.
  const revision = async (): Promise<string> => (arn ??= await registerTaskDefinition(client, plan.request))
  return {
    service,
    former: former.arn,
    hasIt: plan.existing?.arn === former.arn,
    container,
    predecessor,
    outlook: outlookOf(service, planned, context),
    revision,
    definition: () => Promise.resolve(plan.request),
    runCommand: async (words) => {
      const { runCommand } = await import('./command.ts')
      const place = { target, runs, service, container, definition: plan.request }
      return await runCommand(words, { ...place, taskDefinitionArn: revision }, context)
    },
  }
}

function outlookOf(
  service: Service,
  { former, base, newest, plan, container }: Planned,
  { image, request, stageDigest }: PrepareContext,
): Outlook {
  const to = plan.existing === undefined ? plan.request : requestOf(plan.existing)
  const running = runningDigest(former, container)
  const found = {
    service,
    running,
    incoming: image.digest,
    stage: request.stage,
    stageDigest,
    former,
    container,
    // Where the family is cloned it is not left out.
    newest: former === base && newest?.arn !== plan.existing?.arn ? newest : undefined,
  }
  return {
    running,
    revision: shortArn(former.arn),
    diff: diffLines(requestOf(former), to, container),
    notes: notesOn(found),
  }
}

function runningDigest({ containers }: Definitions['former'], name: string): string | undefined {
  return digestIn(containers.find((each) => each.name === name)?.image ?? '')
}

import { ECSClient } from '@aws-sdk/client-ecs'
import type { EcsFamily, Target } from '../../request/target.ts'
import { shortArn } from '../ecs/arn.ts'
import { digestIn, findContainer } from '../ecs/container.ts'
import { checkSecrets } from '../ecs/environment.ts'
import { objectsIn } from '../ecs/json.ts'
import { checkPlatform, platformsOf, wantedPlatform } from '../ecs/platform.ts'
import type { ReadyTarget } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { bringBackFamily } from './bring-back.ts'
import { deployFamily } from './deploy.ts'
import { describeNewest, describeRevisions } from './family.ts'
import { outlookOf, runningOf } from './outlook.ts'
import { readStarters } from './read.ts'
import { type FamilyState, formersOf, planFamily } from './revision.ts'
import { pinsOf, refuseStrangers, type Starter } from './starter.ts'
import { keepWayBack } from './way-back.ts'

/**
 * Looks at a family of task definitions and at what runs it: the schedules and rules that are named run the family in
 * its cluster, and it is known which of them have to be moved to a new revision.
 * @throws UserError when the release cannot work here
 */
export async function prepareFamily(
  target: Target,
  runs: EcsFamily,
  context: PrepareContext,
): Promise<ReadyTarget> {
  const { digest } = context.image
  const client = context.session.client(ECSClient, target.region)
  const { starters, ...state } = await look(client, target, runs, context)
  await checkFit(target, state, context)
  const { repository, environment } = target
  const plan = planFamily(state, { repository: repository.url, digest, environment })
  const wayBack = keepWayBack({
    digest,
    pins: formersOf(plan, state, context.stageDigest),
    newest: plan.follows && plan.existing === undefined ? state.newest.arn : undefined,
  })
  return {
    target,
    settled: plan.settled,
    outlook: outlookOf(starters, state, plan, context),
    wayBack: plan.settled ? undefined : wayBack,
    deploy: async () => {
      const taskDefinitionArn = plan.existing?.arn ?? ''
      if (plan.settled) return { result: 'unchanged', accepted: false, taskDefinitionArn }
      const outcome = await deployFamily({ client, target, runs, state, plan }, context)
      return { taskDefinitionArn, previousTaskDefinitionArn: runningOf(state), ...outcome }
    },
    rollBack: async (pace) => await bringBackFamily(target, runs, wayBack, pace, context),
  }
}

async function look(
  client: ECSClient,
  target: Target,
  runs: EcsFamily,
  context: PrepareContext,
): Promise<FamilyState & { readonly starters: readonly Starter[] }> {
  const [newest, starters] = await Promise.all([
    describeNewest(client, runs.family, target),
    readStarters(target, runs, context),
  ])
  const container = findContainer(newest.containers, target.repository, runs.container, shortArn(newest.arn))
  refuseStrangers(starters, runs)
  const pins = pinsOf(starters, runs)
  const others = pins.filter(({ isPinned, taskDefinition }) => isPinned && taskDefinition !== newest.arn)
  const pinned = await describeRevisions(
    client,
    others.map(({ taskDefinition }) => taskDefinition),
  )
  return { newest, container, starters, pins, revisions: new Map([[newest.arn, newest], ...pinned]) }
}

async function checkFit(
  { environment }: Target,
  { newest, container, pins }: FamilyState,
  { image }: PrepareContext,
): Promise<void> {
  const name = shortArn(newest.arn)
  const { name: containerName = '', image: now = '' } = newest.containers[container] ?? {}
  const definition = objectsIn(newest.definition['containerDefinitions'])[container] ?? {}
  checkSecrets(definition, environment, `the container "${containerName}" of ${name}`)
  if (digestIn(now) === image.digest) return
  const isFargate = pins.length > 0 && pins.every((pin) => pin.isFargate)
  const wanted = wantedPlatform(newest.definition, isFargate)
  if (wanted !== undefined) checkPlatform(wanted, await platformsOf(image), `the task definition ${name}`)
}

import { ECSClient } from '@aws-sdk/client-ecs'
import type { EcsFamily, Target } from '../../request/target.ts'
import { shortArn } from '../ecs/arn.ts'
import { digestIn } from '../ecs/container.ts'
import type { TaskDefinition } from '../ecs/task-definition.ts'
import { because } from '../failure.ts'
import type { Pace, TargetOutcome, WayBack } from '../outcome.ts'
import type { DeployContext } from '../prepare.ts'
import { deregister, describeNewest, describeRevisions } from './family.ts'
import { carryOut, sortOut } from './move.ts'
import { readStarters } from './read.ts'
import { pinsOf } from './starter.ts'
import { type FamilyWayBack, readWayBack } from './way-back.ts'

// A registration whose answer was lost may have been made twice.
const MOST_NEW_REVISIONS = 5

/** What a way back came to, in sentences. */
interface WentBack {
  readonly back: readonly string[]
  /** What somebody else changed meanwhile. */
  readonly taken: readonly string[]
  readonly errors: readonly unknown[]
}

/**
 * Brings a family back from what was kept before its deployment: schedules and rules pin what they pinned, and where
 * the newest revision decides, the released one is deregistered. What somebody else moved meanwhile is left alone.
 * There is nothing to wait for, so it is the same work however little time is left.
 */
export async function bringBackFamily(
  target: Target,
  runs: EcsFamily,
  wayBack: WayBack,
  pace: Pace,
  context: DeployContext,
): Promise<TargetOutcome> {
  const former = readWayBack(wayBack)
  const client = context.session.client(ECSClient, target.region)
  const parts = await Promise.all([
    movePinsBack(client, target, runs, former, context).catch(failed),
    withdraw(client, target, runs, former).catch(failed),
  ])
  const back = parts.flatMap((part) => part.back)
  const taken = parts.flatMap((part) => part.taken)
  const [error] = parts.flatMap((part) => part.errors)
  for (const sentence of [...back, ...taken]) context.ports.log.info(`${target.name}: ${sentence}`)
  const said = [...taken, ...back].join(' ')
  if (error !== undefined) {
    const { reason = '', hint } = because(error)
    return {
      result: 'failed',
      accepted: true,
      reason: `It could not be brought back: ${reason} ${said}`.trim(),
      ...(hint === undefined ? {} : { hint }),
    }
  }
  if (taken.length > 0) return { result: 'superseded', accepted: true, reason: said }
  if (pace === 'start') {
    return {
      result: 'cancelled',
      accepted: true,
      reason: `The job was cancelled, and all is back. ${said}`.trim(),
    }
  }
  return { result: 'rolled-back', accepted: true, ...(said === '' ? {} : { reason: said }) }
}

function failed(error: unknown): WentBack {
  return { back: [], taken: [], errors: [error] }
}

async function movePinsBack(
  client: ECSClient,
  target: Target,
  runs: EcsFamily,
  { pins, digest }: FamilyWayBack,
  context: DeployContext,
): Promise<WentBack> {
  if (pins.size === 0) return { back: [], taken: [], errors: [] }
  const now = pinsOf(await readStarters(target, runs, context), runs)
  const strays = now.filter(({ key, taskDefinition }) => pins.has(key) && pins.get(key) !== taskDefinition)
  const held = await describeRevisions(
    client,
    strays.map(({ taskDefinition }) => taskDefinition),
  )
  const { moves, taken } = sortOut(now, pins, ({ taskDefinition }) => {
    const revision = held.get(taskDefinition)
    return revision !== undefined && isReleased(revision, digest)
  })
  const { keys, errors } = await carryOut(moves)
  return { back: keys.map((key) => `The ${key} runs ${shortArn(pins.get(key) ?? '')} again.`), taken, errors }
}

/** Takes the released revision away from what runs the newest one. */
async function withdraw(
  client: ECSClient,
  target: Target,
  { family }: EcsFamily,
  { newest, digest }: FamilyWayBack,
): Promise<WentBack> {
  const back: string[] = []
  for (let tries = 0; newest !== undefined && tries < MOST_NEW_REVISIONS; tries += 1) {
    const latest = await describeNewest(client, family, target)
    if (latest.arn === newest) break
    const name = shortArn(latest.arn)
    if (!isReleased(latest, digest)) {
      return {
        back,
        taken: [`${name} was registered by somebody else meanwhile, and is left there.`],
        errors: [],
      }
    }
    await deregister(client, latest.arn)
    back.push(`${name} was deregistered, so that ${shortArn(newest)} is the newest revision again.`)
  }
  return { back, taken: [], errors: [] }
}

function isReleased({ containers }: TaskDefinition, digest: string): boolean {
  return containers.some(({ image }) => digestIn(image) === digest)
}

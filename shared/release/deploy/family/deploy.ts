import type { ECSClient } from '@aws-sdk/client-ecs'
import { isRefusal } from '../../../aws/errors.ts'
import type { EcsFamily, Target } from '../../request/target.ts'
import { shortArn } from '../ecs/arn.ts'
import { registerTaskDefinition } from '../ecs/definitions.ts'
import { brokenOff } from '../failure.ts'
import type { TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { describeNewest } from './family.ts'
import { carryOut, sortOut } from './move.ts'
import { whenItRuns } from './outlook.ts'
import { readStarters } from './read.ts'
import type { FamilyPlan, FamilyState } from './revision.ts'
import { pinsOf } from './starter.ts'

/** A family with what was found and what has to be done. */
export interface FamilyWork {
  readonly client: ECSClient
  readonly target: Target
  readonly runs: EcsFamily
  readonly state: FamilyState
  readonly plan: FamilyPlan
}

/**
 * Registers a revision where there is none, and moves what pins another one to it. Nothing runs by that: the alarms are
 * asked once. Does not throw for what AWS says.
 */
export async function deployFamily(work: FamilyWork, context: PrepareContext): Promise<TargetOutcome> {
  const { plan } = work
  if (plan.existing !== undefined) return await move(plan.existing.arn, false, work, context)
  const registered = await register(work, context)
  if (typeof registered !== 'string') return registered
  return { ...(await move(registered, plan.follows, work, context)), taskDefinitionArn: registered }
}

async function register(
  { client, target, runs, state, plan }: FamilyWork,
  { ports }: PrepareContext,
): Promise<string | TargetOutcome> {
  const { newest } = state
  try {
    const latest = await describeNewest(client, runs.family, target)
    if (latest.arn !== newest.arn) {
      const reason = `${shortArn(latest.arn)} was registered by somebody else meanwhile.`
      return { result: 'superseded', accepted: false, reason, hint: 'Run it again: it then clones that one.' }
    }
    const revision = await registerTaskDefinition(client, plan.request)
    ports.log.info(`${target.name}: ${shortArn(newest.arn)} -> ${shortArn(revision)}`)
    return revision
  } catch (error) {
    return brokenOff(error, plan.follows && !isRefusal(error), ports.signal)
  }
}

/**
 * Makes what pins another revision pin this one, unless somebody else moved it since it was looked at.
 * @param isFollowed what names no revision runs it already
 */
async function move(
  revision: string,
  isFollowed: boolean,
  { target, runs, state, plan }: FamilyWork,
  context: PrepareContext,
): Promise<TargetOutcome> {
  const { ports } = context
  const seen = new Map(plan.moves.map(({ key, taskDefinition }) => [key, taskDefinition]))
  const wanted = new Map(plan.moves.map(({ key }) => [key, revision]))
  let accepted = isFollowed
  try {
    const changing = new Set(plan.moves.map(({ starter }) => starter.key))
    const starters = await readStarters(target, runs, context, changing)
    const { moves, taken } = sortOut(
      pinsOf(starters, runs),
      wanted,
      ({ key, taskDefinition }) => seen.get(key) === taskDefinition,
    )
    if (taken.length > 0) {
      const hint = 'Run it again when nobody else changes what is scheduled.'
      return { result: 'superseded', accepted, reason: taken.join(' '), hint }
    }
    const { keys, errors } = await carryOut(moves)
    for (const key of keys)
      ports.log.info(`${target.name}: the ${key} runs ${shortArn(revision)} from now on`)
    accepted ||= keys.length > 0 || errors.some((error) => !isRefusal(error))
    if (errors.length > 0) return brokenOff(errors[0], accepted, ports.signal)
    const off = await context.alarms(true)
    if (off.length > 0) {
      const hint = 'The alarms say what; the release is brought back.'
      return { result: 'failed', accepted: true, reason: `Alarms went off: ${off.join(', ')}.`, hint }
    }
    return { result: 'deployed', accepted: true, reason: whenItRuns(state.pins, revision) }
  } catch (error) {
    return brokenOff(error, accepted, ports.signal)
  }
}

import { ECSClient } from '@aws-sdk/client-ecs'
import { isRefusal } from '../../../aws/errors.ts'
import type { EcsFamily, Target } from '../../request/target.ts'
import { digestIn, findContainer } from '../ecs/container.ts'
import { registerTaskDefinition } from '../ecs/service.ts'
import { brokenOff } from '../failure.ts'
import type { ReadyTarget, TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { bringBackFamily } from './bring-back.ts'
import { describeNewest, describeRevisions } from './family.ts'
import { carryOut, sortOut } from './move.ts'
import { shortArn } from './names.ts'
import { diffOf, notesOf, whenItRuns } from './outlook.ts'
import { readStarters } from './read.ts'
import { type FamilyState, planFamily } from './revision.ts'
import { pinsOf, refuseStrangers } from './starter.ts'
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
  const { session, image, ports, alarms } = context
  const { digest } = image
  const client = session.client(ECSClient, target.region)
  const [newest, starters] = await Promise.all([
    describeNewest(client, runs.family, target),
    readStarters(target, runs, context),
  ])
  const container = findContainer(newest.containers, target.repository, runs.container, shortArn(newest.arn))
  refuseStrangers(starters, runs)
  const pins = pinsOf(starters, runs)
  const others = pins.filter(({ isPinned, taskDefinition }) => isPinned && taskDefinition !== newest.arn)
  const pinned = new Map([
    [newest.arn, newest],
    ...(await describeRevisions(
      client,
      others.map(({ taskDefinition }) => taskDefinition),
    )),
  ])
  const reference = `${target.repository.url}@${digest}`
  const state: FamilyState = { newest, container, pins, pinned, digest, reference }
  const change = planFamily(state)
  const runsNow = pins.find(({ isPinned }) => isPinned)?.taskDefinition ?? newest.arn
  const wayBack = keepWayBack({
    digest,
    pins: new Map(change.moves.map(({ key, taskDefinition }) => [key, taskDefinition])),
    newest: change.follows && change.revision === undefined ? newest.arn : undefined,
  })

  /** Makes what pins another revision pin this one, unless somebody else moved it since it was looked at. */
  const move = async (revision: string, isRegistered: boolean): Promise<TargetOutcome> => {
    let accepted = isRegistered && change.follows
    try {
      const now = pinsOf(await readStarters(target, runs, context), runs)
      const seen = new Map(change.moves.map(({ key, taskDefinition }) => [key, taskDefinition]))
      const wanted = new Map([...seen.keys()].map((key) => [key, revision]))
      const { moves, taken } = sortOut(
        now,
        wanted,
        ({ key, taskDefinition }) => seen.get(key) === taskDefinition,
      )
      if (taken.length > 0) {
        return {
          result: 'superseded',
          accepted,
          reason: taken.join(' '),
          hint: 'Run the release again when nobody else changes it.',
        }
      }
      const { keys, errors } = await carryOut(moves)
      for (const key of keys)
        ports.log.info(`${target.name}: the ${key} runs ${shortArn(revision)} from now on`)
      accepted ||= keys.length > 0
      const [error] = errors
      if (error === undefined)
        return { result: 'deployed', accepted: true, reason: whenItRuns(pins, revision) }
      return brokenOff(error, accepted || errors.some((each) => !isRefusal(each)), ports.signal)
    } catch (error) {
      return brokenOff(error, accepted, ports.signal)
    }
  }
  const release = async (): Promise<TargetOutcome> => {
    if (change.revision !== undefined) return await move(change.revision, false)
    let revision: string
    try {
      const latest = await describeNewest(client, runs.family, target)
      if (latest.arn !== newest.arn) {
        return {
          result: 'superseded',
          accepted: false,
          reason: `${shortArn(latest.arn)} was registered by somebody else meanwhile.`,
          hint: 'Run the release again: it clones the newest revision.',
        }
      }
      revision = await registerTaskDefinition(client, change.request)
    } catch (error) {
      return brokenOff(error, change.follows && !isRefusal(error), ports.signal)
    }
    ports.log.info(`${target.name}: ${shortArn(newest.arn)} -> ${shortArn(revision)}`)
    return { ...(await move(revision, true)), taskDefinitionArn: revision }
  }

  return {
    target,
    settled: change.settled,
    outlook: {
      running: digestIn(pinned.get(runsNow)?.containers[container]?.image ?? ''),
      revision: shortArn(runsNow),
      diff: diffOf(state, change),
      notes: notesOf(starters, state, change),
    },
    wayBack: change.settled ? undefined : wayBack,
    deploy: async () => {
      if (change.settled)
        return { result: 'unchanged', accepted: false, taskDefinitionArn: change.revision ?? '' }
      const outcome = { ...(await release()), previousTaskDefinitionArn: runsNow }
      if (outcome.result !== 'deployed') return outcome
      const off = await alarms()
      if (off.length === 0) return outcome
      return { ...outcome, result: 'failed', reason: `Alarms went off: ${off.join(', ')}.` }
    },
    rollBack: async (pace) => await bringBackFamily(target, runs, wayBack, pace, context),
  }
}

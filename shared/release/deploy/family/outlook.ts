import { shortArn } from '../ecs/arn.ts'
import { digestIn } from '../ecs/container.ts'
import { diffLines } from '../ecs/diff.ts'
import { isActive, requestOf } from '../ecs/task-definition.ts'
import type { Outlook } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import type { FamilyPlan, FamilyState } from './revision.ts'
import type { Pin, Starter } from './starter.ts'

/** What a family runs now: what is pinned first, or else the newest revision. */
export function runningOf({ pins, newest }: FamilyState): string {
  return pins.find(({ isPinned }) => isPinned)?.taskDefinition ?? newest.arn
}

/** What was found of a family before the first write, and what would change. */
export function outlookOf(
  starters: readonly Starter[],
  state: FamilyState,
  plan: FamilyPlan,
  { request, stageDigest, image }: Pick<PrepareContext, 'request' | 'stageDigest' | 'image'>,
): Outlook {
  const { newest, container, revisions } = state
  const arn = runningOf(state)
  const runs = revisions.get(arn)
  const name = newest.containers[container]?.name ?? ''
  const running = digestIn(runs?.containers.find((each) => each.name === name)?.image ?? '')
  const to = plan.existing === undefined ? plan.request : requestOf(plan.existing)
  const drifted = running !== undefined && stageDigest !== undefined && running !== stageDigest
  return {
    running,
    revision: shortArn(arn),
    diff: [
      ...diffLines(requestOf(runs ?? newest), to, name),
      ...plan.moves.flatMap((pin) => moveLine(pin, plan)),
    ],
    notes: [
      ...(drifted
        ? [
            `It runs ${running}${running === image.digest ? ', the image that is released' : ''}, and the tag "${request.stage}" names ${stageDigest}.`,
          ]
        : []),
      ...starters.flatMap(({ notes }) => notes),
      ...state.pins.flatMap((pin) => pinNote(pin, state, plan)),
      ...(starters.length === 0
        ? [
            'No schedule and no rule is named: whatever names the family without a revision runs the newest one.',
          ]
        : []),
    ],
  }
}

function moveLine({ key, taskDefinition }: Pin, { existing }: FamilyPlan): readonly string[] {
  const to = existing === undefined ? 'the new revision' : shortArn(existing.arn)
  return [`+ ${key}: ${shortArn(taskDefinition)} -> ${to}`]
}

function pinNote(
  { key, isPinned, taskDefinition }: Pin,
  { newest, revisions }: FamilyState,
  { existing }: FamilyPlan,
): readonly string[] {
  if (!isPinned)
    return [`The ${key} names the family without a revision: it runs the newest one, and is not changed.`]
  const name = shortArn(taskDefinition)
  const revision = revisions.get(taskDefinition)
  if (revision === undefined || !isActive(revision)) {
    return [`The ${key} pins ${name}, which was deregistered: it starts nothing now.`]
  }
  if (taskDefinition === newest.arn || existing !== undefined) return []
  return [`The ${key} pins ${name}; what is cloned is the newest revision, ${shortArn(newest.arn)}.`]
}

/** What a family that is deployed means: nothing runs by the release itself. */
export function whenItRuns(pins: readonly Pin[], revision: string): string {
  const name = shortArn(revision)
  if (pins.length === 0) return `${name} is the newest revision: what names the family without one runs it.`
  return `${name} runs at the next time of ${pins.map(({ key }) => `the ${key}`).join(' and ')}.`
}

import { digestIn } from '../ecs/container.ts'
import { shortArn } from './names.ts'
import type { FamilyChange, FamilyState } from './revision.ts'
import type { Pin, Starter } from './starter.ts'

/** Sentences about what was found before the first write. */
export function notesOf(
  starters: readonly Starter[],
  { newest, pins, pinned }: FamilyState,
  { revision }: FamilyChange,
): readonly string[] {
  const newestName = shortArn(newest.arn)
  return [
    ...starters.flatMap(({ notes }) => notes),
    ...pins.flatMap(({ key, isPinned, taskDefinition }) => {
      const name = shortArn(taskDefinition)
      if (!isPinned)
        return [`The ${key} names the family without a revision: it runs the newest, and is not changed.`]
      if (!pinned.has(taskDefinition)) return [`The ${key} pins ${name}, which is gone.`]
      if (taskDefinition === newest.arn || revision !== undefined) return []
      return [`The ${key} pins ${name}, and the newest revision is ${newestName}, which is what is cloned.`]
    }),
    ...(starters.length === 0
      ? ['No schedule and no rule is named: whatever names the family without a revision runs the newest.']
      : []),
  ]
}

/** What would change, line by line. */
export function diffOf(
  { newest, container, pins, reference, digest }: FamilyState,
  { revision, moves, settled }: FamilyChange,
): readonly string[] {
  if (settled) return []
  const image = newest.containers[container]?.image ?? ''
  const name = newest.containers[container]?.name ?? ''
  const to = revision === undefined ? 'the new revision' : shortArn(revision)
  return [
    ...(revision !== undefined || digestIn(image) === digest
      ? []
      : [`- ${name}: image ${image}`, `+ ${name}: image ${reference}`]),
    ...pins
      .filter((pin) => moves.includes(pin))
      .flatMap(({ key, taskDefinition }) => [`- ${key}: ${shortArn(taskDefinition)}`, `+ ${key}: ${to}`]),
  ]
}

/** What a family that is deployed means: nothing runs by the release itself. */
export function whenItRuns(pins: readonly Pin[], revision: string): string {
  const name = shortArn(revision)
  if (pins.length === 0) return `${name} is the newest revision: what names the family without one runs it.`
  const keys = pins.map(({ key }) => `the ${key}`)
  return `${name} runs at the next time of ${keys.join(' and ')}.`
}

import { shortArn } from '../ecs/arn.ts'
import type { Pin, Starter } from './starter.ts'

/** A run that is to start another task definition. */
export interface Move {
  readonly pin: Pin
  /** The task definition's ARN. */
  readonly to: string
}

/** Runs as they are right before they are moved. */
export interface SortedOut {
  readonly moves: readonly Move[]
  /** Sentences about those that somebody else moved meanwhile; they are left alone. */
  readonly taken: readonly string[]
}

/**
 * What is to be moved of what was just read. What is there already needs nothing, and what is neither there nor where
 * it is expected to be belongs to somebody else now.
 * @param wanted task definitions by the keys of their runs
 * @param isExpected true for a run that nobody else has touched
 */
export function sortOut(
  now: readonly Pin[],
  wanted: ReadonlyMap<string, string>,
  isExpected: (pin: Pin) => boolean,
): SortedOut {
  const moves: Move[] = []
  const taken: string[] = []
  for (const [key, to] of wanted) {
    const pin = now.find((candidate) => candidate.key === key)
    if (pin === undefined) taken.push(`The ${key} does not run the family any more.`)
    else if (pin.taskDefinition === to) continue
    else if (isExpected(pin)) moves.push({ pin, to })
    else {
      taken.push(
        `The ${key} was moved to ${shortArn(pin.taskDefinition)} by somebody else meanwhile, and is left there.`,
      )
    }
  }
  return { moves, taken }
}

/** What became of moves: some may be done where others failed. */
export interface Moved {
  readonly keys: readonly string[]
  readonly errors: readonly unknown[]
}

/** Moves runs, each schedule or rule by one call, all at once. Does not throw. */
export async function carryOut(moves: readonly Move[]): Promise<Moved> {
  const byStarter = new Map<Starter, readonly Move[]>()
  for (const move of moves) {
    const { starter } = move.pin
    byStarter.set(starter, [...(byStarter.get(starter) ?? []), move])
  }
  const ended = await Promise.all(
    [...byStarter].map(async ([starter, own]): Promise<Moved> => {
      try {
        await starter.move(new Map(own.map(({ pin, to }) => [pin.id, to])))
        return { keys: own.map(({ pin }) => pin.key), errors: [] }
      } catch (error) {
        return { keys: [], errors: [error] }
      }
    }),
  )
  return { keys: ended.flatMap(({ keys }) => keys), errors: ended.flatMap(({ errors }) => errors) }
}

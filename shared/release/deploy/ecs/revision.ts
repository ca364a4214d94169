import { isJsonObject, type Json, type JsonObject } from '../../../aws/raw-json.ts'
import type { EnvironmentChange } from '../../request/target.ts'
import { digestIn } from './container.ts'
import { textOf } from './json.ts'
import { requestOf, type TaskDefinition, withImage } from './task-definition.ts'

/** What a release makes of a task definition. */
export interface Change {
  /** Where the digest is taken from: a repository's URL. */
  readonly repository: string
  readonly digest: string
  readonly environment: EnvironmentChange
}

/** What is to be deployed. */
export interface RevisionPlan {
  /** What RegisterTaskDefinition is given where there is no such revision yet. */
  readonly request: JsonObject
  /** A revision that is exactly this, as a release that was killed has left it, or a service that needs nothing. */
  readonly existing: TaskDefinition | undefined
}

/**
 * The revision that runs the image: the base with this image and environment, and nothing else changed. An image that
 * has the digest already keeps its spelling, whatever tag or region it names.
 * @param known revisions that are taken instead of a new one where they are the same; the first one is preferred
 */
export function planRevision(
  base: TaskDefinition,
  container: number,
  { repository, digest, environment }: Change,
  known: readonly TaskDefinition[],
): RevisionPlan {
  const now = base.containers[container]?.image ?? ''
  const image = digestIn(now) === digest ? now : `${repository}@${digest}`
  const request = withImage(base, container, image, environment)
  return { request, existing: known.find((revision) => isSame(requestOf(revision), request)) }
}

/** Whether two requests register the same thing: the order of members never counts. */
export function isSame(one: JsonObject, other: JsonObject): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

// ECS does not promise to give these back in the order in which they were registered.
const UNORDERED: Readonly<Record<string, string>> = { environment: 'name', secrets: 'name', tags: 'key' }

function ordered(value: Json | undefined, member = ''): Json | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item) => ordered(item) ?? null)
    const by = UNORDERED[member]
    return by === undefined ? items : items.toSorted((a, b) => compare(nameOf(a, by), nameOf(b, by)))
  }
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).toSorted(([a], [b]) => compare(a, b))
  return Object.fromEntries(members.map(([key, inner]) => [key, ordered(inner, key)]))
}

function nameOf(item: Json, by: string): string {
  return isJsonObject(item) ? textOf(item[by]) : ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

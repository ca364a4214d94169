import type { EnvironmentChange } from '../../request/target.ts'
import type { WayBack } from '../outcome.ts'
import { undoOf } from './environment.ts'
import type { Found } from './outlook.ts'
import type { Routing } from './traffic.ts'
import { DIGEST_TAG } from './tag.ts'

/** What a function was before a release, and what tells its release apart from anyone else's. */
export interface FormerFunction {
  /** `repository@digest` that it ran. */
  readonly image: string
  /** The digest that the release gives it. */
  readonly released: string
  /** Its tag with the digest, where it had one. */
  readonly tag: string | undefined
  /** Where its alias sent requests; undefined without an alias, or where it is new. */
  readonly routing: Routing | undefined
  /** What takes the change of its environment back. */
  readonly environment: EnvironmentChange
  /** Variables that had another value before, which nobody knows any more. */
  readonly forgotten: readonly string[]
}

/**
 * What a function is before its release. One that was killed may have left its image in `$LATEST`; the version of the
 * alias is what is gone back to then.
 */
export function formerOf(
  { latest, alias, aliased }: Found,
  digest: string,
  change: EnvironmentChange,
): FormerFunction | undefined {
  const isBegun = latest.digest === digest && aliased !== undefined && aliased.digest !== digest
  const before = isBegun ? aliased : latest
  const { image } = before
  if (image === undefined) return undefined
  return {
    image,
    released: digest,
    tag: latest.tags?.[DIGEST_TAG],
    routing: alias === undefined ? undefined : { version: alias.version, weights: alias.weights },
    environment: undoOf(before.environment ?? {}, change),
    forgotten: [],
  }
}

/**
 * The way back as it is kept for a later process: with names of environment variables and never with a value, because
 * the runner writes a step's state to its log when it is debugged.
 */
export function toWayBack({ image, released, tag, routing, environment }: FormerFunction): WayBack {
  const weights = Object.entries(routing?.weights ?? {}).map(([version, weight]) => [version, String(weight)])
  const names = [
    ...Object.keys(environment.set).map((name) => [name, 'changed']),
    ...environment.remove.map((name) => [name, 'added']),
  ]
  return {
    image,
    released,
    tag: tag ?? null,
    version: routing?.version ?? null,
    weights: Object.fromEntries(weights) as Readonly<Record<string, string>>,
    environment: Object.fromEntries(names) as Readonly<Record<string, string>>,
  }
}

/** The way back as it was kept; undefined where it is none of ours. */
export function fromWayBack(wayBack: WayBack): FormerFunction | undefined {
  const image = textOf(wayBack['image'])
  const released = textOf(wayBack['released'])
  if (image === undefined || released === undefined) return undefined
  const version = textOf(wayBack['version'])
  const weights = Object.entries(recordOf(wayBack['weights'])).map(([name, weight]): [string, number] => [
    name,
    Number(weight),
  ])
  const names = Object.entries(recordOf(wayBack['environment']))
  return {
    image,
    released,
    tag: textOf(wayBack['tag']),
    routing: version === undefined ? undefined : { version, weights: Object.fromEntries(weights) },
    environment: { set: {}, remove: namesOf(names, 'added') },
    forgotten: namesOf(names, 'changed'),
  }
}

function namesOf(names: readonly (readonly [string, string])[], kind: string): readonly string[] {
  return names.flatMap(([name, was]) => (was === kind ? [name] : []))
}

function textOf(value: WayBack[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function recordOf(value: WayBack[string] | undefined): Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null ? value : {}
}

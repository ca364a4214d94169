import type { TrafficStep } from '../../request/target.ts'

/** Where an alias sends its requests. */
export interface Routing {
  /** Gets what no weight takes. */
  readonly version: string
  /** A second version with its share of the requests, 0 to 1; empty for none. */
  readonly weights: Readonly<Record<string, number>>
}

/** A step of a shift. */
export interface Move {
  /** Undefined where the alias is there already. */
  readonly to: Routing | undefined
  /** The released version's share afterwards. */
  readonly percent: number
  /** How long it stays before the next one. */
  readonly milliseconds: number
}

/** A version's share of the requests, in percent. */
export function shareOf({ version, weights }: Routing, wanted: string): number {
  const others = Object.entries(weights).filter(([name]) => name !== version)
  if (version === wanted) return percent(1 - others.reduce((sum, [, weight]) => sum + weight, 0))
  return percent(weights[wanted] ?? 0)
}

/** Weights are decimal fractions: 0.07 of them is 7 %, and not 7.000000000000001. */
function percent(weight: number): number {
  return Math.round(weight * 10_000) / 100
}

/**
 * The moves that bring an alias to a version. Without steps it moves at once. A shift that was begun, by a list that
 * ended below 100 or by a release that broke off, goes on from the share that the version has; a step that is reached
 * already is held once more, because nobody saw it through. Weights of any other version are taken away.
 * Source: AWS Lambda Developer Guide, "Implement Lambda canary deployments using a weighted alias": two versions at most.
 */
export function planTraffic(now: Routing, version: string, steps: readonly TrafficStep[]): readonly Move[] {
  const whole = { percent: 100, milliseconds: 0 }
  const last = steps.at(-1) ?? whole
  if (now.version === version) return [moveTo(now, version, whole)]
  const share = now.weights[version] === undefined ? 0 : shareOf(now, version)
  const ahead = steps.filter((step) => step.percent >= share)
  return (ahead.length === 0 ? [last] : ahead).map((step) => moveTo(now, version, step))
}

function moveTo(now: Routing, version: string, { percent: share, milliseconds }: TrafficStep): Move {
  const to =
    share === 100
      ? { version, weights: {} }
      : { version: now.version, weights: { [version]: percent(share / 100) / 100 } }
  return { to: isSameRouting(now, to) ? undefined : to, percent: share, milliseconds }
}

export function isSameRouting(one: Routing, other: Routing): boolean {
  const versions = Object.keys(one.weights)
  return (
    one.version === other.version &&
    versions.length === Object.keys(other.weights).length &&
    versions.every((version) => shareOf(one, version) === shareOf(other, version))
  )
}

/** True when the last move is done: there is nothing to shift. */
export function isRouted(now: Routing, version: string, steps: readonly TrafficStep[]): boolean {
  return planTraffic(now, version, steps).at(-1)?.to === undefined
}

/** The steps for a person: `10 % for 5 min, 50 % for 10 min, 100 %`. */
export function describeSteps(steps: readonly TrafficStep[]): string {
  return steps
    .map(({ percent: share, milliseconds }) =>
      milliseconds === 0 ? `${share} %` : `${share} % for ${describeTime(milliseconds)}`,
    )
    .join(', ')
}

/** Minutes, or seconds where it is less than one. */
export function describeTime(milliseconds: number): string {
  return milliseconds < 60_000
    ? `${Math.round(milliseconds / 100) / 10} s`
    : `${Math.round(milliseconds / 6_000) / 10} min`
}

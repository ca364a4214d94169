import { isJsonObject, type Json, type JsonObject } from '../../aws/raw-json.ts'
import type { StepState } from '../../runner/state.ts'
import type { ReleasedImage, WayBack } from '../deploy/outcome.ts'
import type { ReleaseRequest } from '../request/request.ts'

/**
 * How far a target had come when that was kept last: `begun` may or may not have been told to run the image,
 * `untouched` was not, `accepted` was, and what is `left` is nobody's to bring back: it is back already, or another
 * deployment has come.
 */
const REACHED = ['begun', 'untouched', 'accepted', 'left'] as const

/** One of those. */
export type Reached = (typeof REACHED)[number]

/** What a release was about: `deploying`, `tagging` once all targets are good, `returning` once one is not. */
const PHASES = ['deploying', 'tagging', 'returning'] as const

/** One of those. */
export type Phase = (typeof PHASES)[number]

/** A target as its post step finds it. */
export interface KeptTarget {
  readonly name: string
  /** Undefined where its turn had not come. */
  readonly reached: Reached | undefined
  /** Digest and revision that ran there before. */
  readonly running: string | undefined
  readonly revision: string | undefined
  readonly wayBack: WayBack | undefined
}

/** A release that did not come to its end in its own step. */
export interface KeptRelease {
  readonly stage: string
  readonly image: Pick<ReleasedImage, 'digest' | 'platforms'>
  readonly targets: readonly KeptTarget[]
  readonly phase: Phase
  /** What the stage's tag named in each repository, by its URL, before it moved. Empty before `tagging`. */
  readonly tags: ReadonlyMap<string, string | undefined>
  /** What was to become of deployments under way; undefined where the step was not cancelled. */
  readonly cancelled: ReleaseRequest['onCancel'] | undefined
  /** True where the step was killed, and said nothing itself. */
  readonly killed: boolean
}

/** `true` from the first deployment to the end. The post step's own file asks for it, and loads nothing without it. */
export const UNFINISHED = 'unfinished'

/** What a main step has left to its post step; undefined where it came to its end, or not as far as a deployment. */
export function unfinishedRelease({ kept }: Pick<StepState, 'kept'>): KeptRelease | undefined {
  if (kept(UNFINISHED) !== 'true') return undefined
  const release = objectIn(kept('release'))
  const image = isJsonObject(release['image']) ? release['image'] : {}
  const { stage, targets } = release
  const digest = image['digest']
  if (typeof stage !== 'string' || typeof digest !== 'string' || !Array.isArray(targets)) return undefined
  const cancelled = kept('cancelled')
  return {
    stage,
    image: { digest, platforms: new Map(entriesIn(image['platforms'])) },
    targets: targets.filter(isJsonObject).map((target, index) => keptTarget(target, kept(`target_${index}`))),
    phase: PHASES.find((each) => each === kept('phase')) ?? 'deploying',
    tags: new Map(Object.entries(objectIn(kept('tags'))).map(named)),
    cancelled: cancelled === 'leave' || cancelled === 'rollback' ? cancelled : undefined,
    killed: kept('result') === undefined,
  }
}

function keptTarget(target: JsonObject, reached: string | undefined): KeptTarget {
  const wayBack = target['wayBack']
  return {
    name: textIn(target['name']) ?? '',
    reached: REACHED.find((each) => each === reached),
    running: textIn(target['running']),
    revision: textIn(target['revision']),
    wayBack: isJsonObject(wayBack) ? wayBackIn(wayBack) : undefined,
  }
}

function wayBackIn(value: JsonObject): WayBack {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, WayBack[string]][] => {
      if (typeof each === 'string' || each === null) return [[name, each]]
      return isJsonObject(each) ? [[name, Object.fromEntries(entriesIn(each))]] : []
    }),
  )
}

function named([url, digest]: [string, Json | undefined]): [string, string | undefined] {
  return [url, textIn(digest)]
}

/** The members of an object that are text. */
function entriesIn(value: Json | undefined): [string, string][] {
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, each]): [string, string][] =>
    typeof each === 'string' ? [[name, each]] : [],
  )
}

function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function objectIn(text: string | undefined): JsonObject {
  try {
    const value = JSON.parse(text ?? '{}') as Json
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}

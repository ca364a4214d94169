/** One request to the sandbox, as far as counting needs it. */
export interface Counted {
  readonly service: string
  /** As the sandbox names it: `BatchGetImage`, `PutImage`, `GetBlob`, ... */
  readonly action: string
  readonly region: string
  /** The tag that a PutImage writes. */
  readonly tag?: string
}

/** A promotion's requests, by what they are for. */
export interface RequestCounts {
  /** Reads and writes that the promotion itself is made of. */
  readonly core: number
  /** Those of `core` that give the stage's tag to an image. */
  readonly stageTag: number
  /** Questions about tags and settings that help people, and are skipped where they are denied. */
  readonly lookups: number
  /** Reads of images after the last tag was written. */
  readonly readBack: number
  readonly all: number
}

const LOOKUPS = new Set(['DescribeImages', 'DescribeRepositories'])

/** Sorts the requests of one promotion, in the order in which they were received. */
export function countRequests(requests: readonly Counted[], stage: string): RequestCounts {
  const lastWrite = requests.findLastIndex(({ action }) => action === 'PutImage')
  const lookups = requests.filter(({ action }) => LOOKUPS.has(action)).length
  const readBack = requests.filter(
    ({ action }, index) => lastWrite >= 0 && index > lastWrite && action === 'BatchGetImage',
  ).length
  return {
    core: requests.length - lookups - readBack,
    stageTag: requests.filter(({ action, tag }) => action === 'PutImage' && tag === stage).length,
    lookups,
    readBack,
    all: requests.length,
  }
}

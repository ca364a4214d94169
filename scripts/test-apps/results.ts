import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * What became of an application: it `runs` as promised; it is only `checked`, as what it needs is out of reach; it was
 * `refused` with a sentence; it is `faulty` itself, whatever builds it; or something is `wrong`.
 */
export type Outcome = 'runs' | 'checked' | 'refused' | 'faulty' | 'wrong'

/** An outcome, and why, where it is not the best. */
export interface Verdict {
  readonly outcome: Outcome
  readonly why?: string
  /** Of a refusal: whether it was expected. */
  readonly rightly?: boolean
  /** What a failed step said. */
  readonly log?: string
}

/** What is known of one application. */
export interface Judged extends Verdict {
  readonly name: string
  /** The same while application and Dockerfile are. */
  readonly fingerprint: string
  /** The plan's values, by the names of the outputs. */
  readonly found?: Readonly<Record<string, string>>
  readonly seconds: number
}

/** Results by name, in a file where one is given. */
export interface Results {
  readonly get: (name: string) => Judged | undefined
  readonly add: (judged: Judged) => void
}

const LINES_KEPT = 60

/** Reads the results of earlier runs; every new one is written at once, so that a long run can be taken up again. */
export function openResults(file: string | undefined): Results {
  const known = new Map<string, Judged>()
  if (file !== undefined && existsSync(file)) {
    for (const judged of readResults(file)) known.set(judged.name, judged)
  }
  return {
    get: (name) => known.get(name),
    add: (judged) => {
      known.set(judged.name, { ...judged, ...(judged.log === undefined ? {} : { log: tail(judged.log) }) })
      if (file === undefined) return
      const all = [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
      writeFileSync(file, `${JSON.stringify(all, undefined, 2)}\n`)
    },
  }
}

/**
 * The results in a file.
 * @throws Error where it has none
 */
export function readResults(file: string): readonly Judged[] {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(document) || !document.every(isJudged)) throw new Error(`${file} has no results.`)
  return document
}

function isJudged(value: unknown): value is Judged {
  if (typeof value !== 'object' || value === null) return false
  return 'name' in value && 'fingerprint' in value && 'outcome' in value && 'seconds' in value
}

/** The end of a log, where failures are told. */
export function tail(log: string, lines = LINES_KEPT): string {
  return log.trimEnd().split('\n').slice(-lines).join('\n')
}

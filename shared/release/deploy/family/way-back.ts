import type { WayBack } from '../outcome.ts'

/** What a family had before its deployment. */
export interface FamilyWayBack {
  /** The digest that is released: what has it was moved by this release. */
  readonly digest: string
  /** The task definitions that were pinned, by the keys of their runs. */
  readonly pins: ReadonlyMap<string, string>
  /** The newest revision, where it decides what runs. */
  readonly newest: string | undefined
}

/** As JSON values, to be kept by the step. */
export function keepWayBack({ digest, pins, newest }: FamilyWayBack): WayBack {
  return { digest, pins: Object.fromEntries(pins), newest: newest ?? null }
}

/** From what was kept. */
export function readWayBack({ digest, pins, newest }: WayBack): FamilyWayBack {
  return {
    digest: typeof digest === 'string' ? digest : '',
    pins: new Map(typeof pins === 'object' && pins !== null ? Object.entries(pins) : []),
    newest: typeof newest === 'string' ? newest : undefined,
  }
}

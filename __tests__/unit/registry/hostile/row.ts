import type { Answer, Answers } from './server.ts'

/** What is done with a hostile registry. */
export type Deed =
  'read a tag' | 'read a digest' | 'read an image' | 'pull' | 'push' | 'list referrers' | 'read what refers'

/** How a registry answers, and what has to become of it. */
export interface Row {
  readonly name: string
  readonly does: Deed
  /** What differs from a good registry. */
  readonly registry: Answers
  /** How another server answers, that a registry may send us to. */
  readonly elsewhere: Answer | undefined
  /** What the error says; undefined where the answer is odd but no reason to fail. */
  readonly says: RegExp | undefined
  /** How many requests the registry may get. */
  readonly most: number
  /** How many requests the other server gets. */
  readonly onward: number
}

/** A row: for `undefined` it succeeds. */
export function row(
  does: Deed,
  name: string,
  registry: Answers,
  says: RegExp | undefined,
  { elsewhere, most = MOST[does], onward = 0 }: Partial<Row> = {},
): Row {
  return { name, does, registry, says, elsewhere, most, onward }
}

// Five attempts of one request; and of a blob as many as a copy makes of it, each with a request for its manifest or session.
const MOST: Readonly<Record<Deed, number>> = {
  'read a tag': 5,
  'read a digest': 5,
  'read an image': 5,
  pull: 25,
  push: 25,
  'list referrers': 5,
  'read what refers': 5,
}

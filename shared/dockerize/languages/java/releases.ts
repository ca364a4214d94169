import type { ReleaseLine } from '../../decide/releases.ts'

/**
 * Long-term lines of Java that have official images, in the order of choice where nothing is asked for. 21 is first:
 * every framework in use runs on it, and what was compiled for an older release does, while agents, annotation
 * processors and bytecode libraries of older projects stop at a class file that they do not know yet.
 * Source: Adoptium, "Support", the release roadmap; those of the lines between end when the next one comes.
 */
export const JAVA_RELEASES: readonly ReleaseLine[] = [
  { line: '21', endOfLife: '2029-12-31' },
  { line: '25', endOfLife: '2031-09-30' },
  { line: '17', endOfLife: '2027-10-31' },
  { line: '11', endOfLife: '2027-10-31' },
  { line: '8', endOfLife: '2030-12-31' },
]

import type { ReleaseLine } from '../../decide/releases.ts'

interface PythonRelease extends ReleaseLine {
  /** The ISO date of its first release. */
  readonly released: string
}

/**
 * Python, in the order of choice where a range leaves one: a line that wheels have been published for since a while.
 * Source: Python Developer's Guide, "Status of Python versions".
 */
export const PYTHON_RELEASES: readonly PythonRelease[] = [
  { line: '3.13', released: '2024-10-07', endOfLife: '2029-10-31' },
  { line: '3.14', released: '2025-10-07', endOfLife: '2030-10-31' },
  { line: '3.12', released: '2023-10-02', endOfLife: '2028-10-31' },
  { line: '3.15', released: '2026-10-01', endOfLife: '2031-10-31' },
  { line: '3.11', released: '2022-10-24', endOfLife: '2027-10-31' },
  { line: '3.10', released: '2021-10-04', endOfLife: '2026-10-31' },
  { line: '3.9', released: '2020-10-05', endOfLife: '2025-10-31' },
  { line: '3.8', released: '2019-10-14', endOfLife: '2024-10-07' },
  { line: '3.7', released: '2018-06-27', endOfLife: '2023-06-27' },
]

/** The sentence about a version that is no final release of its line. `now` in milliseconds since the epoch. */
export function preReleaseWarning(version: string, now: number): string | undefined {
  const line = /^(3\.\d+)(?:\.\d+)?-?(?:a|b|rc)\d*$/.exec(version)?.[1]
  if (line === undefined) return undefined
  const released = PYTHON_RELEASES.find((release) => release.line === line)?.released
  const known =
    released === undefined
      ? 'its line has no final release'
      : `Python ${line} ${Date.parse(released) > now ? 'is due' : 'was released'} on ${released}`
  return `Python ${version} is a pre-release: ${known}.`
}

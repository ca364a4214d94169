/** One release line of a runtime, and the day its maintainers stop mending it. */
export interface ReleaseLine {
  /** As image tags name it: `24`, `3.13`. */
  readonly line: string
  /** ISO date. */
  readonly endOfLife: string
}

/**
 * Node.js, in the order of choice where a range leaves one: the long-term line that most native modules have prebuilt
 * files for, then its neighbours, then what only an application that insists on it should get.
 * Source: nodejs/Release, schedule.json.
 */
export const NODE_RELEASES: readonly ReleaseLine[] = [
  { line: '24', endOfLife: '2028-04-30' },
  { line: '22', endOfLife: '2027-04-30' },
  { line: '26', endOfLife: '2029-04-30' },
  { line: '25', endOfLife: '2026-06-01' },
  { line: '20', endOfLife: '2026-04-30' },
  { line: '23', endOfLife: '2025-06-01' },
  { line: '21', endOfLife: '2024-06-01' },
  { line: '18', endOfLife: '2025-04-30' },
  { line: '19', endOfLife: '2023-06-01' },
  { line: '16', endOfLife: '2023-09-11' },
  { line: '17', endOfLife: '2022-06-01' },
  { line: '14', endOfLife: '2023-04-30' },
  { line: '12', endOfLife: '2022-04-30' },
]

/** Names that .nvmrc may use for long-term lines. Source: nodejs/Release, CODENAMES.md. */
export const NODE_CODENAMES: Readonly<Record<string, string>> = {
  erbium: '12',
  fermium: '14',
  gallium: '16',
  hydrogen: '18',
  iron: '20',
  jod: '22',
  krypton: '24',
}

/**
 * Python, in the order of choice where a range leaves one: a line that wheels have been published for since a while.
 * Source: Python Developer's Guide, "Status of Python versions".
 */
export const PYTHON_RELEASES: readonly ReleaseLine[] = [
  { line: '3.13', endOfLife: '2029-10-31' },
  { line: '3.14', endOfLife: '2030-10-31' },
  { line: '3.12', endOfLife: '2028-10-31' },
  { line: '3.11', endOfLife: '2027-10-31' },
  { line: '3.10', endOfLife: '2026-10-31' },
  { line: '3.9', endOfLife: '2025-10-31' },
  { line: '3.8', endOfLife: '2024-10-07' },
  { line: '3.7', endOfLife: '2023-06-27' },
]

/** The sentence about a version whose line is past its end of life. `now` in milliseconds since the epoch. */
export function endOfLifeWarning(
  runtime: string,
  version: string,
  releases: readonly ReleaseLine[],
  now: number,
): string | undefined {
  const release = releases.find(({ line }) => version === line || version.startsWith(`${line}.`))
  if (release === undefined || Date.parse(release.endOfLife) > now) return undefined
  return `${runtime} ${version} has had no security fixes since ${release.endOfLife}.`
}

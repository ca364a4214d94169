/** One release line of a runtime, and the day its maintainers stop mending it. */
export interface ReleaseLine {
  /** As image tags name it: `24`, `3.13`. */
  readonly line: string
  /** ISO date. */
  readonly endOfLife: string
}

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

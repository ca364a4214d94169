import type { ReleaseLine } from '../../decide/releases.ts'

/**
 * Go, the newest first. A line is mended until two newer ones are out. Source: go.dev, "Release History", Release
 * Policy; the last two dates are what the half-yearly schedule gives.
 */
export const GO_RELEASES: readonly ReleaseLine[] = [
  { line: '1.27', endOfLife: '2027-08-10' },
  { line: '1.26', endOfLife: '2027-02-09' },
  { line: '1.25', endOfLife: '2026-08-11' },
  { line: '1.24', endOfLife: '2026-02-10' },
  { line: '1.23', endOfLife: '2025-08-12' },
  { line: '1.22', endOfLife: '2025-02-11' },
  { line: '1.21', endOfLife: '2024-08-13' },
  { line: '1.20', endOfLife: '2024-02-06' },
  { line: '1.19', endOfLife: '2023-08-08' },
  { line: '1.18', endOfLife: '2023-02-01' },
  { line: '1.17', endOfLife: '2022-08-02' },
  { line: '1.16', endOfLife: '2022-03-15' },
  { line: '1.15', endOfLife: '2021-08-16' },
  { line: '1.14', endOfLife: '2021-02-16' },
  { line: '1.13', endOfLife: '2020-08-11' },
  { line: '1.12', endOfLife: '2020-02-25' },
  { line: '1.11', endOfLife: '2019-09-03' },
]

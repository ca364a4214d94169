import type { ReleaseLine } from '../../decide/releases.ts'

/**
 * PHP, in the order of choice where a constraint leaves one: the line that extensions have followed since a while.
 * Source: php.net, "Supported Versions" and "Unsupported Branches".
 */
export const PHP_RELEASES: readonly ReleaseLine[] = [
  { line: '8.4', endOfLife: '2028-12-31' },
  { line: '8.5', endOfLife: '2029-12-31' },
  { line: '8.3', endOfLife: '2027-12-31' },
  { line: '8.2', endOfLife: '2026-12-31' },
  { line: '8.1', endOfLife: '2025-12-31' },
  { line: '8.0', endOfLife: '2023-11-26' },
  { line: '7.4', endOfLife: '2022-11-28' },
  { line: '7.3', endOfLife: '2021-12-06' },
  { line: '7.2', endOfLife: '2020-11-30' },
]

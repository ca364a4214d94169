import type { ReleaseLine } from '../../decide/releases.ts'

/**
 * Ruby, in the order of choice where a requirement leaves one: a line that gems have been compiled for since a while.
 * Source: ruby-lang.org, "Ruby Maintenance Branches".
 */
export const RUBY_RELEASES: readonly ReleaseLine[] = [
  { line: '3.4', endOfLife: '2028-03-31' },
  { line: '4.0', endOfLife: '2029-03-31' },
  { line: '3.3', endOfLife: '2027-03-31' },
  { line: '3.2', endOfLife: '2026-03-31' },
  { line: '3.1', endOfLife: '2025-03-26' },
  { line: '3.0', endOfLife: '2024-04-23' },
  { line: '2.7', endOfLife: '2023-03-31' },
  { line: '2.6', endOfLife: '2022-04-12' },
]

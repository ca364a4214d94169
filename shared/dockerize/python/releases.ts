import type { ReleaseLine } from '../releases.ts'

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

import type { ReleaseLine } from '../../decide/releases.ts'

/**
 * Deno, the newest first, each line with its newest release: the images have no floating tags but `latest`. A line is
 * mended until the next one. Source: Deno's documentation, "Stability and releases"; denoland/deno_docker.
 */
export const DENO_RELEASES: readonly (ReleaseLine & { readonly newest: string })[] = [
  { line: '2.9', newest: '2.9.6', endOfLife: '2027-04-30' },
  { line: '2.8', newest: '2.8.3', endOfLife: '2026-06-25' },
  { line: '2.7', newest: '2.7.14', endOfLife: '2026-05-31' },
  { line: '2.6', newest: '2.6.8', endOfLife: '2026-02-28' },
  { line: '2.5', newest: '2.5.7', endOfLife: '2026-04-30' },
  { line: '2.4', newest: '2.4.4', endOfLife: '2025-09-16' },
  { line: '2.3', newest: '2.3.7', endOfLife: '2025-07-01' },
  { line: '2.2', newest: '2.2.15', endOfLife: '2025-10-31' },
  { line: '2.1', newest: '2.1.14', endOfLife: '2025-04-30' },
  { line: '2.0', newest: '2.0.6', endOfLife: '2024-11-21' },
  { line: '1.46', newest: '1.46.3', endOfLife: '2024-10-09' },
]

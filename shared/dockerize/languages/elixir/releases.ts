import type { ReleaseLine } from '../../decide/releases.ts'

/** A line of Elixir, and the lines of Erlang/OTP that official images have it with, the best first. */
export interface ElixirLine {
  readonly line: string
  readonly otp: readonly string[]
}

/**
 * In the order of choice where a requirement leaves one. Source: Elixir's documentation, "Compatibility and
 * Deprecations", and docker-library/official-images, library/elixir.
 */
export const ELIXIR_LINES: readonly ElixirLine[] = [
  { line: '1.19', otp: ['28', '27', '26'] },
  { line: '1.20', otp: ['28', '29', '27'] },
  { line: '1.18', otp: ['27', '28', '26', '25'] },
  { line: '1.17', otp: ['27', '26', '25'] },
  { line: '1.16', otp: ['26', '25', '24'] },
  { line: '1.15', otp: ['26', '25', '24'] },
  { line: '1.14', otp: ['25', '24'] },
  { line: '1.13', otp: ['25', '24'] },
  { line: '1.12', otp: ['24'] },
]

/** A line gets security fixes until the fifth after it is out; these are the days of those releases. */
export const ELIXIR_RELEASES: readonly ReleaseLine[] = [
  { line: '1.14', endOfLife: '2025-10-16' },
  { line: '1.13', endOfLife: '2024-12-19' },
  { line: '1.12', endOfLife: '2024-06-12' },
]

/** The Debian of the official images by line of OTP: what a release is linked to. Source: erlang/docker-erlang-otp. */
export function debianOf(otp: string): string {
  const line = Number(otp)
  if (line >= 28) return 'trixie'
  return line >= 26 ? 'bookworm' : 'bullseye'
}

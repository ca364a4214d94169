import type { ReleaseLine } from '../../decide/releases.ts'

/** .NET, the newest first: an application's target framework names its line. Source: ".NET Support Policy". */
export const DOTNET_RELEASES: readonly ReleaseLine[] = [
  { line: '11.0', endOfLife: '2028-11-14' },
  { line: '10.0', endOfLife: '2028-11-14' },
  { line: '9.0', endOfLife: '2026-11-10' },
  { line: '8.0', endOfLife: '2026-11-10' },
  { line: '7.0', endOfLife: '2024-05-14' },
  { line: '6.0', endOfLife: '2024-11-12' },
  { line: '5.0', endOfLife: '2022-05-10' },
  { line: '3.1', endOfLife: '2022-12-13' },
]

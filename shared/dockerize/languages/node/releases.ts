import type { ReleaseLine } from '../../decide/releases.ts'

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

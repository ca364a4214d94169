import type { Sandbox } from '../sandbox/index.ts'
import { look, PLACES, type Place } from './estate.ts'

/** One line of the board: a place, the digest it runs, and what it answers. */
export interface Line extends Place {
  readonly digest: string | undefined
  readonly answer: string | undefined
}

/** Asks every place over HTTP. */
export async function readBoard(sandbox: Sandbox): Promise<readonly Line[]> {
  return await Promise.all(
    PLACES.map(async (place) => {
      const { url, image } = look(sandbox, place)
      const digest = image.split('@')[1]
      return {
        ...place,
        digest,
        answer: digest === undefined || url === undefined ? undefined : await ask(url),
      }
    }),
  )
}

async function ask(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
  if (!response?.ok) return undefined
  const body: unknown = await response.json()
  return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : undefined
}

/** The board for a terminal. */
export function renderBoard(lines: readonly Line[]): string {
  const rows = [
    ['stage', 'region', 'runs on', 'image', 'answers'],
    ...lines.map(({ stage, region, kind, digest, answer }) => [
      stage,
      region,
      kind,
      digest?.slice(0, 'sha256:'.length + 12) ?? '-',
      answer ?? '-',
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluate, parse } from '@humanwhocodes/momoa'
import type { Judged } from './results.ts'

/** An application and the port that its authors' test asks. */
export interface PortRow {
  readonly name: string
  readonly theirs: number
  /** Undefined where the application is refused. */
  readonly ours: string | undefined
}

/** Their applications with an HTTP test, by the `test.json` beside each. */
export function portRows(judged: readonly Judged[], folder: string): readonly PortRow[] {
  return judged.flatMap(({ name, found }) => {
    const theirs = portOf(join(folder, name, 'test.json'))
    return theirs === undefined ? [] : [{ name, theirs, ours: found?.['port'] }]
  })
}

function portOf(file: string): number | undefined {
  if (!existsSync(file)) return undefined
  const document: unknown = evaluate(
    parse(readFileSync(file, 'utf8'), { mode: 'jsonc', allowTrailingCommas: true }),
  )
  const cases: readonly unknown[] = Array.isArray(document) ? document : []
  const ports = cases.map((one) => member(member(one, 'httpCheck'), 'internalPort'))
  return ports.find((port) => typeof port === 'number')
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

import type { Clock } from './clock.ts'

/** One outgoing call, or one attempt of it. */
interface Call {
  /** `ecr`, `ecs`, `lambda`, `s3`, `sts`, `github`, or `registry` for the distribution protocol. */
  readonly service: string
  /** The API operation (`PutImage`), or method and kind of resource for the distribution protocol (`PUT manifest`). */
  readonly action: string
  readonly region: string | undefined
  readonly status: number | undefined
  readonly bytesSent: number
  readonly bytesReceived: number
  readonly milliseconds: number
}

/** What an action asked of the outside: the log's last line and the request-count tests come from it. */
export interface Journal {
  readonly record: (call: Call) => void
  /** Bytes that did not move because they were there already. */
  readonly avoid: (bytes: number) => void
  readonly calls: readonly Call[]
  readonly bytesAvoided: number
  /** For example `9 requests (ecr 4, ecs 5), 1.2 kB moved, 214 MB avoided, 0.9 s`. */
  readonly summary: () => string
}

/** An empty journal; its seconds count from here. */
export function openJournal(clock: Clock): Journal {
  const started = clock.now()
  const calls: Call[] = []
  let avoided = 0
  return {
    calls,
    get bytesAvoided() {
      return avoided
    },
    record: (call) => {
      calls.push(call)
    },
    avoid: (bytes) => {
      avoided += bytes
    },
    summary: () => summarize(calls, avoided, clock.now() - started),
  }
}

function summarize(calls: readonly Call[], avoided: number, milliseconds: number): string {
  const services = new Map<string, number>()
  for (const { service } of calls) services.set(service, (services.get(service) ?? 0) + 1)
  const each = [...services].map(([service, count]) => `${service} ${count}`).join(', ')
  const moved = calls.reduce((sum, call) => sum + call.bytesSent + call.bytesReceived, 0)
  return [
    `${calls.length} ${calls.length === 1 ? 'request' : 'requests'}${each === '' ? '' : ` (${each})`}`,
    `${formatBytes(moved)} moved`,
    `${formatBytes(avoided)} avoided`,
    `${(milliseconds / 1000).toFixed(1)} s`,
  ].join(', ')
}

/** A size in decimal units with three significant digits at most: `0 B`, `1.2 kB`, `214 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit] ?? 'B'}`
}

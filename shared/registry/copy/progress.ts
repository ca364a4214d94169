import { formatBytes } from '../../runner/journal.ts'
import type { Ports } from '../../runner/ports.ts'

/** How far one destination is. */
export interface Progress {
  readonly name: string
  /** Bytes that are there. */
  readonly done: number
  /** Bytes that have to get there. */
  readonly total: number
}

const EVERY_MS = 5_000

/**
 * Logs how far a copy is while some work lasts: one line for each destination that is not finished, every few seconds.
 */
export async function withProgress<T>(
  progress: () => readonly Progress[],
  work: () => Promise<T>,
  { clock, log, signal }: Pick<Ports, 'clock' | 'log' | 'signal'>,
): Promise<T> {
  const done = new AbortController()
  const started = clock.now()
  const report = async (): Promise<void> => {
    const until = AbortSignal.any([signal, done.signal])
    while (!until.aborted) {
      await clock.sleep(EVERY_MS, until)
      for (const line of progressLines(progress(), clock.now() - started)) log.info(line)
    }
  }
  // It ends by being aborted.
  const reporting = report().catch(() => undefined)
  try {
    return await work()
  } finally {
    done.abort()
    await reporting
  }
}

/**
 * For example `us-west-2: 412 MB of 2.0 GB (20 %), 95 MB/s, 17 s left`.
 * @param elapsed milliseconds since the copy began
 */
export function progressLines(progress: readonly Progress[], elapsed: number): readonly string[] {
  return progress
    .filter(({ done, total }) => done < total)
    .map(({ name, done, total }) => {
      const percent = Math.floor((100 * done) / total)
      const perSecond = elapsed > 0 ? (done * 1000) / elapsed : 0
      const rate =
        perSecond > 0 ? `, ${formatBytes(perSecond)}/s, ${timeLeft((total - done) / perSecond)} left` : ''
      return `${name}: ${formatBytes(done)} of ${formatBytes(total)} (${percent} %)${rate}`
    })
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return `${Math.ceil(seconds / 60)} min`
}

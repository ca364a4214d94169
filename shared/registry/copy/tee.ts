import { Readable } from 'node:stream'
import { idleError } from '../http/idle.ts'

/** One that takes the content. */
export interface Taker {
  /**
   * Takes it all; rejects when it cannot.
   * @param begins called once it takes: only from then on it can be too slow
   */
  readonly take: (content: Readable, begins: () => void) => Promise<void>
  /** Told of every chunk that was given to it, in bytes. */
  readonly given: (bytes: number) => void
}

/** How a tee ended. */
export interface TeeEnd {
  /** What kept each taker from taking it all; undefined where nothing did. */
  readonly failures: readonly unknown[]
  /** What kept the content from coming, where that was it. */
  readonly broken: unknown
}

// For each taker and blob, beside one chunk and what the connection holds.
const MOST_BYTES_WAITING = 128 * 1024

/**
 * Gives content to several takers at once, at the pace of the slowest, with a bound on what waits in memory. One that
 * fails, takes nothing for so long, or has not begun in a sixth of that while others wait for it, is left out, and the
 * others go on.
 * @param idleMs how long a taker may take nothing, in milliseconds
 */
export async function tee(
  content: AsyncIterable<Uint8Array>,
  takers: readonly Taker[],
  idleMs: number,
): Promise<TeeEnd> {
  const lanes = takers.map(({ given }) => openLane(given, idleMs))
  const ended = takers.map(async ({ take }, index): Promise<unknown> => {
    const lane = lanes[index]
    if (lane === undefined) return undefined
    try {
      await take(lane.stream, lane.watch)
      return undefined
    } catch (error) {
      return error ?? new Error('it failed without a reason')
    } finally {
      // Nothing is given any more to one that ended, however it did.
      lane.stream.destroy()
    }
  })
  let broken: unknown
  try {
    for await (const chunk of content) {
      const open = lanes.filter(({ stream }) => !stream.destroyed)
      if (open.length === 0) break
      await Promise.all(open.map((lane) => lane.give(chunk, () => othersWait(lane, open))))
    }
    for (const { stream } of lanes) if (!stream.destroyed) stream.push(null)
  } catch (error) {
    broken = error
    const reason = error instanceof Error ? error : new Error(String(error))
    for (const { stream } of lanes) stream.destroy(reason)
  }
  return { failures: await Promise.all(ended), broken }
}

interface Lane {
  readonly stream: Readable
  /** Resolves when more may be given. */
  readonly give: (chunk: Uint8Array, othersWait: () => boolean) => Promise<void>
  /** From now on something has to move. */
  readonly watch: () => void
  readonly isWatched: () => boolean
}

function othersWait(lane: Lane, lanes: readonly Lane[]): boolean {
  return lanes.some((other) => other !== lane && !other.stream.destroyed && other.isWatched())
}

const CHECKS = 4
const LATE = 6

function openLane(given: (bytes: number) => void, idleMs: number): Lane {
  let wake = (): void => undefined
  let pushed = 0
  let timer: NodeJS.Timeout | undefined
  const stream = new Readable({
    highWaterMark: MOST_BYTES_WAITING,
    read: () => {
      wake()
    },
    destroy: (error, done) => {
      clearInterval(timer)
      wake()
      done(error)
    },
  })
  // Who takes from it hears of it, if anyone still does.
  stream.on('error', () => undefined)
  const watch = (): void => {
    let taken = 0
    let still = 0
    timer = setInterval(() => {
      const before = taken
      taken = pushed - stream.readableLength
      still = taken === before && stream.readableLength > 0 ? still + 1 : 0
      if (still >= CHECKS) stream.destroy(idleError(idleMs))
    }, idleMs / CHECKS).unref()
  }
  return {
    stream,
    watch,
    isWatched: () => timer !== undefined,
    give: async (chunk, others) => {
      if (stream.destroyed) return
      given(chunk.byteLength)
      pushed += chunk.byteLength
      if (stream.push(chunk)) return
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => {
          if (timer === undefined && others()) stream.destroy(new Error('the upload did not begin in time'))
        }, idleMs / LATE)
        wake = () => {
          clearTimeout(late)
          resolve()
        }
      })
    },
  }
}

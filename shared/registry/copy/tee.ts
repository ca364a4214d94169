import { idleError } from '../http/idle.ts'
import type { UploadContent } from '../image-store.ts'

/** One that takes the content. */
export interface Taker {
  /**
   * Takes it all; rejects when it cannot.
   * @param begins called once it takes: only from then on it can be too slow
   */
  readonly take: (content: UploadContent, begins: () => void) => Promise<void>
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

/**
 * Gives content to several takers at once, at the pace of the slowest: a chunk is read when all have taken the one
 * before, so that one chunk is all that is held. One that fails, takes nothing for so long, or has not begun in a sixth
 * of that while others wait for it, is left out, and the others go on.
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
      await take(lane.content, lane.begins)
      return undefined
    } catch (error) {
      return lane.content.signal.aborted
        ? lane.content.signal.reason
        : (error ?? new Error('it failed without a reason'))
    } finally {
      // Nothing is given any more to one that ended, however it did.
      lane.close()
    }
  })
  let broken: unknown
  try {
    for await (const chunk of content) {
      const open = lanes.filter(({ isOpen }) => isOpen())
      if (open.length === 0) break
      await Promise.all(open.map((lane) => lane.give(chunk, () => othersWait(lane, open))))
    }
    for (const lane of lanes) lane.end()
  } catch (error) {
    broken = error
    for (const lane of lanes) lane.fail(error)
  }
  return { failures: await Promise.all(ended), broken }
}

interface Lane {
  readonly content: UploadContent
  readonly begins: () => void
  readonly isOpen: () => boolean
  readonly hasBegun: () => boolean
  /** Resolves when it is taken, or nothing is taken any more. */
  readonly give: (chunk: Uint8Array, othersWait: () => boolean) => Promise<void>
  /** There is no more. */
  readonly end: () => void
  readonly fail: (error: unknown) => void
  readonly close: () => void
}

function othersWait(lane: Lane, lanes: readonly Lane[]): boolean {
  return lanes.some((other) => other !== lane && other.isOpen() && other.hasBegun())
}

const LATE = 6

function openLane(given: (bytes: number) => void, idleMs: number): Lane {
  const failed = new AbortController()
  let open = true
  let begun = false
  let ended = false
  let offered: Uint8Array | undefined
  let wake = (): void => undefined
  let taken = (): void => undefined

  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        failed.signal.throwIfAborted()
        if (offered !== undefined) {
          yield offered
          offered = undefined
          taken()
        } else if (ended) return
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      close()
    }
  }
  const close = (): void => {
    open = false
    taken()
  }
  const fail = (error: unknown): void => {
    if (!open) return
    failed.abort(error)
    wake()
    close()
  }
  return {
    content: { chunks: chunks(), signal: failed.signal },
    begins: () => {
      begun = true
    },
    isOpen: () => open,
    hasBegun: () => begun,
    end: () => {
      ended = true
      wake()
    },
    fail,
    close,
    give: async (chunk, others) => {
      if (!open) return
      given(chunk.byteLength)
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => {
          if (!begun && others()) fail(new Error('the upload did not begin in time'))
        }, idleMs / LATE)
        // One that has not begun yet still waits for its registry, which has a limit of its own.
        const idle = setInterval(() => {
          if (begun) fail(idleError(idleMs))
        }, idleMs)
        taken = () => {
          clearTimeout(late)
          clearInterval(idle)
          resolve()
        }
        offered = chunk
        wake()
      })
    },
  }
}

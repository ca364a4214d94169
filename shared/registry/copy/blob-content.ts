import { createHash } from 'node:crypto'
import { messageOf, UserError } from '../../errors.ts'
import { isFinalRefusal } from '../http/refusal.ts'
import { backoff, type RetryBudget } from '../http/retry.ts'
import type { Ports } from '../../runner/ports.ts'
import type { ImageSource } from '../image-store.ts'
import type { Descriptor } from '../manifest.ts'

/** What a copy works with. */
export type CopyPorts = Pick<Ports, 'clock' | 'journal' | 'signal' | 'log'> & {
  readonly retries: RetryBudget
}

// Without a byte in between.
const MOST_FAILURES = 4

/**
 * The content of a blob, verified: the last chunk is given only when size and digest are those of the descriptor, so
 * that whoever passes the content on cannot complete it otherwise. A download that breaks off goes on from where it was.
 * @throws UserError when the content is not that of the descriptor (`isDamaged`), or cannot be read
 */
export async function* blobContent(
  source: ImageSource,
  blob: Descriptor,
  { clock, signal, retries }: Pick<CopyPorts, 'clock' | 'signal' | 'retries'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256')
  let received = 0
  let failures = 0
  for (let whole = false; !whole;) {
    try {
      for await (const chunk of await open(source, blob, received)) {
        received += chunk.byteLength
        if (received > blob.size) throw damaged(blob, `more than ${received - chunk.byteLength} bytes`)
        hash.update(chunk)
        failures = 0
        if (received === blob.size) check(hash.digest('hex'), received, blob)
        yield chunk
        if (received === blob.size) return
      }
      whole = true
    } catch (error) {
      signal.throwIfAborted()
      failures += 1
      if (isDamaged(error) || isFinalRefusal(error) || failures > MOST_FAILURES || !retries.take())
        throw error instanceof UserError ? error : unreadable(blob, error)
      await clock.sleep(backoff(failures), signal)
    }
  }
  check(hash.digest('hex'), received, blob)
}

function check(hex: string, received: number, blob: Descriptor): void {
  const digest = `sha256:${hex}`
  if (digest === blob.digest && received === blob.size) return
  throw damaged(blob, `${received} bytes of digest ${digest}`)
}

/** True for content that came whole and was not what it should be. */
export function isDamaged(error: unknown): boolean {
  return error instanceof UserError && error.cause === DAMAGED
}

function unreadable({ digest }: Descriptor, error: unknown): UserError {
  return new UserError(
    `The blob ${digest} cannot be read to its end: ${messageOf(error)}.`,
    'Run it again: what is there already is not copied again.',
    { cause: error },
  )
}

const DAMAGED = Symbol('damaged')

function damaged(blob: Descriptor, got: string): UserError {
  return new UserError(
    `The source gave ${got} for the blob ${blob.digest} of ${blob.size} bytes.`,
    'The image is damaged where it is read. Build it again.',
    { cause: DAMAGED },
  )
}

/** Source: OCI Image Specification v1.1, "Content Descriptors", `data`: content that stands in the descriptor itself. */
async function open(
  source: ImageSource,
  blob: Descriptor,
  offset: number,
): Promise<AsyncIterable<Uint8Array>> {
  const inline = typeof blob.data === 'string' && offset === 0 ? Buffer.from(blob.data, 'base64') : undefined
  if (inline?.byteLength === blob.size) return inlined(inline)
  return await source.readBlob(blob, offset)
}

async function* inlined(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  if (bytes.byteLength > 0) yield await Promise.resolve(bytes)
}

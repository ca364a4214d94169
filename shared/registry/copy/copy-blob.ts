import { isFinalRefusal } from '../http/refusal.ts'
import { backoff } from '../http/retry.ts'
import type { ImageSource, ImageStore, Upload, UploadContent } from '../image-store.ts'
import type { Descriptor } from '../manifest.ts'
import { blobContent, type CopyPorts, isDamaged } from './blob-content.ts'
import { tee } from './tee.ts'

/** A repository that needs a blob. */
export interface Receiver {
  readonly store: ImageStore
  /** A repository of the same registry that has the blob, which may be taken from there without sending it. */
  readonly mountFrom: string | undefined
  /** Told of bytes that were given to it; of fewer than none when an attempt was in vain. */
  readonly moved: (bytes: number) => void
  /** Told once: the blob is there, or why it is not. */
  readonly settle: (error?: unknown) => void
}

const MOST_ATTEMPTS = 4
// What is damaged on disk stays so, and what was damaged on the way does not: once more tells them apart.
const MOST_DAMAGED = 2
const IDLE_MS = 30_000

/**
 * Copies a blob to every receiver that needs it with one read of the source. Where it fails, it is tried again for
 * those where it failed, each time in a new upload session.
 */
export async function copyBlob(
  source: ImageSource,
  blob: Descriptor,
  receivers: readonly Receiver[],
  ports: CopyPorts,
): Promise<void> {
  let waiting = receivers
  let damaged = 0
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const { failed, broken } = await copyOnce(source, blob, waiting, ports)
    if (isDamaged(broken)) damaged += 1
    waiting = failed
      .filter(({ receiver, error }) => {
        const again =
          (isDamaged(broken) ? damaged < MOST_DAMAGED : mayHelp(error, broken, attempt)) &&
          ports.retries.take()
        if (!again || ports.signal.aborted)
          receiver.settle(ports.signal.aborted ? ports.signal.reason : error)
        return again && !ports.signal.aborted
      })
      .map(({ receiver }) => receiver)
    if (waiting.length === 0) return
    try {
      await ports.clock.sleep(isDamaged(broken) ? 0 : backoff(attempt), ports.signal)
      waiting = await stillLacking(blob, waiting)
    } catch (error) {
      for (const { settle } of waiting) settle(error)
      return
    }
  }
}

function mayHelp(error: unknown, broken: unknown, attempt: number): boolean {
  // Reading has its own attempts, and they are used up.
  return broken === undefined && !isFinalRefusal(error) && attempt < MOST_ATTEMPTS
}

interface Failed {
  readonly receiver: Receiver
  readonly error: unknown
}

async function copyOnce(
  source: ImageSource,
  blob: Descriptor,
  receivers: readonly Receiver[],
  ports: CopyPorts,
): Promise<{ readonly failed: readonly Failed[]; readonly broken: unknown }> {
  const begun = receivers.map((receiver) => ({
    receiver,
    upload: receiver.store.startUpload(blob, receiver.mountFrom),
  }))
  // Heard of where it is awaited, which may be later.
  for (const { upload } of begun) upload.catch(() => undefined)
  const toSend = await withoutMounted(begun, blob)
  if (toSend.length === 0) return { failed: [], broken: undefined }
  const given = toSend.map(() => 0)
  const takers = toSend.map(({ receiver, upload }, index) => ({
    given: (bytes: number) => {
      given[index] = (given[index] ?? 0) + bytes
      receiver.moved(bytes)
    },
    take: async (content: UploadContent, begins: () => void) => {
      const send = await upload
      content.signal.throwIfAborted()
      begins()
      await send?.(content)
      receiver.settle()
    },
  }))
  const { failures, broken } = await tee(blobContent(source, blob, ports), takers, IDLE_MS)
  const failed = toSend.flatMap(({ receiver }, index): readonly Failed[] => {
    if (failures[index] === undefined) return []
    receiver.moved(-(given[index] ?? 0))
    return [{ receiver, error: broken ?? failures[index] }]
  })
  return { failed, broken }
}

interface Begun {
  readonly receiver: Receiver
  readonly upload: Promise<Upload | undefined>
}

/** Where a blob may be mounted, the source is read only after the registry has said that it is not. */
async function withoutMounted(begun: readonly Begun[], { size }: Descriptor): Promise<readonly Begun[]> {
  const left = await Promise.all(
    begun.map(async (each) => {
      if (each.receiver.mountFrom === undefined) return [each]
      const isMounted = await each.upload.then(
        (upload) => upload === undefined,
        () => false,
      )
      if (!isMounted) return [each]
      each.receiver.moved(size)
      each.receiver.settle()
      return []
    }),
  )
  return left.flat()
}

/** An upload of which the answer was lost may have been stored all the same. */
async function stillLacking(blob: Descriptor, receivers: readonly Receiver[]): Promise<readonly Receiver[]> {
  const lacking = await Promise.all(
    receivers.map(async (receiver) => {
      const lacks = await receiver.store.missing([blob]).then(
        (missing) => missing.length > 0,
        () => true,
      )
      if (lacks) return [receiver]
      receiver.moved(blob.size)
      receiver.settle()
      return []
    }),
  )
  return lacking.flat()
}

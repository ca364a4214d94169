import type { FinalizeRequestMiddleware, MiddlewareStack, MetadataBearer } from '@smithy/types'

/**
 * Lets no call that began before the job was cancelled be tried again: an UpdateService whose answer was lost would
 * come after the one that undoes it. Calls that begin after the cancel are tried as often as any.
 */
export function endRetriesOnCancel(
  stack: MiddlewareStack<object, MetadataBearer>,
  signal: AbortSignal,
): void {
  const endRetriesMiddleware: FinalizeRequestMiddleware<object, MetadataBearer> = (next) => {
    // The SDK puts its middleware together anew for each call.
    const beganBefore = !signal.aborted
    return async (args) => {
      if (beganBefore) signal.throwIfAborted()
      return await next(args)
    }
  }
  // Behind the retry middleware, so that it is asked before each attempt.
  stack.add(endRetriesMiddleware, { step: 'finalizeRequest', priority: 'low', name: 'endRetriesMiddleware' })
}

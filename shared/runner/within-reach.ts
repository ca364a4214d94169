/**
 * Waits for work, but once the signal is aborted only so long: what is under way then may never answer, and there are
 * seconds left in which others have to be told. The work itself goes on.
 * @param graceMs milliseconds from the abort on
 * @param otherwise what stands for the work's end when the time is over
 * @throws what the work throws, and what `otherwise` throws
 */
export async function withinReach<T>(
  work: Promise<T>,
  signal: AbortSignal,
  graceMs: number,
  otherwise: () => T,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let arm = (): void => undefined
  const cut = new Promise<'cut'>((resolve) => {
    arm = () => {
      timer = setTimeout(() => {
        resolve('cut')
      }, graceMs)
    }
  })
  if (signal.aborted) arm()
  else signal.addEventListener('abort', arm, { once: true })
  try {
    const first = await Promise.race([work.then((value) => ({ value })), cut])
    return first === 'cut' ? otherwise() : first.value
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', arm)
  }
}

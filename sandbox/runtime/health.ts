import { setTimeout as sleep } from 'node:timers/promises'
import type { Container } from './runtime.ts'

const PATIENCE = 60_000

/** Whether the container answers HTTP (any status below 500) before it ends, within a minute. */
export async function becomesHealthy(container: Container): Promise<boolean> {
  const { url } = container
  let ended = false
  void container.exited.then(() => {
    ended = true
  })
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    await sleep(50)
    if (ended) return false
    if (url === undefined) return true
    const status = await statusOf(url)
    if (status !== undefined && status < 500) return true
  }
  return false
}

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })
    await response.body?.cancel()
    return response.status
  } catch {
    return undefined
  }
}

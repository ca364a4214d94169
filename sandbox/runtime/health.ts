import { setTimeout as sleep } from 'node:timers/promises'
import type { Container } from './runtime.ts'

const PATIENCE = 60_000

/** Whether the container answers HTTP (any status below 500) before it ends, within a minute. */
export async function becomesHealthy(container: Container): Promise<boolean> {
  const ended = container.exited.then(() => true)
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    if (await Promise.race([ended, sleep(50, false)])) return false
    if (container.url === undefined) return true
    const status = await statusOf(container.url)
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

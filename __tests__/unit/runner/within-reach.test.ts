import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followUntilShielded } from '../../../shared/runner/shield.ts'
import { withinReach } from '../../../shared/runner/within-reach.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function never(): Promise<string> {
  return new Promise(() => undefined)
}

describe('withinReach', () => {
  it('waits as long as it takes while nobody cancels', async () => {
    const { signal } = new AbortController()
    const work = new Promise<string>((resolve) => setTimeout(resolve, 60_000, 'done'))
    const waited = withinReach(work, signal, 10, () => 'cut')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await waited).toBe('done')
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each(['before', 'meanwhile'])('gives up so long after the abort (%s)', async (when) => {
    const cancel = new AbortController()
    if (when === 'before') cancel.abort()
    const waited = withinReach(never(), cancel.signal, 500, () => 'cut')
    cancel.abort()
    let ended = false
    void waited.then(() => {
      ended = true
    })
    await vi.advanceTimersByTimeAsync(499)
    expect(ended).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await waited).toBe('cut')
  })

  it('takes what comes in the time that is left, errors too', async () => {
    const cancel = new AbortController()
    cancel.abort()
    const soon = new Promise<string>((resolve) => setTimeout(resolve, 100, 'soon'))
    const waited = withinReach(soon, cancel.signal, 500, () => 'cut')
    await vi.advanceTimersByTimeAsync(100)
    expect(await waited).toBe('soon')
    const broken = withinReach(Promise.reject(new Error('broken')), cancel.signal, 500, () => 'cut')
    await expect(broken).rejects.toThrow('broken')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets what came too late be, however it ends', async () => {
    const cancel = new AbortController()
    cancel.abort()
    const late = new Promise<string>((_, reject) => setTimeout(reject, 1_000, new Error('late')))
    const waited = withinReach(late, cancel.signal, 0, () => 'cut')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await waited).toBe('cut')
  })
})

describe('a shielded signal', () => {
  it('follows until it is shielded', () => {
    const [one, other] = [new AbortController(), new AbortController()]
    const follows = followUntilShielded(one.signal)
    const shielded = followUntilShielded(other.signal)
    shielded.shield()
    const reason = new Error('cancelled')
    one.abort(reason)
    other.abort(reason)
    expect([follows.signal.reason, shielded.signal.aborted]).toStrictEqual([reason, false])
    expect(followUntilShielded(one.signal).signal.aborted).toBe(true)
  })
})

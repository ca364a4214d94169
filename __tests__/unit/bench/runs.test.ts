import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleDigest } from '../../../bench/support/bundle.ts'
import { doubts } from '../../../bench/support/machine.ts'
import { inRounds } from '../../../bench/support/rounds.ts'
import { hasUsefulLine, runProcess } from '../../../bench/support/run-process.ts'

describe('rounds', () => {
  it('leave a peer out that failed, say so once, and go on', async () => {
    const done: string[] = []
    const failures: unknown[] = []
    await inRounds(
      { name: 'case', tools: ['ours', 'crane', 'skopeo'], rounds: 2 },
      { say: () => undefined, peerFailed: (failure) => void failures.push(failure) },
      () => Promise.resolve(done.length),
      (tool, shared) => {
        if (tool === 'crane') return Promise.reject(new Error('refused'))
        done.push(`${tool} ${shared}`)
        return Promise.resolve()
      },
    )
    expect(done).toStrictEqual(['ours 0', 'skopeo 0', 'skopeo 2', 'ours 2'])
    expect(failures).toStrictEqual([{ case: 'case', peer: 'crane', why: 'refused' }])
  })

  it('end where ours fails', async () => {
    const fails = inRounds(
      { name: 'case', tools: ['ours'], rounds: 1 },
      { say: () => undefined, peerFailed: () => undefined },
      () => Promise.resolve(),
      () => Promise.reject(new Error('ours')),
    )
    await expect(fails).rejects.toThrow('ours')
  })
})

describe('a measured process', () => {
  const node = (script: string): Parameters<typeof runProcess>[0] => ({
    argv: [process.execPath, '-e', script],
    env: {},
    cwd: '.',
  })

  it('has a time, a first line and a peak of memory that covers what it held', async () => {
    const script = `
      console.log('::add-mask::x')
      const held = Buffer.alloc(80e6, 1)
      setTimeout(() => { console.log('useful', held.length) }, 200)
      setTimeout(() => {}, 400)`
    const { milliseconds, firstLineMs, peakBytes } = await runProcess(node(script))
    expect(firstLineMs).toBeGreaterThanOrEqual(200)
    expect(milliseconds).toBeGreaterThanOrEqual((firstLineMs ?? Infinity) + 100)
    if (process.platform === 'linux') expect(peakBytes).toBeGreaterThan(80e6)
  })

  it('throws its output when it fails, and when it takes too long', async () => {
    await expect(runProcess(node(`console.log('said'); process.exit(3)`))).rejects.toThrow(
      /ended with 3:\nsaid/,
    )
    const endless = { ...node('setInterval(() => {}, 1000)'), timeoutMs: 300 }
    await expect(runProcess(endless)).rejects.toThrow('SIGKILL')
  })

  it('takes only whole lines for people as useful', () => {
    expect(hasUsefulLine('::add-mask::x\n\n')).toBe(false)
    expect(hasUsefulLine('Release')).toBe(false)
    expect(hasUsefulLine('::debug::x\nRelease dev\n')).toBe(true)
  })
})

describe('doubts about a run', () => {
  const idle = { load: 0.3, cores: 2, bundle: 'one' }

  it('are a machine that did something else, and a bundle that changed', () => {
    expect(doubts(idle, 'one')).toStrictEqual([])
    expect(doubts({ ...idle, load: 9.9 }, 'one')).toStrictEqual([expect.stringContaining('load 9.9')])
    expect(doubts(idle, 'other')).toStrictEqual([expect.stringContaining('bundle')])
  })

  it('tell bundles apart by every file of theirs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
    try {
      writeFileSync(join(folder, 'index.js'), 'one')
      const first = bundleDigest(folder)
      expect(bundleDigest(folder)).toBe(first)
      writeFileSync(join(folder, '1.index.js'), '')
      const second = bundleDigest(folder)
      writeFileSync(join(folder, 'index.js'), 'two')
      expect(new Set([first, second, bundleDigest(folder)]).size).toBe(3)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

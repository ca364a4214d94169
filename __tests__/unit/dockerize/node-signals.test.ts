import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { expressFiles, planFor } from './memory-view.ts'

const PRELOAD = 'NODE_OPTIONS=--require=/usr/local/lib/stop.cjs'

describe('a server of Node.js', () => {
  it('without a handler for SIGTERM is given one', () => {
    const { dockerfile } = planFor(expressFiles)
    expect(dockerfile).toContain(PRELOAD)
    expect(dockerfile).toContain("COPY <<'EOF' /usr/local/lib/stop.cjs\nprocess.once('SIGTERM', ")
  })

  it('ends when a dependency that has shut it down sends the signal again', () => {
    const { dockerfile } = planFor(expressFiles)
    const code = /stop\.cjs\n([\s\S]*?)\nEOF/.exec(dockerfile)?.[1] ?? ''
    const server = `
      const shutDown = () => setTimeout(() => {
        process.removeListener('SIGTERM', shutDown)
        process.kill(process.pid, 'SIGTERM')
      })
      process.on('SIGTERM', shutDown)
      process.kill(process.pid, 'SIGTERM')
      setTimeout(() => {}, 5000)`
    const { status, signal } = spawnSync(process.execPath, ['--eval', code + server])
    expect([status, signal]).toEqual([143, null])
  })

  it.each([
    ['its source', { 'server.js': "app.listen(80)\nprocess.on('SIGTERM', () => server.close())\n" }],
    ['Nest', { 'server.js': 'app.enableShutdownHooks()\nawait app.listen(3000)\n' }],
    ['Next', { 'package.json': { scripts: { start: 'next start' }, dependencies: { next: '16.0.0' } } }],
  ])('has that of %s', (_, files) => {
    expect(planFor({ ...expressFiles, ...files }).dockerfile).not.toContain('NODE_OPTIONS')
  })
})

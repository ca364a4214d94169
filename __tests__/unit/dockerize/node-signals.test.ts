import { describe, expect, it } from 'vitest'
import { expressFiles, planFor } from './memory-view.ts'

const PRELOAD = 'NODE_OPTIONS=--require=/usr/local/lib/stop.cjs'

describe('a server of Node.js', () => {
  it('without a handler for SIGTERM is given one', () => {
    const { dockerfile } = planFor(expressFiles)
    expect(dockerfile).toContain(PRELOAD)
    expect(dockerfile).toContain("COPY <<'EOF' /usr/local/lib/stop.cjs\nprocess.once('SIGTERM', ")
  })

  it.each([
    ['its source', { 'server.js': "app.listen(80)\nprocess.on('SIGTERM', () => server.close())\n" }],
    ['Nest', { 'server.js': 'app.enableShutdownHooks()\nawait app.listen(3000)\n' }],
    ['Next', { 'package.json': { scripts: { start: 'next start' }, dependencies: { next: '16.0.0' } } }],
  ])('has that of %s', (_, files) => {
    expect(planFor({ ...expressFiles, ...files }).dockerfile).not.toContain('NODE_OPTIONS')
  })
})

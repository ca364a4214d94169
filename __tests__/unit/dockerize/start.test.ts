import { describe, expect, it } from 'vitest'
import { readManifest } from '../../../shared/dockerize/node/manifest.ts'
import { argvOf, reduceScript } from '../../../shared/dockerize/node/start.ts'
import { memoryApp } from './memory-view.ts'

function reduce(scripts: Readonly<Record<string, string>>): unknown {
  const manifest = readManifest(memoryApp({ 'package.json': { scripts } }))
  const start = manifest && reduceScript('start', manifest)
  return start?.kind === 'process' ? { ...start, argv: argvOf(start) } : start
}

describe('a start script', () => {
  it.each([
    ['node server.js', ['node', 'server.js']],
    ['exec node --enable-source-maps "my server.js"', ['node', '--enable-source-maps', 'my server.js']],
    ['next start -p 4000', ['node_modules/.bin/next', 'start', '-p', '4000']],
    ['npx tsx src/server.ts', ['node_modules/.bin/tsx', 'src/server.ts']],
    ['tsc && node dist/server.js', ['node', 'dist/server.js']],
    ['npm run build && npm run serve:it', ['node', 'it.js', '--quiet']],
    ['prisma migrate deploy && node x.js', ['/bin/sh', '-c', 'prisma migrate deploy && exec node x.js']],
    ['node x.js --host $HOST', ['/bin/sh', '-c', 'exec node x.js --host $HOST']],
  ])('%s', (start, argv) => {
    const scripts = { start, 'serve:it': 'node it.js --quiet' }
    expect(reduce(scripts)).toMatchObject({ kind: 'process', argv })
  })

  it('sets its environment in the image', () => {
    expect(reduce({ start: 'cross-env NODE_OPTIONS=--max-old-space-size=400 node x.js' })).toMatchObject({
      argv: ['node', 'x.js'],
      env: { NODE_OPTIONS: '--max-old-space-size=400' },
    })
  })

  it('builds once what it would build at each start', () => {
    expect(reduce({ prestart: 'tsc -p .', start: 'node dist/x.js' })).toMatchObject({
      argv: ['node', 'dist/x.js'],
      build: ['tsc -p .'],
    })
  })

  it.each(['nodemon server.js', 'next dev', 'vite', 'nest start --watch', 'node --watch x.js', 'ng serve'])(
    '%s is for development',
    (start) => {
      expect(reduce({ start })).toMatchObject({ kind: 'development' })
    },
  )

  it('does not follow scripts in circles', () => {
    expect(reduce({ start: 'npm run other', other: 'npm start' })).toEqual({ kind: 'none' })
  })
})

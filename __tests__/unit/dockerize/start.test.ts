import { describe, expect, it } from 'vitest'
import { readManifest } from '../../../shared/dockerize/languages/node/manifest.ts'
import { argvOf, reduceScript } from '../../../shared/dockerize/languages/node/start.ts'
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
    ['node -r dotenv/config server.js', ['node', '-r', 'dotenv/config', 'server.js']],
    ['node --env-file=.env --enable-source-maps x.js', ['node', '--enable-source-maps', 'x.js']],
    ['dotenv -e .env.production -- node x.js', ['node', 'x.js']],
    ['dotenvx run -f .env -- node x.js', ['node', 'x.js']],
    ['env-cmd -f .env npm run serve:it', ['node', 'it.js', '--quiet']],
    ['pnpm exec next start', ['node_modules/.bin/next', 'start']],
    ['yarn next start', ['node_modules/.bin/next', 'start']],
    ['yarn node x.js', ['node', 'x.js']],
    ['pm2-runtime start server.js --name api -i max', ['node', 'server.js']],
    ['pm2 start npm --name x -- run serve:it', ['node', 'it.js', '--quiet']],
    ['forever start -c node app.js', ['node', 'app.js']],
    ['dumb-init node x.js', ['node', 'x.js']],
    ['run-s build serve:it', ['node', 'it.js', '--quiet']],
    ['node src/index.ts', ['node', 'src/index.ts']],
    ['tool a; B=1 node x.js; ', ['/bin/sh', '-c', 'tool a; B=1 node x.js; ']],
    ['tool a | tee b && node x.js', ['/bin/sh', '-c', 'tool a | tee b && exec node x.js']],
    ['tool a; B=1 node x.js', ['/bin/sh', '-c', 'tool a; exec env B=1 node x.js']],
    ['tool a; node x.js | tee b', ['/bin/sh', '-c', 'tool a; node x.js | tee b']],
    ['node x.js --host $HOST', ['/bin/sh', '-c', 'exec node x.js --host $HOST']],
  ])('%s', (start, argv) => {
    const scripts = { start, build: 'tsc', 'serve:it': 'node it.js --quiet' }
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

  it.each([
    ['concurrently "npm:api" "npm:web"'],
    ['npm-run-all --parallel api web'],
    ['node api.js & node web.js'],
  ])('%s is several processes', (start) => {
    expect(reduce({ start, api: 'node api.js', web: 'node web.js' })).toMatchObject({ kind: 'several' })
  })

  it.each([
    ['cd apps/web && npm start', 'apps/web'],
    ['npm run start --workspace=api', 'api'],
    ['yarn workspace web start', 'web'],
    ['pnpm --filter web start', 'web'],
    ['turbo run start --filter web', 'web'],
  ])('%s is of another package', (start, place) => {
    expect(reduce({ start })).toEqual({ kind: 'elsewhere', place })
  })

  it.each([
    ['serve -s build', { folder: 'build', fallback: true }],
    ['serve -l 3000 dist', { folder: 'dist', fallback: false }],
    ['npx http-server ./www/ -p 80', { folder: 'www', fallback: false }],
    ['sirv public --single', { folder: 'public', fallback: true }],
  ])('%s serves files', (start, files) => {
    expect(reduce({ start })).toEqual({ kind: 'files', ...files })
  })

  it.each([
    ['tsx src/index.ts', ['tsx']],
    ['node --import tsx src/index.ts', ['tsx']],
    ['node --loader ts-node/esm -r @swc-node/register src/index.ts', ['ts-node', '@swc-node/register']],
    ['prisma migrate deploy && node x.js', ['prisma']],
    ['node --require ./tracing.js x.js', []],
  ])('%s needs its packages while it runs', (start, needs) => {
    expect(reduce({ start })).toMatchObject({ needs })
  })

  it('sees through a script that only wraps what it is given', () => {
    const scripts = { 'with-env': 'dotenv -e ../../.env --', start: 'pnpm with-env next start' }
    expect(reduce(scripts)).toMatchObject({ argv: ['node_modules/.bin/next', 'start'], needs: ['next'] })
  })

  it('does not follow scripts in circles', () => {
    expect(reduce({ start: 'npm run other', other: 'npm start' })).toEqual({ kind: 'none' })
  })
})

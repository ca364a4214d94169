import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

const LISTENS = 'http.createServer().listen(process.env.PORT)'

/** What starts an application with these scripts, more of its package.json, and files. */
function runOf(
  scripts: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | object>>,
  more: object = {},
): string {
  const dependencies = { express: '5' }
  const { runCommand } = planFor({
    'package.json': { scripts, dependencies, ...more },
    'package-lock.json': '{}',
    ...files,
  })
  return runCommand.value.join(' ')
}

describe('what a builder makes of the entry', () => {
  const src = { 'src/index.ts': LISTENS }
  it.each([
    ['main', 'whatever', { 'src/server.ts': LISTENS }, { main: './lib/server.js' }, 'lib/server.js'],
    [
      'tsc',
      'tsc',
      { ...src, 'tsconfig.json': '{"compilerOptions":{"outDir":"./out","rootDir":"."}}' },
      {},
      'out/src/index.js',
    ],
    [
      'tsc with a base',
      'tsc -p tsconfig.build.json',
      {
        ...src,
        'tsconfig.build.json': '{"extends":"./tsconfig"}',
        'tsconfig.json': '{"compilerOptions":{"outDir":"lib"}}',
      },
      {},
      'lib/index.js',
    ],
    ['tsc --outDir', 'rimraf x && tsc --outDir made', src, {}, 'made/index.js'],
    [
      'esbuild --outdir',
      'esbuild src/index.ts --bundle --outdir=dist --out-extension:.js=.mjs',
      src,
      {},
      'dist/index.mjs',
    ],
    [
      'tsup',
      'tsup src/index.ts',
      { ...src, 'tsup.config.ts': "export default defineConfig({ format: ['esm'], outDir: 'out' })" },
      {},
      'out/index.mjs',
    ],
    ['tsup of a module', 'tsup src/index.ts', src, { type: 'module' }, 'dist/index.cjs'],
    ['ncc', 'ncc build src/index.ts -o made', src, {}, 'made/index.js'],
    ['swc', 'swc src -d dist', src, { devDependencies: { '@swc/cli': '^0.7.0' } }, 'dist/src/index.js'],
    [
      'swc, stripped',
      'swc src -d dist --strip-leading-paths',
      src,
      { devDependencies: { '@swc/cli': '^0.7.0' } },
      'dist/index.js',
    ],
    ['babel', 'babel src --extensions .ts --out-dir dist', src, {}, 'dist/index.js'],
    [
      'rollup',
      'rollup -c',
      { ...src, 'rollup.config.mjs': "export default { output: { file: 'dist/app.js' } }" },
      {},
      'dist/app.js',
    ],
    [
      'webpack',
      'webpack --mode production',
      {
        ...src,
        'webpack.config.js':
          "module.exports = { output: { filename: 'server.js', path: path.join(__dirname, 'out') } }",
      },
      {},
      'out/server.js',
    ],
    ['unbuild', 'unbuild', src, {}, 'dist/index.mjs'],
    ['vite', 'vite build --ssr src/index.ts --outDir made', src, { type: 'module' }, 'made/index.js'],
  ])('%s', (_, build, files, more, entry) => {
    expect(runOf({ build }, files, more)).toBe(`node ${entry}`)
  })
})

describe('a start for development', () => {
  it('names the file that runs in production', () => {
    expect(runOf({ start: 'nodemon api.js' }, { 'api.js': LISTENS })).toBe('node api.js')
  })

  it('gives way to the compiled file', () => {
    const files = { 'src/index.ts': LISTENS, 'tsconfig.json': '{"compilerOptions":{"outDir":"dist"}}' }
    expect(runOf({ start: 'tsx watch src/index.ts', build: 'tsc' }, files)).toBe('node dist/index.js')
  })
})

describe('TypeScript that runs as it is', () => {
  it('keeps the runner and the source', () => {
    const plan = planFor({
      'package.json': {
        scripts: { start: 'tsx src/index.ts', build: 'vite build' },
        dependencies: { express: '5' },
        devDependencies: { tsx: '4' },
      },
      'package-lock.json': '{}',
      'src/index.ts': LISTENS,
    })
    expect(plan.runCommand.value).toEqual(['node_modules/.bin/tsx', 'src/index.ts'])
    expect(plan.dockerfile).toContain('what runs needs one that is for development')
    expect(plan.dockerfile).toContain('COPY --from=build /app ./')
    expect(plan.dockerfile).toContain('rm -rf node_modules')
  })

  it.each([
    [{}, 0],
    [{ engines: { node: '20' } }, 1],
    [{ engines: { node: '22.12.0' } }, 1],
    [{ engines: { node: '22' } }, 0],
  ])('is said to be too new for %j', (more, warnings) => {
    const plan = planFor({
      'package.json': { scripts: { start: 'node src/index.ts' }, dependencies: { express: '5' }, ...more },
      'package-lock.json': '{}',
      'src/index.ts': LISTENS,
    })
    expect(plan.warnings.filter(({ text }) => text.includes('TypeScript by itself'))).toHaveLength(warnings)
  })
})

describe('PM2', () => {
  const scripts = { start: 'pm2-runtime start ecosystem.config.js' }

  it('stands for the one process it is told of', () => {
    const files = {
      'app.js': LISTENS,
      'ecosystem.config.js':
        "module.exports = { apps: [{ name: 'x', script: './app.js', args: '--fast', env: { PORT: 4321 } }] }",
    }
    expect(runOf(scripts, files)).toBe('node app.js --fast')
  })

  it('of several is refused', () => {
    const files = {
      'ecosystem.config.js': "module.exports = { apps: [{ script: 'a.js' }, { script: 'b.js' }] }",
    }
    expect(errorOf(() => runOf(scripts, files)).message).toMatch(/several processes at once/)
  })
})

describe('the address that the code listens on', () => {
  const plan = (server: string, dependency = 'express') =>
    planFor({
      'package.json': { scripts: { start: 'node server.js' }, dependencies: { [dependency]: '5' } },
      'package-lock.json': '{}',
      'server.js': server,
    })

  it.each([
    ["app.listen(3000, '127.0.0.1')", 'express'],
    ["app.listen(Number(process.env.PORT ?? 3000), 'localhost', () => {})", 'express'],
    ["serve({ fetch: app.fetch, port: 3000, hostname: 'localhost' })", 'hono'],
    ["const hostname = '127.0.0.1'\nserver.listen(port, hostname, () => {})", 'express'],
    ["const f = require('fastify')()\nf.listen({ port: 3000 })", 'fastify'],
  ])('%s is said to be out of reach', (server, dependency) => {
    expect(
      plan(server, dependency)
        .warnings.map(({ text }) => text)
        .join(),
    ).toMatch(/alone, which nothing outside/)
  })

  it.each([
    ["app.listen(3000, '0.0.0.0')", 'express'],
    ['app.listen(3000)', 'express'],
    ["const f = require('fastify')()\nf.listen({ port: 3000, host: '0.0.0.0' })", 'fastify'],
    ["db.connect({ host: 'localhost', port: 5432 })\napp.listen(3000)", 'express'],
  ])('%s is not', (server, dependency) => {
    expect(
      plan(server, dependency)
        .warnings.map(({ text }) => text)
        .join(),
    ).not.toMatch(/alone, which/)
  })

  it('is every one where a variable gives it', () => {
    const { dockerfile } = plan("app.listen(3000, process.env.HOST || 'localhost')")
    expect(dockerfile).toContain('HOST=0.0.0.0')
  })
})

describe('the port in the source', () => {
  it.each([
    ['app.listen(process.env.PORT || 4001)', 4001],
    ["const port = parseInt(process.env.PORT || '4002', 10)", 4002],
    ['const port = parseInt(process.env.PORT, 10) || 4003', 4003],
    ['const { PORT = 4004 } = process.env', 4004],
    ["await app.listen(config.get('PORT', 4005))", 4005],
    ["await app.listen(config.get<number>('PORT') ?? 4006)", 4006],
    ['const env = z.object({ PORT: z.coerce.number().default(4007) })', 4007],
    ['serve({ fetch: app.fetch, port: 4008 })', 4008],
    ["const db = { host: 'db', port: 5432 }", 8000],
  ])('%s', (server, port) => {
    const plan = planFor({
      'package.json': { scripts: { start: 'node server.js' }, dependencies: { express: '5' } },
      'package-lock.json': '{}',
      'server.js': server,
    })
    expect(plan.port.value).toBe(port)
  })
})

describe('public variables', () => {
  it('are arguments of the build alone, whatever they are called', () => {
    const { dockerfile } = planFor({
      'package.json': { scripts: { build: 'vite build' }, devDependencies: { vite: '7' } },
      'package-lock.json': '{}',
      'index.html': '',
      'src/App.vue': '<script setup>const key = import.meta.env.VITE_MAP_KEY</script>',
      'src/page.svelte': "<script>import { PUBLIC_URL } from '$env/static/public'</script>",
    })
    expect(dockerfile).toContain('ARG PUBLIC_URL\nARG VITE_MAP_KEY')
    expect(dockerfile).toContain('# check=skip=SecretsUsedInArgOrEnv;error=true')
    expect(dockerfile).not.toMatch(/ENV.*VITE_MAP_KEY/)
  })
})

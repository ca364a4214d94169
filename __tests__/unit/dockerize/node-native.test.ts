import { describe, expect, it } from 'vitest'
import { planFor, type Planned } from './memory-view.ts'

type Files = Readonly<Record<string, string | object>>

function plan(dependencies: Files, files: Files = {}, more: object = {}): Planned {
  return planFor({
    'package.json': { scripts: { start: 'node server.js' }, dependencies, ...more },
    'package-lock.json': '{}',
    'server.js': 'createServer().listen(process.env.PORT)',
    ...files,
  })
}

/** The stages before the final one, and the final one. */
function halves({ dockerfile }: Planned): readonly [string, string] {
  const at = dockerfile.indexOf(' AS runtime')
  return [dockerfile.slice(0, at), dockerfile.slice(at)]
}

describe('native dependencies', () => {
  it('are compiled in a stage of their own, and loaded in the last one', () => {
    const [before, runtime] = halves(plan({ canvas: '^3.0.0' }))
    expect(before).toContain('g++ libcairo2-dev libgif-dev')
    expect(runtime).toContain('libcairo2 libgif7')
    expect(runtime).not.toContain('g++')
  })

  it.each([
    [{ bcrypt: '^5.1.0' }, true],
    [{ bcrypt: '^6.0.0' }, false],
    [{ sharp: '^0.34.0' }, false],
    [{ 'better-sqlite3': '^12.0.0' }, true],
  ])('%j', (dependencies, compiles) => {
    expect(plan(dependencies).dockerfile.includes('g++')).toBe(compiles)
  })

  it("are compiled against the image's own headers", () => {
    const [before, runtime] = halves(plan({ 'better-sqlite3': '^12.0.0' }))
    expect(before).toContain('ENV npm_package_config_node_gyp_nodedir=/usr/local\n')
    expect(runtime).not.toContain('nodedir')
    expect(plan({ express: '^5.0.0' }).dockerfile).not.toContain('nodedir')
  })

  it.each([
    ['npm', 'package-lock.json', '"node_modules/directus/node_modules/isolated-vm": {\n', true],
    ['pnpm', 'pnpm-lock.yaml', "lockfileVersion: '9.0'\npackages:\n  isolated-vm@6.0.0: {}\n", true],
    ['Yarn 1', 'yarn.lock', '# yarn lockfile v1\nisolated-vm@^6.0.0:\n', true],
    ['Yarn', 'yarn.lock', '\n"isolated-vm@npm:^6.0.0":\n', true],
    ['Bun', 'bun.lock', '"isolated-vm": ["isolated-vm@6.0.0", "", {}]', true],
    ['npm, as a peer alone', 'package-lock.json', '"peerDependencies": { "isolated-vm": "^6.0.0" }', false],
  ])('that other packages bring are compiled too: %s', (_, lockfile, text, compiles) => {
    const { dockerfile } = planFor({
      'package.json': { scripts: { start: 'directus start' }, dependencies: { directus: '^11.0.0' } },
      [lockfile]: text,
    })
    expect(dockerfile.includes('g++')).toBe(compiles)
  })

  it.each([
    ['5.0.3', undefined, '22'],
    ['5.0.3', '>=22', '22'],
    ['5.0.3', '24', '24'],
    ['5.0.3', '>=24', '24'],
    ['6.0.0', '>=22', '24'],
  ])('isolated-vm %s with Node.js %s is compiled by %s', (locked, node, version) => {
    const lockfile = { packages: { 'node_modules/isolated-vm': { version: locked } } }
    const planned = planFor({
      'package.json': {
        scripts: { start: 'directus start' },
        dependencies: { directus: '^11.0.0' },
        ...(node === undefined ? {} : { engines: { node } }),
      },
      'package-lock.json': JSON.stringify(lockfile, undefined, 2),
    })
    expect(planned.version.value).toBe(version)
  })

  it('from git need git where they are installed', () => {
    const [before, runtime] = halves(plan({ thing: 'github:example/thing#v1' }))
    expect(before).toContain('ca-certificates git openssh-client')
    expect(runtime).not.toContain('openssh-client')
  })
})

describe('browsers', () => {
  it("Puppeteer drives Debian's Chromium", () => {
    const planned = plan({ puppeteer: '^24.0.0' })
    const [before, runtime] = halves(planned)
    expect(before).toContain('ENV PUPPETEER_SKIP_DOWNLOAD=true')
    expect(runtime).toContain('chromium fonts-liberation')
    expect(runtime).toContain('PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium')
    expect(planned.warnings.map(({ text }) => text).join()).toMatch(/--no-sandbox/)
  })

  it.each([
    [{ 'puppeteer-core': '^24.0.0' }, true],
    [{ 'puppeteer-core': '^24.0.0', '@sparticuz/chromium': '^141.0.0' }, false],
  ])('is there once: %j', (dependencies, installed) => {
    const [, runtime] = halves(plan(dependencies))
    expect(runtime.includes(' chromium ')).toBe(installed)
    expect(runtime.includes('libnss3')).toBe(!installed)
  })

  it('Playwright takes its own with its package', () => {
    const [before, runtime] = halves(plan({ playwright: '^1.60.0' }))
    expect(before).toContain('RUN node_modules/.bin/playwright install --only-shell chromium')
    expect(runtime).toContain('fonts-liberation libasound2')
    expect(runtime).toContain('libnss3')
    expect(runtime).toContain('PLAYWRIGHT_BROWSERS_PATH=0')
  })

  it('of tests are none of the image', () => {
    expect(
      plan({ express: '5' }, {}, { devDependencies: { playwright: '1', puppeteer: '24' } }).dockerfile,
    ).not.toMatch(/chromium/)
  })
})

describe('Prisma', () => {
  const schema = 'generator client {\n  provider = "prisma-client-js"\n}\n'
  const dependencies = { '@prisma/client': '^6.0.0' }
  const devDependencies = { prisma: '^6.0.0' }

  it('generates its client where it is installed, and keeps it in what runs', () => {
    const { dockerfile } = plan(dependencies, { 'prisma/schema.prisma': schema }, { devDependencies })
    expect(dockerfile).toContain('COPY prisma ./prisma')
    expect(dockerfile).toMatch(
      /npm ci\n[\s\S]*RUN node_modules\/\.bin\/prisma generate\n[\s\S]*npm prune --omit=dev/,
    )
    expect(dockerfile).toContain('ca-certificates openssl')
  })

  it('is said to migrate at each start', () => {
    const scripts = { start: 'prisma migrate deploy && node server.js' }
    const { warnings } = plan({ ...dependencies, ...devDependencies }, {}, { scripts })
    expect(warnings.map(({ text }) => text).join()).toMatch(/migrates the database when it starts/)
  })

  it('leaves that to a hook that does it', () => {
    const scripts = { start: 'node server.js', postinstall: 'prisma generate' }
    const { dockerfile } = plan(
      dependencies,
      { 'prisma/schema.prisma': schema },
      { devDependencies, scripts },
    )
    expect(dockerfile).not.toContain('.bin/prisma generate')
  })

  it('generates beside the source before the build', () => {
    const files = {
      'prisma/schema.prisma':
        'generator client {\n  provider = "prisma-client"\n  output   = "../src/generated"\n}\n',
      'prisma.config.ts':
        "export default defineConfig({ schema: 'prisma/schema.prisma', datasource: { url: env('DATABASE_URL') } })",
    }
    const scripts = { build: 'tsc', start: 'node dist/server.js' }
    const { buildCommand } = plan(dependencies, files, { devDependencies, scripts })
    expect(buildCommand?.value).toBe(
      'DATABASE_URL=postgresql://localhost/none node_modules/.bin/prisma generate && npm run build',
    )
  })

  const modern = 'generator client {\n  provider = "prisma-client"\n  output = "../src/generated"\n}\n'
  const config = "export default defineConfig({ datasource: { url: env('DATABASE_URL') } })"

  it.each([
    ['Prisma 6', '^6.0.0', schema, true],
    ['Prisma 6 without one', '^6.16.0', schema.replace('}', '  engineType = "client"\n}'), false],
    ['Prisma 7', '^7.0.0', modern, false],
  ])('has the libraries of an engine where one runs: %s', (_, version, text, engine) => {
    const [before, runtime] = halves(
      plan(
        { '@prisma/client': version },
        { 'prisma/schema.prisma': text },
        { devDependencies: { prisma: version } },
      ),
    )
    expect(before).toContain('--no-install-recommends openssl')
    expect(runtime.includes('openssl')).toBe(engine)
  })

  it('has the libraries of an engine where its commands run', () => {
    const [, runtime] = halves(plan({ '@prisma/client': '^7.0.0', prisma: '^7.0.0' }))
    expect(runtime).toContain('ca-certificates openssl')
  })

  it.each([
    ['a hook', { postinstall: 'prisma generate', start: 'node server.js' }, true],
    ['the build', { build: 'prisma generate && tsc', start: 'node dist/server.js' }, false],
  ])('insists on what its configuration reads, when %s generates', (_, scripts, hook) => {
    const files = { 'prisma/schema.prisma': modern, 'prisma.config.ts': config }
    const { dockerfile } = plan({ '@prisma/client': '^7.0.0' }, files, {
      devDependencies: { prisma: '^7.0.0' },
      scripts,
    })
    expect(dockerfile).toContain('ENV DATABASE_URL=postgresql://localhost/none\n')
    expect(dockerfile.includes('COPY prisma.config.ts ./prisma.config.ts')).toBe(hook)
    expect(dockerfile.includes('COPY prisma ./prisma')).toBe(hook)
  })
})

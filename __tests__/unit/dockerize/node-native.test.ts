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

  it('Playwright takes its own with its package', () => {
    const [before, runtime] = halves(plan({ playwright: '^1.60.0' }))
    expect(before).toContain('RUN node_modules/.bin/playwright install --only-shell chromium')
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
})

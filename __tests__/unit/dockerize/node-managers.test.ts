import { describe, expect, it } from 'vitest'
import { errorOf, expressFiles, planFor } from './memory-view.ts'

const manifest = expressFiles['package.json']
const unlocked = { 'package.json': manifest, 'server.js': expressFiles['server.js'] }
const lockOf = (name: string): string => `${name}@^5.0.0:\n  version "5.1.0"\n${'# '.repeat(200)}`

function warningsFor(files: Readonly<Record<string, string | object>>): string {
  return planFor({ ...unlocked, ...files })
    .warnings.map(({ text }) => text)
    .join('\n')
}

describe('the package manager', () => {
  it.each([
    ['pnpm', { packageManager: 'pnpm@9.15.9+sha512.aa' }, 'npm install --global pnpm@9.15.9\n'],
    ['pnpm', { devEngines: { packageManager: { name: 'pnpm', version: '10.2.0' } } }, 'pnpm@10.2.0\n'],
    ['pnpm', { engines: { pnpm: '^8.6.0' } }, 'npm install --global pnpm@^8.6.0\n'],
    ['pnpm', { engines: { pnpm: '>=9 <12' } }, 'npm install --global pnpm@10\n'],
    ['yarn', { packageManager: 'yarn@4.9.4' }, '@yarnpkg/cli-dist@4.9.4\n'],
    [
      'bun',
      { packageManager: 'bun@1.4.5' },
      'COPY --from=oven/bun:1.4.5-slim /usr/local/bin/bun /usr/local/bin/\n',
    ],
  ])('%s as %j declares it', (name, declared, line) => {
    const plan = planFor({ ...unlocked, 'package.json': { ...manifest, ...declared } })
    expect(plan.packageManager?.value).toBe(name)
    expect(plan.dockerfile).toContain(line)
  })

  it.each([
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n", 'pnpm@10\n'],
    ['pnpm-lock.yaml', 'lockfileVersion: 5.4\n', 'pnpm@7\n'],
    ['yarn.lock', '__metadata:\n  version: 8\n', '@yarnpkg/cli-dist@4\n'],
    ['yarn.lock', '__metadata:\n  version: 6\n', '@yarnpkg/cli-dist@3\n'],
    ['bun.lock', '{}', 'bun install --frozen-lockfile --production\n'],
    ['bun.lockb', '', 'bun install --frozen-lockfile --production\n'],
  ])('is the one that wrote %s (%j)', (file, text, line) => {
    expect(planFor({ ...unlocked, [file]: text }).dockerfile).toContain(line)
  })

  it('is refused where nobody knows it', () => {
    const error = errorOf(() => planFor({ 'package.json': { ...manifest, packageManager: 'cnpm@9' } }))
    expect(error.message).toMatch(/package.json:\d+ names the package manager "cnpm@9"/)
    expect(error.hint).toContain('npm, pnpm, yarn, bun')
  })

  it.each([
    ['pnpm-lock.yaml', lockOf('koa'), /pnpm-lock.yaml does not have "express".*pnpm install/],
    ['yarn.lock', lockOf('koa'), /yarn.lock does not have "express"/],
    ['yarn.lock', lockOf('express-session'), /does not have "express"/],
    ['yarn.lock', lockOf('express'), /^((?!does not have).)*$/s],
  ])('warns of %s that lacks a dependency', (file, text, message) => {
    const lock = file === 'pnpm-lock.yaml' ? `lockfileVersion: '9.0'\n${text}` : text
    expect(warningsFor({ [file]: lock })).toMatch(message)
  })

  it('is the declared one of two lockfiles, and that is said', () => {
    const lacking = { 'package.json': { ...manifest, packageManager: 'npm@11.6.0' }, 'yarn.lock': '' }
    const files = { ...lacking, 'package-lock.json': '{}' }
    expect(warningsFor(files)).toMatch(/Both package-lock.json and yarn.lock are there: npm is used/)
    expect(warningsFor(lacking)).toMatch(/yarn.lock is there, but npm is what package.json declares/)
  })
})

describe('Yarn with its cache in the repository', () => {
  const plan = planFor({
    ...unlocked,
    'package.json': {
      ...manifest,
      packageManager: 'yarn@4.9.4',
      scripts: { start: 'yarn node -r ./.pnp.cjs server.js' },
    },
    'yarn.lock': '__metadata:\n  version: 8\n',
    '.yarnrc.yml': 'nodeLinker: pnp\n',
    '.yarn/cache/express-npm-5.1.0.zip': '',
  })

  it('installs from it alone', () => {
    expect(plan.dockerfile).toContain('COPY .yarn/cache ./.yarn/cache')
    expect(plan.dockerfile).toContain('YARN_ENABLE_GLOBAL_CACHE=false')
  })

  it("runs without Plug'n'Play's loader, as there are node_modules", () => {
    expect(plan.runCommand.value).toEqual(['node', 'server.js'])
  })
})

describe('a server on Bun', () => {
  const files = {
    'package.json': { scripts: { start: 'bun run src/index.ts' } },
    'src/index.ts': 'Bun.serve({ port: 3001 })',
  }

  it.each([
    [{ start: 'bun run src/index.ts' }, ['bun', 'src/index.ts']],
    [{ start: 'bun run serve', serve: 'bun --bun src/index.ts' }, ['bun', 'src/index.ts']],
    [{ start: 'NODE_ENV=production bun src/index.ts' }, ['bun', 'src/index.ts']],
    [{ dev: 'bun --hot src/index.ts' }, ['bun', 'src/index.ts']],
    [{ start: 'bun --watch src/index.ts' }, ['bun', 'src/index.ts']],
    [{ start: 'bunx next start' }, ['node_modules/.bin/next', 'start']],
    [{ start: 'bun run next start' }, ['node_modules/.bin/next', 'start']],
  ])('%j runs %j', (scripts, argv) => {
    const plan = planFor(
      { ...files, 'package.json': { scripts, devDependencies: { '@types/bun': '1' } }, 'bun.lock': '{}' },
      {},
      {},
    )
    expect(plan.runCommand.value).toEqual(argv)
    expect(plan.language.value).toBe(argv[0] === 'bun' ? 'bun' : 'node')
  })

  it('gets the image of Bun, and is asked by Bun', () => {
    const { dockerfile } = planFor(files)
    expect(dockerfile).toContain('FROM oven/bun:1-slim AS runtime')
    expect(dockerfile).toContain('CMD ["bun", "-e", ')
    expect(dockerfile).toContain('USER 1000:1000')
  })

  it.each([
    [{ '.bun-version': '1.2.3\n' }, {}, '1.2.3'],
    [{ '.tool-versions': 'bun 1.1.45\n' }, {}, '1.1.45'],
    [{}, { packageManager: 'bun@1.4.5' }, '1.4.5'],
    [{}, { engines: { bun: '>=1.1' } }, '1'],
    [{}, { engines: { bun: '~1.2.4' } }, '1.2'],
  ])('takes its version from %j and %j', (more, declared, version) => {
    const plan = planFor({ ...files, 'package.json': { ...files['package.json'], ...declared }, ...more })
    expect(plan.version.value).toBe(version)
  })
})

describe('the version of Node.js', () => {
  it('may be asked for at the top of the workspace', () => {
    const files = {
      'package.json': { workspaces: ['apps/*'], volta: { node: '22.11.0' } },
      'package-lock.json': '{}',
      'apps/api/package.json': { name: 'api', ...manifest, volta: { extends: '../../package.json' } },
      'apps/api/server.js': expressFiles['server.js'],
    }
    expect(planFor(files, {}, { folder: 'apps/api' }).version).toMatchObject({
      value: '22.11.0',
      file: 'package.json',
    })
  })

  it.each([
    [
      '20',
      { engines: { node: '>=22' } },
      /Node.js 20 \(.nvmrc:1\) is not within ">=22" \(package.json:\d+\)/,
    ],
    ['22', { engines: { node: '>=22.5' } }, /^((?!not within).)*$/s],
    ['16', {}, /express 5 needs Node.js >=18.0.0, and 16 is asked for \(.nvmrc:1\)/],
  ])('%s beside %j is judged', (version, rest, message) => {
    const files = { ...expressFiles, '.nvmrc': version, 'package.json': { ...manifest, ...rest } }
    expect(warningsFor(files)).toMatch(message)
  })
})

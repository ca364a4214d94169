import { describe, expect, it } from 'vitest'
import { memberMatcher } from '../../../shared/dockerize/languages/node/workspace/members.ts'
import { findProject } from '../../../shared/dockerize/languages/node/workspace/project.ts'
import { readManifest } from '../../../shared/dockerize/languages/node/manifest.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

type Files = Readonly<Record<string, string | object>>

const pnpm = {
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  'pnpm-workspace.yaml': 'packages: [apps/*, "packages/**", "!packages/old"]\n',
}
const server = "require('express')().listen(process.env.PORT || 4000)\n"

function packageOf(name: string, rest: object = {}): object {
  return { name, version: '1.2.0', ...rest }
}

/** An API and a site that share packages, one of which only builds. */
const shop: Files = {
  'package.json': {
    name: 'shop',
    private: true,
    devDependencies: { typescript: '5' },
    scripts: { prepare: 'husky' },
  },
  ...pnpm,
  'tsconfig.base.json': '{}',
  'eslint.config.js': '',
  'apps/api/package.json': packageOf('api', {
    scripts: { build: 'tsc', start: 'node dist/main.js' },
    dependencies: { express: '^5.0.0', '@shop/mail': 'workspace:*' },
    devDependencies: { '@shop/lint': 'workspace:^' },
  }),
  'apps/api/src/main.ts': server,
  'apps/web/package.json': packageOf('web', {
    scripts: { start: 'node web.js' },
    dependencies: { '@shop/ui': 'workspace:*' },
  }),
  'apps/web/web.js': server,
  'packages/mail/package.json': packageOf('@shop/mail', {
    main: './lib/index.js',
    scripts: { build: 'tsc' },
    dependencies: { '@shop/text': 'link:../deep/text' },
  }),
  'packages/mail/templates/hello.html': '',
  'packages/deep/text/package.json': packageOf('@shop/text'),
  'packages/deep/text/index.js': '',
  'packages/lint/package.json': packageOf('@shop/lint', { dependencies: { eslint: '9' } }),
  'packages/ui/package.json': packageOf('@shop/ui'),
  'packages/old/package.json': packageOf('@shop/old'),
}

function projectOf(
  files: Files,
  folder: string,
): { readonly builds: readonly string[]; readonly runs: readonly string[] } {
  const app = memoryApp(files, folder)
  const manifest = readManifest(app)
  if (manifest === undefined) throw new Error(`${folder} has no package.json`)
  const { builds, runs } = findProject(app, manifest)
  return { builds: builds.map(({ name }) => name), runs: runs.map(({ name }) => name) }
}

describe('the members that an application needs', () => {
  it('come in the order in which they have to be built, those that only build apart', () => {
    expect(projectOf(shop, 'apps/api')).toEqual({
      builds: ['@shop/text', '@shop/mail', '@shop/lint'],
      runs: ['@shop/text', '@shop/mail'],
    })
    expect(projectOf(shop, 'apps/web')).toEqual({ builds: ['@shop/ui'], runs: ['@shop/ui'] })
  })

  it.each([
    ['workspace:*', true],
    ['workspace:../lib', true],
    ['workspace:lib@^1.0.0', true],
    ['file:../lib', true],
    ['link:../lib/', true],
    ['^1.0.0', true],
    ['*', true],
    ['^2.0.0', false],
    ['file:../vendored.tgz', false],
    ['catalog:', false],
  ])('a dependency on %s means a member: %s', (range, means) => {
    const files = {
      'package.json': { workspaces: ['*'] },
      'app/package.json': packageOf('app', { dependencies: { lib: range } }),
      'lib/package.json': packageOf('lib'),
    }
    expect(projectOf(files, 'app').builds).toEqual(means ? ['lib'] : [])
  })

  it('are followed once in a circle, and by the top where that starts them', () => {
    const files = {
      'package.json': {
        workspaces: { packages: ['packages/*'] },
        scripts: { start: 'node packages/one/main.js' },
      },
      'packages/one/package.json': packageOf('one', { dependencies: { two: '*' } }),
      'packages/two/package.json': packageOf('two', { dependencies: { one: '*' } }),
    }
    expect(projectOf(files, 'packages/one').builds).toEqual(['two'])
    expect(projectOf(files, '').builds).toEqual(['two', 'one'])
  })

  it.each([
    [['apps/*'], 'apps/web', true],
    [['./apps/*/'], 'apps/web', true],
    [['apps/*'], 'apps/web/inner', false],
    [['packages/**'], 'packages/a/b', true],
    [['packages/**', '!**/test/**'], 'packages/a/test/b', false],
    [['{apps,libs}/*'], 'libs/x', true],
    [['web'], 'web', true],
  ])('%j and %s: %s', (patterns, place, member) => {
    expect(memberMatcher(patterns)(place)).toBe(member)
  })
})

describe('the image of a package of a pnpm workspace', () => {
  const plan = planFor(shop, {}, { folder: 'apps/api' })
  const [deps = '', production = '', build = '', runtime = ''] = [
    'deps',
    'production-deps',
    'build',
    'runtime',
  ].map((name) => plan.dockerfile.split(/\n(?=FROM )/).find((stage) => stage.includes(` AS ${name}\n`)))

  it('installs from the top what it needs of the lockfile', () => {
    expect(deps).toContain(
      'COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./\nCOPY apps/api/package.json ./apps/api/\n',
    )
    expect(deps).toContain('COPY packages/lint/package.json ./packages/lint/\n')
    expect(deps).toMatch(/pnpm install --frozen-lockfile --store-dir=\/pnpm\/store$/m)
    expect(plan.dockerfile).not.toMatch(/apps\/web|packages\/(?:ui|old)/)
  })

  it('leaves out what only builds, and hooks for checkouts, from what runs', () => {
    expect(production).not.toContain('lint')
    expect(production).toContain('npm pkg delete scripts.prepare')
    expect(production).toContain('--prod')
  })

  it('builds the packages that it needs before itself', () => {
    expect(build).toContain('COPY tsconfig.base.json ./')
    expect(build).toContain('pnpm --dir packages/mail run build\nWORKDIR /app/apps/api\nRUN pnpm run build')
  })

  it('runs in its own folder, with what was built and what was not', () => {
    expect(runtime).toContain('COPY --from=production-deps /app ./')
    expect(runtime).toContain('COPY --from=build /app/packages/mail/lib ./packages/mail/lib')
    expect(runtime).toContain('COPY --from=build /app/packages/mail/templates ./packages/mail/templates')
    expect(runtime).toContain('COPY packages/deep/text/ ./packages/deep/text/')
    expect(runtime).toContain('WORKDIR /app/apps/api\n')
    expect(runtime).toContain('CMD ["node", "dist/main.js"]')
  })

  it('tells .dockerignore what the build copies', () => {
    expect(plan.scope).toEqual([
      'package.json',
      'packages/deep/text',
      'packages/lint',
      'packages/mail',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      'tsconfig.base.json',
    ])
  })
})

describe('other workspaces', () => {
  it('have their top anywhere', () => {
    const moved = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`code/${path}`, text]))
    const { dockerfile, scope } = planFor(moved, {}, { folder: 'code/apps/web' })
    expect(dockerfile).toContain('COPY code/package.json code/pnpm-lock.yaml code/pnpm-workspace.yaml ./')
    expect(dockerfile).toContain('COPY code/packages/ui/ ./packages/ui/')
    expect(dockerfile).toContain('COPY code/apps/web/ ./apps/web/')
    expect(scope).toContain('code/packages/ui')
  })

  it('are not those of a folder that no pattern names', () => {
    const { dockerfile, scope } = planFor(
      {
        ...shop,
        'tools/bot/package.json': { scripts: { start: 'node bot.js' } },
        'tools/bot/bot.js': server,
      },
      {},
      { folder: 'tools/bot' },
    )
    expect(dockerfile).toContain('COPY tools/bot/ ./')
    expect(scope).toBeUndefined()
  })

  it('leave a package its own lockfile where the top has none', () => {
    const files = {
      'package.json': { name: 'top' },
      'lerna.json': '{ "packages": ["services/*"] }',
      'services/api/package.json': packageOf('api', {
        scripts: { start: 'node api.js' },
        dependencies: { express: '5' },
      }),
      'services/api/package-lock.json': '{}',
      'services/api/api.js': server,
    }
    const { dockerfile, scope } = planFor(files, {}, { folder: 'services/api' })
    expect(dockerfile).toContain('COPY services/api/package.json services/api/package-lock.json ./')
    expect(scope).toBeUndefined()
  })

  it('find a command of a dependency wherever it was installed', () => {
    const files = {
      'package.json': { workspaces: ['apps/*'] },
      'package-lock.json': '{}',
      'apps/web/package.json': packageOf('web', {
        scripts: { start: 'next start', build: 'next build' },
        dependencies: { next: '16' },
      }),
    }
    const { dockerfile } = planFor(files, {}, { folder: 'apps/web' })
    expect(dockerfile).toContain('CMD ["next", "start"]')
    expect(dockerfile).toContain('PATH=/app/apps/web/node_modules/.bin:/app/node_modules/.bin:$PATH')
  })

  it('put the server that Next.js traced where it expects its modules', () => {
    const files = {
      'package.json': { workspaces: ['apps/*'] },
      'package-lock.json': '{}',
      'apps/web/package.json': packageOf('web', {
        scripts: { build: 'next build' },
        dependencies: { next: '16' },
      }),
      'apps/web/next.config.mjs': "export default { output: 'standalone' }",
    }
    const { dockerfile } = planFor(files, {}, { folder: 'apps/web' })
    expect(dockerfile).toContain('mv .next/standalone/apps/web/.next .next/written')
    expect(dockerfile).toContain('COPY --from=build /app/apps/web/.next/standalone ./\n')
    expect(dockerfile).toContain('COPY --from=build /app/apps/web/.next/static ./apps/web/.next/static')
  })

  it('build by Turborepo where the repository does', () => {
    const files = {
      ...shop,
      'package.json': { packageManager: 'pnpm@10.20.0', devDependencies: { turbo: '2' } },
      'turbo.json': '{ "tasks": { "build": { "dependsOn": ["^build"] } }, /* and more */ }',
    }
    const { dockerfile } = planFor(files, {}, { folder: 'apps/api' })
    expect(dockerfile).toContain('RUN node_modules/.bin/turbo run build --filter=api')
    expect(dockerfile).toContain('COPY tsconfig.base.json turbo.json ./')
  })

  it('hand tokens to both installations, and keep the settings with them out of the image', () => {
    const files = { ...shop, '.npmrc': '//npm.example.com/:_authToken=${NPM_TOKEN}' }
    const { dockerfile, scope } = planFor(files, {}, { folder: 'apps/api' })
    expect(dockerfile.match(/--mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN,required=false/g)).toHaveLength(2)
    expect(dockerfile).toMatch(/ --prod \\\n && rm -rf \.npmrc$/m)
    expect(scope).toContain('.npmrc')
  })

  it('are refused where Rush installs them', () => {
    expect(
      errorOf(() => planFor({ ...shop, 'rush.json': '{}' }, {}, { folder: 'apps/api' })).message,
    ).toMatch(/rush.json.*Rush/)
  })

  it.each([
    ['yarn@4.9.4', '__metadata:\n  version: 8\n', 'yarn.lock', 'yarn workspaces focus --all --production'],
    [
      'yarn@1.22.22',
      '# yarn lockfile v1\n',
      'yarn.lock',
      'yarn install --frozen-lockfile --non-interactive --production',
    ],
    ['npm@11.6.0', '{}', 'package-lock.json', 'npm ci --omit=dev'],
    ['bun@1.4.0', '{}', 'bun.lock', 'bun install --frozen-lockfile --production'],
    [
      'bun@1.3.1',
      '{}',
      'bun.lock',
      'bun install --frozen-lockfile --production --filter ./apps/web --filter ./packages/ui',
    ],
  ])('install with %s', (packageManager, lock, lockfile, command) => {
    const files = {
      ...shop,
      'pnpm-lock.yaml': '',
      'pnpm-workspace.yaml': '{}',
      'package.json': { packageManager, workspaces: ['apps/*', 'packages/*'] },
      [lockfile]: lock,
    }
    const { dockerfile } = planFor(files, {}, { folder: 'apps/web' })
    expect(dockerfile).toContain(command)
    expect(dockerfile.includes('COPY apps/api/package.json ')).toBe(packageManager === 'bun@1.3.1')
  })
})

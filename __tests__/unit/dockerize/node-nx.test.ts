import { describe, expect, it } from 'vitest'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { memoryApp, planFor } from './memory-view.ts'

type Files = Readonly<Record<string, string | object>>

const top: Files = {
  'package.json': {
    name: 'org',
    scripts: { start: 'nx serve' },
    dependencies: { express: '5', next: '16', react: '19' },
    devDependencies: { nx: '22', '@nx/esbuild': '22' },
  },
  'package-lock.json': '{}',
  'nx.json': '{}',
  'tsconfig.base.json': '{}',
  'libs/text/src/index.ts': '',
  'apps/other/project.json': '{}',
  'docs/index.md': '',
}

function projectAt(build: object, files: Files = {}): Files {
  const placed: Record<string, string | object> = {}
  for (const [path, text] of Object.entries(files)) placed[`apps/api/${path}`] = text
  const json = { name: 'api', projectType: 'application', targets: { build } }
  return { ...top, 'apps/api/project.json': json, ...placed }
}

describe('an application of an integrated Nx repository', () => {
  it.each([
    [
      { executor: '@nx/esbuild:esbuild', options: { outputPath: 'dist/apps/api' } },
      'node dist/apps/api/main.js',
    ],
    [
      {
        executor: '@nx/webpack:webpack',
        options: { outputPath: '{projectRoot}/dist', main: 'apps/api/src/server.ts' },
      },
      'node apps/api/dist/server.js',
    ],
    [{ executor: '@nx/js:tsc', options: { main: 'apps/api/src/main.ts' } }, 'node dist/apps/api/src/main.js'],
    [
      { executor: '@nx/next:build', options: { outputPath: 'dist/apps/api' } },
      'node_modules/.bin/next start dist/apps/api',
    ],
  ])('%j runs %s', (build, run) => {
    expect(planFor(projectAt(build), {}, { folder: 'apps/api' }).runCommand.value.join(' ')).toBe(run)
  })

  it('is built by Nx and takes the top with its libraries, without other applications', () => {
    const build = { executor: '@nx/esbuild:esbuild', configurations: { production: {} } }
    const plan = planFor(projectAt(build, { 'src/main.ts': 'app.listen(4100)' }), {}, { folder: 'apps/api' })
    expect(plan.port.value).toBe(4100)
    expect(plan.buildCommand?.value).toBe(
      'NX_DAEMON=false node_modules/.bin/nx run api:build --configuration=production',
    )
    expect(plan.scope).toEqual(['libs', 'nx.json', 'package-lock.json', 'package.json', 'tsconfig.base.json'])
    expect(plan.dockerfile).toContain('COPY --from=build /app/dist/apps/api ./dist/apps/api')
  })

  it.each([
    ['vite.config.ts', "export default { build: { outDir: '../../dist/apps/api' } }", '/app/dist/apps/api'],
    ['vite.config.ts', "export default { build: { outDir: 'dist' } }", '/app/apps/api/dist'],
  ])('serves the site that %s (%s) builds', (file, text, folder) => {
    const files = projectAt({}, { [file]: text, 'index.html': '' })
    expect(planFor(files, {}, { folder: 'apps/api' }).dockerfile).toContain(
      `COPY --from=build ${folder} /srv/www`,
    )
  })

  it.each([
    [{ executor: '@nx/node:build' }, true],
    [{ executor: 'nx:run-commands' }, false],
    [{}, false],
  ])('with the build %j is one: %s', (build, one) => {
    expect(hasApplication(memoryApp(projectAt(build), 'apps/api'))).toBe(one)
  })
})

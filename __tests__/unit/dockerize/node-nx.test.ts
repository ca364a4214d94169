import { describe, expect, it } from 'vitest'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

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

describe('a package of a workspace that Nx builds', () => {
  const workspace: Files = {
    'package.json': {
      workspaces: ['apps/*', 'libs/*'],
      dependencies: { express: '5', next: '16', react: '19' },
      devDependencies: { nx: '23', vite: '7' },
    },
    'package-lock.json': '{}',
    'nx.json': '{}',
  }
  const packageAt = (targets: object, files: Files = {}): Files => {
    const placed: Record<string, string | object> = {}
    for (const [path, text] of Object.entries(files)) placed[`apps/api/${path}`] = text
    return { ...workspace, 'apps/api/package.json': { name: '@org/api', nx: { targets } }, ...placed }
  }
  const executor = '@nx/esbuild:esbuild'
  const options = { outputPath: 'apps/api/dist', main: 'apps/api/src/main.ts' }
  const serve = { executor: '@nx/js:node' }
  const source =
    "import express from 'express'\nconst port = process.env.PORT ? Number(process.env.PORT) : 3333"
  const webpack =
    "const { join } = require('path')\nmodule.exports = { output: { path: join(__dirname, 'dist') } }"

  it.each([
    [
      'a target',
      { build: { executor, options }, serve },
      { 'src/main.ts': source },
      'express',
      'node dist/main.js',
      3333,
    ],
    [
      'a bundler',
      { serve },
      { 'src/main.ts': source, 'webpack.config.js': webpack },
      'express',
      'node dist/main.js',
      3333,
    ],
    ['Next.js', {}, { 'next.config.js': '' }, 'next', 'node_modules/.bin/next start', 3000],
    [
      'a page',
      {},
      { 'index.html': '', 'vite.config.mts': "export default { build: { outDir: './dist' } }" },
      'nx',
      'nginx -g daemon off;',
      8000,
    ],
  ])('by %s: %#', (_, targets, files, framework, run, port) => {
    const plan = planFor(packageAt(targets, files), {}, { folder: 'apps/api' })
    expect(plan.framework.value).toBe(framework)
    expect(plan.runCommand.value.join(' ')).toBe(run)
    expect(plan.port.value).toBe(port)
    expect(plan.dockerfile).toContain('NX_DAEMON=false node_modules/.bin/nx run @org/api:build\n')
    expect(hasApplication(memoryApp(packageAt(targets, files), 'apps/api'))).toBe(true)
  })

  it.each([
    [{ build: { executor: '@nx/js:tsc', options } }, { 'src/index.ts': 'export const a = 1' }],
    [{}, { 'src/index.ts': 'export const a = 1' }],
  ])('is no application where nothing serves it: %j', (targets, files) => {
    expect(hasApplication(memoryApp(packageAt(targets, files), 'apps/api'))).toBe(false)
  })

  it('is refused where its build goes elsewhere', () => {
    const build = { executor, options: { ...options, outputPath: 'dist/apps/api' } }
    const error = errorOf(() => planFor(packageAt({ build, serve }), {}, { folder: 'apps/api' }))
    expect(error.message).toMatch(/apps\/api into dist\/apps\/api, which is outside/)
  })
})

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

  it.each([
    ["import { NestFactory } from '@nestjs/core'\nimport express from 'express'", 'nest'],
    ["import express from 'express'", 'express'],
    ["import { createServer } from 'node:http'", 'node'],
  ])('is of the framework that its own source imports: %j', (source, framework) => {
    const executor = { executor: '@nx/esbuild:esbuild' }
    const files = {
      ...projectAt(executor, { 'src/main.ts': source }),
      'package.json': { dependencies: { '@nestjs/core': '11', express: '5' }, devDependencies: { nx: '23' } },
    }
    expect(planFor(files, {}, { folder: 'apps/api' }).framework.value).toBe(framework)
  })

  it.each([
    ["join(__dirname, '../../dist/apps/api')", 'node dist/apps/api/main.js'],
    ["join(__dirname, 'dist')", 'node apps/api/dist/main.js'],
  ])('is where its bundler puts it: %s', (path, run) => {
    const config = `module.exports = { output: { path: ${path}, clean: true, ...(x && {}) } }`
    const files = {
      ...top,
      'apps/api/project.json': { name: 'api' },
      'apps/api/webpack.config.js': `const { join } = require('path')\n${config}`,
    }
    expect(planFor(files, {}, { folder: 'apps/api' }).runCommand.value.join(' ')).toBe(run)
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

describe('a repository that is one Nx project', () => {
  const build = (executor: string, options: object): Files => ({
    ...top,
    'package.json': {
      name: 'org',
      scripts: { start: 'nx serve', build: 'nx build' },
      dependencies: { express: '5' },
    },
    'project.json': { name: 'api', targets: { build: { executor, options } } },
    'src/main.ts': 'app.listen(3000)\n',
  })

  it.each([
    ['@nx/esbuild:esbuild', { outputPath: 'dist/api', main: 'src/main.ts' }, 'dist/api/main.js'],
    ['@nx/js:tsc', { outputPath: 'dist/api', main: 'src/main.ts' }, 'dist/api/src/main.js'],
    ['@nx/webpack:webpack', { outputPath: 'out', outputFileName: 'server.js' }, 'out/server.js'],
  ])('runs what %s makes', (executor, options, main) => {
    const { runCommand, buildCommand } = planFor(build(executor, options))
    expect(runCommand).toMatchObject({ value: ['node', main], file: 'project.json' })
    expect(buildCommand?.value).toBe('npm run build')
  })
})

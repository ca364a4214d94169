import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applicationsIn } from '../../../shared/dockerize/locate/applications.ts'
import { dockerize, type Dockerized, type DockerizeOptions } from '../../../shared/dockerize/index.ts'
import { expressFiles, memoryView, NOW } from './memory-view.ts'

let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'target-'))
})
afterEach(() => {
  rmSync(workspace, { recursive: true, force: true })
})

type Files = Readonly<Record<string, string | object>>

function put(files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

async function run(options: Partial<DockerizeOptions> = {}): Promise<Dockerized> {
  return await dockerize({ workspace, now: NOW, ...options })
}

/** The Express server in a folder. */
function express(folder: string): Files {
  return Object.fromEntries(Object.entries(expressFiles).map(([path, text]) => [`${folder}/${path}`, text]))
}

describe('the list of applications', () => {
  const list = (files: Files): readonly string[] => applicationsIn(memoryView(files)).folders
  const library = { name: 'library' }

  it.each<readonly [string, Files, readonly string[]]>([
    ['nothing', { 'README.md': '' }, []],
    ['the top', expressFiles, ['']],
    [
      'folders of any language, and no libraries or dependencies',
      {
        ...express('services/api'),
        'services/web/requirements.txt': 'flask\n',
        'libs/shared/package.json': library,
        'node_modules/express/package.json': expressFiles['package.json'],
      },
      ['services/api', 'services/web'],
    ],
    [
      'no applications of tests',
      { ...express('api'), ...express('api/tests/fixtures/app'), ...express('e2e/app') },
      ['api'],
    ],
    [
      'no top of a workspace that starts its packages',
      {
        'package.json': { workspaces: ['apps/*'], scripts: { start: 'turbo run start' } },
        ...express('apps/a'),
      },
      ['apps/a'],
    ],
    [
      'no top of a pnpm workspace',
      {
        'package.json': { scripts: { start: 'pnpm --filter a start' } },
        'pnpm-workspace.yaml': 'packages: [apps/*]\n',
        ...express('apps/a'),
      },
      ['apps/a'],
    ],
    [
      'a top that is a server beside its packages',
      {
        ...expressFiles,
        'package.json': { ...expressFiles['package.json'], workspaces: ['client'] },
        'client/package.json': library,
      },
      [''],
    ],
    [
      'a top of another language, though its pages are packages',
      {
        'go.mod': 'module example.com/a\n\ngo 1.26\n',
        'cmd/a/main.go': 'package main\n\nfunc main() {\n}\n',
        'cmd/a/internal/gen/main.go': 'package main\n\nfunc main() {\n}\n',
        'package.json': { workspaces: ['web'] },
        'web/package.json': library,
      },
      [''],
    ],
    [
      'no folder that an application of PHP publishes',
      { 'composer.json': { require: { 'slim/slim': '4' } }, 'public/index.php': '<?php' },
      [''],
    ],
    [
      'no package of a workspace that only exports something',
      {
        'package.json': { workspaces: ['apps/*', 'packages/*'] },
        ...express('apps/a'),
        'packages/router/package.json': { main: 'index.ts', dependencies: { next: '15' } },
      },
      ['apps/a'],
    ],
  ])('has %s', (_name, files, folders) => {
    expect(list(files)).toEqual(folders)
  })

  it('passes over a folder with a broken manifest, and says so', () => {
    const { folders, warnings } = applicationsIn(memoryView({ ...express('good'), 'bad/package.json': '{' }))
    expect(folders).toEqual(['good'])
    expect(warnings.map(({ text }) => text).join()).toMatch(
      /^bad is passed over: bad\/package.json is not valid JSON/,
    )
  })
})

describe('without a root-directory', () => {
  it('the only application of the repository is taken, and that is said', async () => {
    put({ ...express('services/api'), 'README.md': '' })
    const result = await run()
    expect(result).toMatchObject({ generated: true, dockerfilePath: 'services/api/Dockerfile', context: '.' })
    expect(result.warnings[0]?.text).toMatch(/the application in services\/api is taken/)
    expect(existsSync(join(workspace, 'services/api/Dockerfile'))).toBe(true)
  })

  it('its Dockerfile stands where it was asked for', async () => {
    put(express('api'))
    const { dockerfilePath, plan } = await run({ dockerfilePath: 'Dockerfile' })
    expect([dockerfilePath, plan?.framework.file]).toEqual(['Dockerfile', 'api/package.json'])
  })

  it('several applications are an error that lists them', async () => {
    put({ ...express('services/api'), ...express('services/web') })
    await expect(run()).rejects.toMatchObject({
      message: 'There are several applications: services/api, services/web.',
      hint: expect.stringContaining('root-directory') as string,
    })
    expect(existsSync(join(workspace, 'services/api/Dockerfile'))).toBe(false)
  })

  it('the top of a workspace is none', async () => {
    const top = {
      private: true,
      workspaces: ['apps/*'],
      scripts: { start: 'turbo start', build: 'turbo build' },
    }
    put({ 'package.json': top, ...express('apps/a'), ...express('apps/b') })
    await expect(run()).rejects.toThrow('There are several applications: apps/a, apps/b.')
  })

  it('the top is taken where it runs, whatever is below', async () => {
    put({ ...expressFiles, ...express('other') })
    expect((await run()).dockerfilePath).toBe('Dockerfile')
  })

  it('files at the top are a site, unless there is an application', async () => {
    put({ 'index.html': '' })
    expect((await run()).plan?.language.value).toBe('static')
  })

  it('a framework narrows them down', async () => {
    put({
      ...express('node'),
      'flask/requirements.txt': 'flask\n',
      'flask/app.py': 'app = Flask(__name__)\n',
    })
    expect((await run({ overrides: { framework: 'flask' } })).dockerfilePath).toBe('flask/Dockerfile')
  })

  it('where there is none, what was looked for is said', async () => {
    put({ 'README.md': '' })
    await expect(run()).rejects.toThrow(/^No application was recognised in the repository: looked for /)
  })
})

describe('with a dockerfile-path alone', () => {
  it.each([
    ['services/api/Dockerfile', 'services/api/package.json'],
    ['docker/Dockerfile', 'package.json'],
    ['Dockerfile.prod', 'package.json'],
  ])('%s is of the application in %s', async (dockerfilePath, manifest) => {
    put({ ...expressFiles, ...express('services/api') })
    const result = await run({ dockerfilePath })
    expect([result.dockerfilePath, result.plan?.framework.file]).toEqual([dockerfilePath, manifest])
    expect(result.dockerignore?.path).toBe(`${dockerfilePath}.dockerignore`)
  })
})

describe('paths', () => {
  it.each([
    [{ rootDirectory: '..' }, 'The input "root-directory" is "..", which is outside the repository.'],
    [{ rootDirectory: '/etc' }, 'The input "root-directory" is "/etc", which is outside the repository.'],
    [{ rootDirectory: 'a/../../x' }, /outside the repository/],
    [{ rootDirectory: 'link' }, 'The input "root-directory" is "link", which is outside the repository.'],
    [{ dockerfilePath: '../Dockerfile' }, /outside the repository/],
    [{ dockerfilePath: 'link/Dockerfile' }, /outside the repository/],
    [{ dockerfilePath: '.' }, /Name the file/],
    [{ rootDirectory: 'missing' }, /"missing" \(input "root-directory"\) is not there/],
    [{ rootDirectory: 'server.js' }, /is not there/],
    [{ rootDirectory: 'round' }, /is not there/],
  ])('%o is refused, and nothing written', async (options, message) => {
    put(expressFiles)
    symlinkSync(tmpdir(), join(workspace, 'link'))
    symlinkSync('round', join(workspace, 'round'))
    const refused = await run(options).catch((error: unknown) => String(error) + JSON.stringify(error))
    expect(refused).toMatch(message)
    expect(existsSync(join(workspace, 'Dockerfile'))).toBe(false)
  })

  it('a linked folder is known by its real name, as builds follow no link', async () => {
    put(express('services/api'))
    symlinkSync('services/api', join(workspace, 'current'))
    expect((await run({ rootDirectory: 'current' })).dockerfilePath).toBe('services/api/Dockerfile')
  })

  it('writes through no link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'))
    put(expressFiles)
    symlinkSync(join(outside, 'target'), join(workspace, 'Dockerfile'))
    await expect(run({ overwrite: true })).rejects.toThrow(/is a link/)
    expect(existsSync(join(outside, 'target'))).toBe(false)
    rmSync(outside, { recursive: true })
  })
})

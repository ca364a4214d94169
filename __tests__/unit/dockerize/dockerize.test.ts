import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dockerize, type Dockerized, type DockerizeOptions } from '../../../shared/dockerize/index.ts'
import { chooseProvider } from '../../../shared/dockerize/languages/providers.ts'
import { appIn, type FileView } from '../../../shared/dockerize/view/file-view.ts'
import { expressFiles, memoryView, NOW } from './memory-view.ts'

let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'dockerize-'))
})
afterEach(() => {
  rmSync(workspace, { recursive: true, force: true })
})

function put(files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

function read(path: string): string {
  return readFileSync(join(workspace, path), 'utf8')
}

async function run(options: Partial<DockerizeOptions> = {}): Promise<Dockerized> {
  return await dockerize({ workspace, now: NOW, ...options })
}

describe('writing', () => {
  it('writes the Dockerfile and what belongs to it', async () => {
    put(expressFiles)
    const result = await run()
    expect(result).toMatchObject({ generated: true, dockerfilePath: 'Dockerfile', context: '.' })
    expect(read('Dockerfile')).toBe(result.dockerfile)
    expect(read('.dockerignore')).toContain('**/node_modules')
  })

  it('never touches a Dockerfile that is there, and tells what was found all the same', async () => {
    put({ ...expressFiles, Dockerfile: 'FROM scratch\n' })
    const result = await run()
    expect(result.generated).toBe(false)
    expect(result.plan?.framework.value).toBe('express')
    expect(read('Dockerfile')).toBe('FROM scratch\n')
    expect(existsSync(join(workspace, '.dockerignore'))).toBe(false)
    expect((await run({ overwrite: true })).generated).toBe(true)
    expect(read('Dockerfile')).toContain('npm ci')
  })

  it('is content with a Dockerfile of an application that it cannot describe', async () => {
    put({ Dockerfile: 'FROM scratch\n' })
    const result = await run()
    expect(result.generated).toBe(false)
    expect(result.plan).toBeUndefined()
  })

  it('writes nothing when asked so, or when the application cannot run', async () => {
    put(expressFiles)
    await run({ write: false })
    put({ 'package.json': '{' })
    await expect(run()).rejects.toThrow(/package.json is not valid JSON/)
    expect(existsSync(join(workspace, 'Dockerfile'))).toBe(false)
  })

  it('takes the folder of the Dockerfile for that of the application, and the top for the context', async () => {
    put({
      'services/api/server.js': expressFiles['server.js'],
      'services/api/package.json': expressFiles['package.json'],
    })
    const result = await run({ dockerfilePath: 'services/api/Dockerfile' })
    expect(result).toMatchObject({ dockerfilePath: 'services/api/Dockerfile', context: '.' })
    expect(read('services/api/Dockerfile')).toContain('COPY services/api/ ./')
    expect(read('services/api/Dockerfile.dockerignore')).toContain('!services/api\n')
  })

  it('refuses a .dockerignore that keeps away what the image needs', async () => {
    put({ ...expressFiles, '.dockerignore': 'package*.json\n' })
    await expect(run()).rejects.toThrow(/.dockerignore keeps package.json, package-lock.json out/)
  })

  it('completes a .dockerignore and says so', async () => {
    put({ ...expressFiles, '.dockerignore': 'node_modules\n.git\n' })
    expect((await run()).warnings.map(({ text }) => text).join()).toMatch(/\*\*\/\.env, \*\*\/\.env\.\*/)
  })
})

describe('a hostile repository', () => {
  it('takes invalid UTF-8, deep nesting and size in its stride', async () => {
    put({ ...expressFiles, 'blob.js': `// ${'x'.repeat(3_000_000)}\n` })
    writeFileSync(join(workspace, 'latin1.js'), Buffer.from([0xff, 0xfe, 0xe9, 0x0a]))
    expect((await run()).generated).toBe(true)
    put({ 'package.json': `{"a":${'['.repeat(200_000)}` })
    await expect(run({ overwrite: true })).rejects.toThrow(/package.json is nested too deeply|not valid JSON/)
    writeFileSync(join(workspace, 'package.json'), Buffer.alloc(33 * 1024 * 1024, 0x20))
    await expect(run({ overwrite: true })).rejects.toThrow(/too large to be read/)
  })

  it('of many files costs no more than the bounded part that is looked at', () => {
    const packages = Array.from({ length: 10_000 }, (_, file): readonly [string, string] => [
      `packages/p${file % 100}/src/f${file}.js`,
      'export const x = 1\n',
    ])
    const asked = new Set<string>()
    const view = memoryView({ ...expressFiles, ...Object.fromEntries(packages) })
    const counting: FileView = {
      ...view,
      text: (path) => (asked.add(path), view.text(path)),
      head: (path) => (asked.add(path), view.head(path)),
    }
    const app = appIn(counting, '')
    chooseProvider(app, undefined).provider.plan(app, { overrides: {}, lambda: 'auto', now: NOW })
    expect(asked.size).toBeLessThan(700)
  })
})

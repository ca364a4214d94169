import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../support/action-file.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'app-'))
  cpSync(join(repositoryRoot, 'examples', 'express-app'), workspace, { recursive: true })
})
afterEach(() => {
  rmSync(workspace, { recursive: true, force: true })
})

async function run(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  return await runAction({ action: 'auto-dockerize', workspace, inputs, env })
}

describe('the auto-dockerize action', () => {
  it('writes a Dockerfile and tells where each value came from', async () => {
    const { exitCode, outputs, summary, leftovers } = await run()
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({
      generated: 'true',
      'dockerfile-path': 'Dockerfile',
      context: '.',
      language: 'node',
      framework: 'express',
      version: '24',
      'package-manager': 'npm',
      port: '8000',
      'run-command': 'node server.js',
      'health-check-path': '/healthy',
    })
    expect(JSON.parse(outputs['plan'] ?? '')).toMatchObject({
      framework: { value: 'express', file: 'package.json', line: 14 },
      'package-manager': { value: 'npm', file: 'package-lock.json', line: null },
    })
    expect(summary).toContain('| framework | `express` | package.json:14 |')
    expect(readFileSync(join(workspace, 'Dockerfile'), 'utf8')).toContain('USER 1000:1000')
    expect(leftovers).toEqual([])
  })

  it('leaves a Dockerfile as it is', async () => {
    writeFileSync(join(workspace, 'Dockerfile'), 'FROM scratch\n')
    const { exitCode, outputs } = await run()
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ generated: 'false', framework: 'express' })
    expect(readFileSync(join(workspace, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n')
  })

  it('reads DOCKERFILE_PATH', async () => {
    cpSync(join(workspace, 'package.json'), join(workspace, 'services/api/package.json'))
    cpSync(join(workspace, 'server.js'), join(workspace, 'services/api/server.js'))
    const { outputs } = await run({}, { DOCKERFILE_PATH: 'services/api/Dockerfile' })
    expect(outputs['dockerfile-path']).toBe('services/api/Dockerfile')
    expect(readFileSync(join(workspace, 'services/api/Dockerfile'), 'utf8')).toContain(
      'COPY services/api/ ./',
    )
  })

  it('lists applications for a matrix and writes nothing', async () => {
    const { outputs } = await run({ list: 'true' })
    expect(JSON.parse(outputs['apps'] ?? '')).toEqual(['.'])
    expect(existsSync(join(workspace, 'Dockerfile'))).toBe(false)
  })

  it.each([
    [{ framework: 'expres' }, 'Valid values, nearest first: express, '],
    [{ 'root-directory': '..' }, 'outside the repository'],
    [{ port: '99999' }, 'which is no port'],
    [{ 'pull-request': 'true' }, 'no token or no repository'],
    [{ 'run-command': 'nodemon server.js' }, 'for development'],
    [{ lambda: 'true', port: '80' }, 'below 1024'],
    [{ 'build-command': 'a\nUSER root' }, 'more than one line'],
  ])('ends with one sentence for %o', async (inputs, message) => {
    const { exitCode, annotations } = await run(inputs)
    expect(exitCode).toBe(1)
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(annotations.map((annotation) => annotation.message).join()).toContain(message)
    expect(existsSync(join(workspace, 'Dockerfile'))).toBe(false)
  })

  it('says its first line soon', async () => {
    const { log, milliseconds } = await run()
    expect(log.split('\n')[0]).toBe('Look at the repository')
    expect(milliseconds).toBeLessThan(2000)
  })
})

import { createServer } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { createGitRepo, type GitRepo } from '../support/git-repo.ts'
import { writeLayout, writeLayoutTar } from '../support/image-layout.ts'
import { runAction, type ActionRun, type ActionStep } from '../support/run-action.ts'

const REGION = 'us-east-1'
let sandbox: Sandbox
let repo: GitRepo
let bin: string
let name: string
let count = 0

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(async () => {
  await sandbox.stop()
})
beforeEach(() => {
  count += 1
  name = `app-${count}`
  sandbox.createRepository(REGION, name)
  repo = createGitRepo()
  repo.commit('Add an image', { Dockerfile: 'FROM scratch\nCOPY README.md /\n' })
  // Nothing here may need Docker: PATH has git alone.
  bin = join(repo.folder, '.git', 'bin')
  mkdirSync(bin)
  symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bin, 'git'))
  sandbox.requests.length = 0
})
afterEach(() => {
  sandbox.heal()
  repo.remove()
})

const url = (): string => `${sandbox.registries[REGION] ?? ''}/${name}`
const head = (): string => repo.git('rev-parse', 'HEAD')
const tags = (): Record<string, string> => sandbox.tags(REGION, name)
const actions = (): string[] => sandbox.requests.map(({ action }) => action)
const build = async (
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
  step: Partial<ActionStep> = {},
): Promise<ActionRun> =>
  await runAction({
    action: 'build',
    inputs: { 'ecr-image-url': url(), ...inputs },
    env: { ...sandbox.env(REGION), PATH: bin, ...env },
    workspace: repo.folder,
    ...step,
  })

describe('an image that exists', () => {
  it('is taken, with one question, its labels and one write a tag', async () => {
    const { digest } = sandbox.putImage(REGION, name, head())
    const run = await build({ tags: 'next' })
    expect(run.annotations).toEqual([])
    expect(run.outputs).toEqual({
      digest,
      'image-uri': `${url()}@${digest}`,
      'image-tag': `${url()}:${head()}`,
      'commit-tag': head(),
      repository: name,
      tags: `${head()}\nnext\nlatest`,
      skipped: 'true',
      metadata: '',
      services: '',
    })
    expect(tags()).toEqual({ [head()]: digest, next: digest, latest: digest })
    expect(actions()).toEqual([
      'BatchGetImage',
      'GetDownloadUrlForLayer',
      'GetObject',
      'PutImage',
      'PutImage',
    ])
    expect(run.summary).toContain(digest)
    expect(run.leftovers).toEqual([])
  })

  it('is not written to when its tags are right', async () => {
    sandbox.putImage(REGION, name, [head(), 'latest'])
    const run = await build()
    expect(run.outputs['skipped']).toBe('true')
    expect(actions()).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GetObject'])
  })

  it('is found in an index as well', async () => {
    const { digest } = sandbox.putImage(REGION, name, head(), { platforms: ['linux/amd64', 'linux/arm64'] })
    const run = await build()
    expect(run.outputs).toMatchObject({ skipped: 'true', digest })
    expect(tags()['latest']).toBe(digest)
  })

  it('is not taken when it was made from other files', async () => {
    const labels = { 'com.tinystacks.build.difference': 'd'.repeat(64) }
    sandbox.putImage(REGION, name, head(), { config: { Labels: labels } })
    const run = await build()
    expect(run.log).toContain(`:${head()} was made from other files: it is built again.`)
    expect(run.annotations.at(-1)?.message).toContain('There is no "docker" command here')
    expect(Object.keys(tags())).toEqual([head()])
  })

  it('is not taken for a work tree that differs', async () => {
    sandbox.putImage(REGION, name, head())
    repo.write({ 'new.txt': 'x' })
    const run = await build()
    expect(run.log).toContain('The work tree differs from the commit')
    expect(run.exitCode).toBe(1)
  })

  it('is not taken when what it was made from cannot be read', async () => {
    sandbox.putImage(REGION, name, head())
    sandbox.fail({
      service: 'ecr',
      action: 'GetDownloadUrlForLayer',
      code: 'AccessDeniedException',
      status: 400,
    })
    sandbox.fail({ service: 'registry', action: 'GetBlob', code: 'DENIED', status: 403 })
    const run = await build()
    expect(run.annotations[0]).toMatchObject({ level: 'notice' })
    expect(run.annotations[0]?.message).toContain('ecr:GetDownloadUrlForLayer')
    expect(run.exitCode).toBe(1)
  })

  it('is that of GITHUB_SHA where there is no checkout, and the log says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-checkout-'))
    const digest = writeLayout(join(folder, 'layout'))
    const run = await build({ from: 'layout' }, {}, { workspace: folder })
    rmSync(folder, { recursive: true })
    expect(run.log).toContain('(GITHUB_SHA; there is no git checkout here)')
    expect(tags()).toEqual({ '0123456789abcdef0123456789abcdef01234567': digest, latest: digest })
  })
})

describe('latest', () => {
  const run = async (
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
    step: Partial<ActionStep> = {},
  ): Promise<ActionRun> => {
    sandbox.putImage(REGION, name, head(), { marker: 'ours' })
    const result = await build(inputs, env, step)
    expect(result.exitCode).toBe(0)
    return result
  }
  const moved = (): boolean => tags()['latest'] === tags()[head()]

  it('moves from an earlier commit', async () => {
    sandbox.putImage(REGION, name, ['latest', repo.git('rev-parse', 'HEAD^')], { marker: 'former' })
    await run()
    expect(moved()).toBe(true)
  })

  it('stays on a later commit', async () => {
    const later = repo.commit('Later')
    repo.git('checkout', '--quiet', 'HEAD^')
    sandbox.putImage(REGION, name, ['latest', later], { marker: 'later' })
    const result = await run()
    expect(moved()).toBe(false)
    expect(result.log).toContain(`:latest stays as it is: it names ${later}, which comes after this commit.`)
    expect(result.outputs['tags']).toBe(head())
  })

  it('moves back when that is asked for', async () => {
    const later = repo.commit('Later')
    repo.git('checkout', '--quiet', 'HEAD^')
    sandbox.putImage(REGION, name, ['latest', later], { marker: 'later' })
    await run({ latest: 'true' })
    expect(moved()).toBe(true)
  })

  it('is told by the revision label where the tags cannot be asked', async () => {
    const later = repo.commit('Later')
    repo.git('checkout', '--quiet', 'HEAD^')
    sandbox.putImage(REGION, name, 'latest', {
      config: { Labels: { 'org.opencontainers.image.revision': later } },
    })
    sandbox.fail({ service: 'ecr', action: 'DescribeImages', code: 'AccessDeniedException' })
    await run()
    expect(moved()).toBe(false)
  })

  it('moves when nothing tells its commit', async () => {
    sandbox.putImage(REGION, name, 'latest', { marker: 'stranger' })
    await run()
    expect(moved()).toBe(true)
  })

  it.each([
    ['ahead', false],
    ['behind', true],
    ['diverged', true],
  ])('asks GitHub where the checkout lacks the history (%s)', async (status, moves) => {
    const unknown = 'f'.repeat(40)
    sandbox.putImage(REGION, name, ['latest', unknown], { marker: 'unknown' })
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`)
      response.end(JSON.stringify({ status }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await run({ 'github-token': 'gh-token' }, { GITHUB_API_URL: api })
    server.close()
    expect(asked).toEqual([`/repos/octo-org/app/compare/${head()}...${unknown}?per_page=1 Bearer gh-token`])
    expect(moved()).toBe(moves)
  })

  it.each([
    ['a pull request', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }, {}],
    ['a branch', { GITHUB_REF: 'refs/heads/topic' }, {}],
    ['main where it is not the default', {}, { repository: { default_branch: 'trunk' } }],
  ])('stays on %s', async (_, env, event) => {
    const result = await run({}, env, { event })
    expect(Object.keys(tags())).toEqual([head()])
    expect(result.log).toContain(':latest stays as it is: ')
  })

  it('stays, and does not fail the build, where tags are immutable', async () => {
    name = `immutable-${count}`
    sandbox.createRepository(REGION, name, { mutability: 'IMMUTABLE' })
    sandbox.putImage(REGION, name, 'latest', { marker: 'first' })
    const result = await run()
    expect(moved()).toBe(false)
    expect(result.log).toContain('does not let it move (immutable tags)')
  })
})

describe('an image built elsewhere', () => {
  it('is pushed byte for byte from a folder, and taken the next time', async () => {
    const digest = writeLayout(join(repo.folder, '.git', 'layout'), { layerCount: 3, layerBytes: 4096 })
    const first = await build({ from: '.git/layout', tags: 'next' })
    expect(first.annotations).toEqual([])
    expect(first.outputs).toMatchObject({ digest, skipped: 'false', tags: `${head()}\nnext\nlatest` })
    expect(tags()).toEqual({ [head()]: digest, next: digest, latest: digest })
    expect(first.leftovers).toEqual([])
    sandbox.requests.length = 0
    const second = await build({ from: '.git/layout', tags: 'next' })
    expect(second.outputs).toMatchObject({ digest, skipped: 'true' })
    expect(actions()).toEqual(['BatchGetImage'])
  })

  it('is pushed from a tar, an index with all its images', async () => {
    const digest = writeLayoutTar(join(repo.folder, '.git', 'image.tar'), {
      platforms: ['linux/amd64', 'linux/arm64'],
      layerCount: 2,
      layerBytes: 1000,
    })
    const run = await build({ from: '.git/image.tar' })
    expect(run.outputs).toMatchObject({ digest, skipped: 'false' })
    expect(sandbox.digests(REGION, name)).toHaveLength(3)
  })

  it('replaces another image of the same commit', async () => {
    sandbox.putImage(REGION, name, [head(), 'latest'])
    const digest = writeLayout(join(repo.folder, '.git', 'layout'))
    const run = await build({ from: '.git/layout' })
    expect(run.outputs['skipped']).toBe('false')
    expect(tags()).toEqual({ [head()]: digest, latest: digest })
  })

  it('is copied from another repository', async () => {
    sandbox.createRepository(REGION, `source-${count}`)
    const { digest } = sandbox.putImage(REGION, `source-${count}`, 'v1', { layerCount: 2, layerBytes: 1000 })
    for (const reference of [':v1', `@${digest}`, `:v1@${digest}`]) {
      const run = await build({ from: `${sandbox.registries[REGION] ?? ''}/source-${count}${reference}` })
      expect(run.outputs['digest']).toBe(digest)
    }
    expect(tags()).toEqual({ [head()]: digest, latest: digest })
  })

  it('is not tagged when a blob is damaged', async () => {
    const folder = join(repo.folder, '.git', 'layout')
    writeLayout(folder, { layers: [{ 'a.txt': 'a' }] })
    execFileSync(
      'sh',
      ['-c', 'for f in blobs/sha256/*; do case "$(head -c1 $f)" in "{") ;; *) echo x >> $f;; esac; done'],
      { cwd: folder },
    )
    const run = await build({ from: '.git/layout' })
    expect(run.exitCode).toBe(1)
    expect(run.annotations).toHaveLength(1)
    expect(tags()).toEqual({})
  })
})

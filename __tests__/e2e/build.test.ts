import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { createGitRepo, type GitRepo } from '../support/git-repo.ts'
import { describeNeeding } from '../support/needs.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const REGION = 'us-east-1'

describeNeeding(['docker'], 'build-action with a Docker Engine', () => {
  let sandbox: Sandbox
  let repo: GitRepo
  let name: string
  let scratch: string
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
    scratch = mkdtempSync(join(tmpdir(), 'build-test-'))
    repo.commit('Add an image', { Dockerfile: 'FROM scratch\nCOPY README.md /\n' })
    sandbox.requests.length = 0
  })
  afterEach(() => {
    sandbox.heal()
    repo.remove()
    rmSync(scratch, { recursive: true, force: true })
  })

  const url = (): string => `${sandbox.registries[REGION] ?? ''}/${name}`
  const build = async (
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<ActionRun> =>
    await runAction({
      action: 'build',
      inputs: { 'ecr-image-url': url(), ...inputs },
      env: { ...sandbox.env(REGION), ...env },
      workspace: repo.folder,
    })
  const head = (): string => repo.git('rev-parse', 'HEAD')
  const tags = (): Record<string, string> => sandbox.tags(REGION, name)

  it('builds, pushes the commit first and latest last, and leaves nothing behind', async () => {
    const run = await build({ tags: 'next' })
    expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([])
    expect(run.exitCode).toBe(0)
    const digest = run.outputs['digest'] ?? ''
    expect(tags()).toEqual({ [head()]: digest, next: digest, latest: digest })
    expect(run.outputs).toMatchObject({
      'image-uri': `${url()}@${digest}`,
      'image-tag': `${url()}:${head()}`,
      'commit-tag': head(),
      repository: name,
      tags: `${head()}\nnext\nlatest`,
      skipped: 'false',
    })
    expect(run.leftovers).toEqual([])
    expect(Object.keys(JSON.parse(run.outputs['metadata'] ?? '') as object)).toContain(
      'containerimage.digest',
    )
    expect(pushedTags()).toEqual([head(), 'next', 'latest'])
    expect(run.summary).toContain(digest)
  })

  it('takes the image that exists, without Docker and without a registry token', async () => {
    const first = await build()
    sandbox.requests.length = 0
    const second = await build({ tags: 'again' }, { PATH: pathWithGitAlone(scratch) })
    expect(second.exitCode).toBe(0)
    expect(second.outputs).toMatchObject({ skipped: 'true', digest: first.outputs['digest'], metadata: '' })
    expect(second.milliseconds).toBeLessThan(1000)
    expect(tags()['again']).toBe(first.outputs['digest'])
    expect(sandbox.requests.map(({ action }) => action)).not.toContain('GetAuthorizationToken')
  })

  it('builds again when that is asked for', async () => {
    await build()
    const again = await build({ rebuild: 'true' })
    expect(again.exitCode).toBe(0)
    expect(again.outputs['skipped']).toBe('false')
    expect(again.log).toContain('docker buildx build')
  })

  it('never takes a changed work tree for its commit, and finds a generated Dockerfile again', async () => {
    const clean = await build()
    const generated = 'FROM scratch\nCOPY README.md /generated\n'
    repo.write({ Dockerfile: generated })
    const changed = await build()
    expect(changed.outputs['skipped']).toBe('false')
    expect(changed.outputs['digest']).not.toBe(clean.outputs['digest'])
    const same = await build()
    expect(same.outputs).toMatchObject({ skipped: 'true', digest: changed.outputs['digest'] })
    repo.git('checkout', '--', 'Dockerfile')
    const back = await build()
    expect(back.outputs).toMatchObject({ skipped: 'false', digest: clean.outputs['digest'] })
  })

  it('keeps the context at the root when the Dockerfile is in a subfolder', async () => {
    repo.commit('Move', {
      'services/api/Dockerfile': 'FROM scratch\nCOPY services/api/data.txt README.md /\n',
      'services/api/data.txt': 'data',
    })
    const run = await build({}, { DOCKERFILE_PATH: 'services/api/Dockerfile' })
    expect(run.exitCode).toBe(0)
  })

  it('hands secrets to the build and to nothing else', async () => {
    const secret = 'never-to-be-seen-4711'
    repo.commit('Use secrets', {
      Dockerfile: [
        'FROM node:24-slim',
        'RUN --mount=type=secret,id=value --mount=type=secret,id=env --mount=type=secret,id=file \\',
        '  cat /run/secrets/value /run/secrets/env /run/secrets/file | wc -c > /length',
        '',
      ].join('\n'),
      'token.txt': secret,
    })
    const run = await build(
      {
        secrets: `"value=${secret}\nsecond line"`,
        'secret-envs': 'env=MY_TOKEN',
        'secret-files': 'file=token.txt',
        check: 'off',
      },
      { MY_TOKEN: secret },
    )
    expect(run.exitCode).toBe(0)
    expect(run.log).not.toContain(secret)
    expect(run.summary + JSON.stringify(run.outputs)).not.toContain(secret)
    expect(run.masks.join()).toContain(secret)
    const { told, length } = await inspectPushed(run.outputs['image-uri'] ?? '')
    expect(told).toContain('/run/secrets/value')
    expect(told).not.toContain(secret)
    expect(Number(length)).toBe(3 * secret.length + '\nsecond line'.length)
  })

  it('gives the token of the registry to the standard input of docker login alone', async () => {
    const shim = join(scratch, 'bin')
    mkdirSync(shim)
    const [argv, input, modes] = ['argv', 'input', 'modes'].map((file) => join(scratch, file))
    writeFileSync(
      join(shim, 'docker'),
      [
        '#!/bin/sh',
        `echo "$@" >> ${argv ?? ''}`,
        `stat -c %a "$DOCKER_CONFIG" "$DOCKER_CONFIG/config.json" >> ${modes ?? ''}`,
        `if [ "$1" = login ]; then exec <<END_OF_INPUT`,
        `$(tee ${input ?? ''})`,
        'END_OF_INPUT',
        'fi',
        `exec ${execFileSync('which', ['docker'], { encoding: 'utf8' }).trim()} "$@"`,
        '',
      ].join('\n'),
      { mode: 0o755 },
    )
    const run = await build({}, { PATH: `${shim}:${process.env['PATH'] ?? ''}` })
    expect(run.exitCode).toBe(0)
    const token = readFileSync(input ?? '', 'utf8').trim()
    expect(token.length).toBeGreaterThan(20)
    expect(readFileSync(argv ?? '', 'utf8')).toMatch(
      /^login --username AWS --password-stdin .*\nbuildx build /,
    )
    expect(readFileSync(argv ?? '', 'utf8') + run.log).not.toContain(token)
    expect(
      readFileSync(modes ?? '', 'utf8')
        .trim()
        .split('\n'),
    ).toEqual(['700', '600', '700', '600'])
    expect(run.leftovers).toEqual([])
  })

  it('shows what the build checks found beside the line, and refuses it when asked to', async () => {
    repo.commit('Slip', { Dockerfile: 'FROM scratch\nMAINTAINER me\nCOPY README.md /\n' })
    const warned = await build()
    expect(warned.exitCode).toBe(0)
    expect(warned.annotations).toContainEqual({
      level: 'warning',
      message: expect.stringMatching(/^MaintainerDeprecated: /) as string,
      properties: { title: 'Build check', file: 'Dockerfile', line: '2' },
    })
    const refused = await build({ check: 'error', rebuild: 'true' })
    expect(refused.exitCode).toBe(1)
    expect(refused.annotations.map(({ level }) => level)).toEqual(['warning', 'error'])
    expect(refused.annotations[0]?.properties).toMatchObject({ file: 'Dockerfile', line: '2' })
  })

  it('says why a build failed, leaves nothing behind, and tags nothing', async () => {
    repo.commit('Break', { Dockerfile: 'FROM scratch\nCOPY absent /\n' })
    const run = await build()
    expect(run.exitCode).toBe(1)
    expect(run.annotations.at(-1)?.message).toMatch(/^The build failed at Dockerfile:2: .*absent/)
    expect(run.leftovers).toEqual([])
    expect(tags()).toEqual({})
  })

  it('says that the token was refused, before anything is built', async () => {
    sandbox.fail({
      service: 'registry',
      code: 'UNAUTHORIZED',
      status: 401,
      when: ({ path }) => path === '/v2/',
    })
    const run = await build()
    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The registry 127.0.0.1:\d+ refused the token that ECR gave/),
    ])
    expect(run.log).not.toContain('docker buildx build')
    expect(run.leftovers).toEqual([])
  })

  it('says that there is no Docker, before anything is written', async () => {
    const run = await build({}, { PATH: pathWithGitAlone(scratch) })
    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^There is no "docker" command here\. Use a runner/),
    ])
    expect(run.leftovers).toEqual([])
    expect(tags()).toEqual({})
  })

  it('ends what it started when it is cancelled', async () => {
    repo.commit('Wait', { Dockerfile: 'FROM node:24-slim\nRUN sleep 300 # wait for it\n' })
    const run = await runAction({
      action: 'build',
      inputs: { 'ecr-image-url': url() },
      env: sandbox.env(REGION),
      workspace: repo.folder,
      signals: [{ signal: 'SIGINT', at: /RUN sleep 300/ }],
    })
    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ message }) => message)).toEqual(['Cancelled. The runner sent SIGINT.'])
    expect(run.leftovers).toEqual([])
    expect(run.milliseconds).toBeLessThan(15_000)
  })

  /** Pulls an image of the sandbox; in the background, because the sandbox answers from this process. */
  const inspectPushed = async (image: string): Promise<{ told: string; length: string }> => {
    const config = join(scratch, 'docker')
    mkdirSync(config)
    const auth = Buffer.from(`AWS:${sandbox.password(REGION)}`).toString('base64')
    writeFileSync(
      join(config, 'config.json'),
      JSON.stringify({ auths: { [url().split('/')[0] ?? '']: { auth } } }),
    )
    const docker = async (...args: string[]): Promise<string> =>
      (await promisify(execFile)('docker', args, { env: { ...process.env, DOCKER_CONFIG: config } })).stdout
    await docker('pull', image)
    try {
      const told = (await docker('history', '--no-trunc', image)) + (await docker('inspect', image))
      return { told, length: await docker('run', '--rm', '--network=none', image, 'cat', '/length') }
    } finally {
      await docker('rmi', '--force', image)
    }
  }
  const pushedTags = (): string[] =>
    sandbox.requests.flatMap(({ action, path, body, status }) => {
      if (status >= 300) return []
      if (action === 'PutManifest') return [path.split('/').at(-1) ?? '']
      const tag = action === 'PutImage' ? body['imageTag'] : undefined
      return typeof tag === 'string' ? [tag] : []
    })
})

/** A PATH with git and nothing else. */
function pathWithGitAlone(folder: string): string {
  const bin = join(folder, 'git-alone')
  mkdirSync(bin)
  symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bin, 'git'))
  return bin
}

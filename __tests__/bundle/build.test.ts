import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REGION, useBuildBench } from '../support/build-bench.ts'
import { writeLayout, writeLayoutTar } from '../support/image-layout.ts'

const bench = useBuildBench()

describe('an image that exists', () => {
  it('is taken, with one question, its labels and one write a tag', async () => {
    const { digest } = bench.sandbox.putImage(REGION, bench.name, bench.head())
    const run = await bench.build({ tags: 'next' })
    expect(run.annotations).toEqual([])
    expect(run.outputs).toEqual({
      digest,
      'image-uri': `${bench.url()}@${digest}`,
      'image-tag': `${bench.url()}:${bench.head()}`,
      'commit-tag': bench.head(),
      repository: bench.name,
      tags: `${bench.head()}\nnext\nlatest`,
      skipped: 'true',
      metadata: '',
      services: '',
    })
    expect(bench.tags()).toEqual({ [bench.head()]: digest, next: digest, latest: digest })
    expect(bench.actions()).toEqual([
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
    bench.sandbox.putImage(REGION, bench.name, [bench.head(), 'latest'])
    const run = await bench.build()
    expect(run.outputs['skipped']).toBe('true')
    expect(bench.actions()).toEqual(['BatchGetImage', 'GetDownloadUrlForLayer', 'GetObject'])
  })

  it('is found in an index as well', async () => {
    const { digest } = bench.sandbox.putImage(REGION, bench.name, bench.head(), {
      platforms: ['linux/amd64', 'linux/arm64'],
    })
    const run = await bench.build()
    expect(run.outputs).toMatchObject({ skipped: 'true', digest })
    expect(bench.tags()['latest']).toBe(digest)
  })

  it('is not taken when it was made from other files', async () => {
    const labels = { 'com.tinystacks.build.difference': 'd'.repeat(64) }
    bench.sandbox.putImage(REGION, bench.name, bench.head(), { config: { Labels: labels } })
    const run = await bench.build()
    expect(run.log).toMatch(/sha256:\w+ was made from other files .* it is built again\./)
    expect(run.annotations.at(-1)?.message).toContain('There is no "docker" command here')
    expect(Object.keys(bench.tags())).toEqual([bench.head()])
  })

  it('is not taken for a work tree that differs', async () => {
    bench.sandbox.putImage(REGION, bench.name, bench.head())
    bench.repo.write({ 'new.txt': 'x' })
    const run = await bench.build()
    expect(run.log).toContain('The work tree differs from the commit')
    expect(run.exitCode).toBe(1)
  })

  it.each([
    ['target', { target: 'web' }],
    ['a build argument', { 'build-args': 'VERSION=2' }],
    ['platforms', { platforms: 'linux/arm64' }],
    ['the Dockerfile of another service', { 'dockerfile-path': 'api/Dockerfile' }],
  ])('is not taken for another one of the same commit: %s', async (_, inputs) => {
    bench.repo.commit('Add a service', { 'api/Dockerfile': 'FROM scratch\nCOPY README.md /\n' })
    bench.sandbox.putImage(REGION, bench.name, bench.head())
    const run = await bench.build(inputs)
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning', 'error'])
    expect(run.annotations[0]?.message).toContain('Give each service a repository of its own.')
    expect(run.annotations[1]?.message).toContain('There is no "docker" command here')
  })

  it('is not taken for a commit whose build gets files that git ignores', async () => {
    bench.repo.commit('Ignore', { '.gitignore': '*.jar\n' })
    bench.sandbox.putImage(REGION, bench.name, bench.head())
    bench.repo.write({ 'app.jar': 'built by the step before' })
    expect((await bench.build()).log).toContain('The work tree differs from the commit')
    bench.repo.commit('Leave out', { '.dockerignore': '*.jar\n' })
    bench.sandbox.putImage(REGION, bench.name, bench.head())
    expect((await bench.build()).outputs['skipped']).toBe('true')
  })

  it('is not taken when what it was made from cannot be read', async () => {
    bench.sandbox.putImage(REGION, bench.name, bench.head())
    bench.sandbox.fail({
      service: 'ecr',
      action: 'GetDownloadUrlForLayer',
      code: 'AccessDeniedException',
      status: 400,
    })
    bench.sandbox.fail({ service: 'registry', action: 'GetBlob', code: 'DENIED', status: 403 })
    const run = await bench.build()
    expect(run.annotations[0]).toMatchObject({ level: 'notice' })
    expect(run.annotations[0]?.message).toContain('ecr:GetDownloadUrlForLayer')
    expect(run.exitCode).toBe(1)
  })

  it('is that of GITHUB_SHA where there is no checkout, and the log says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-checkout-'))
    const digest = writeLayout(join(folder, 'layout'))
    const run = await bench.build({ from: 'layout' }, {}, { workspace: folder })
    rmSync(folder, { recursive: true })
    expect(run.log).toContain('(GITHUB_SHA; there is no git checkout here)')
    expect(bench.tags()).toEqual({ '0123456789abcdef0123456789abcdef01234567': digest, latest: digest })
  })
})

describe('an image built elsewhere', () => {
  it('is pushed byte for byte from a folder, and taken the next time', async () => {
    const digest = writeLayout(join(bench.repo.folder, '.git', 'layout'), { layerCount: 3, layerBytes: 4096 })
    const first = await bench.build({ from: '.git/layout', tags: 'next' })
    expect(first.annotations).toEqual([])
    expect(first.outputs).toMatchObject({ digest, skipped: 'false', tags: `${bench.head()}\nnext\nlatest` })
    expect(bench.tags()).toEqual({ [bench.head()]: digest, next: digest, latest: digest })
    expect(first.leftovers).toEqual([])
    bench.sandbox.requests.length = 0
    const second = await bench.build({ from: '.git/layout', tags: 'next' })
    expect(second.outputs).toMatchObject({ digest, skipped: 'true' })
    expect(bench.actions()).toEqual(['BatchGetImage'])
  })

  it('is pushed from a tar, an index with all its images', async () => {
    const digest = writeLayoutTar(join(bench.repo.folder, '.git', 'image.tar'), {
      platforms: ['linux/amd64', 'linux/arm64'],
      layerCount: 2,
      layerBytes: 1000,
    })
    const run = await bench.build({ from: '.git/image.tar' })
    expect(run.outputs).toMatchObject({ digest, skipped: 'false' })
    expect(bench.sandbox.digests(REGION, bench.name)).toHaveLength(3)
  })

  it('replaces another image of the same commit', async () => {
    bench.sandbox.putImage(REGION, bench.name, [bench.head(), 'latest'])
    const digest = writeLayout(join(bench.repo.folder, '.git', 'layout'))
    const run = await bench.build({ from: '.git/layout' })
    expect(run.outputs['skipped']).toBe('false')
    expect(bench.tags()).toEqual({ [bench.head()]: digest, latest: digest })
  })

  it('is copied from another repository', async () => {
    bench.sandbox.createRepository(REGION, `${bench.name}-source`)
    const { digest } = bench.sandbox.putImage(REGION, `${bench.name}-source`, 'v1', {
      layerCount: 2,
      layerBytes: 1000,
    })
    for (const reference of [':v1', `@${digest}`, `:v1@${digest}`]) {
      const run = await bench.build({
        from: `${bench.sandbox.registries[REGION] ?? ''}/${bench.name}-source${reference}`,
      })
      expect(run.outputs['digest']).toBe(digest)
    }
    expect(bench.tags()).toEqual({ [bench.head()]: digest, latest: digest })
  })

  it('is not tagged when a blob is damaged', async () => {
    const folder = join(bench.repo.folder, '.git', 'layout')
    writeLayout(folder, { layers: [{ 'a.txt': 'a' }] })
    execFileSync(
      'sh',
      ['-c', 'for f in blobs/sha256/*; do case "$(head -c1 $f)" in "{") ;; *) echo x >> $f;; esac; done'],
      { cwd: folder },
    )
    const run = await bench.build({ from: '.git/layout' })
    expect(run.exitCode).toBe(1)
    expect(run.annotations).toHaveLength(1)
    expect(bench.tags()).toEqual({})
  })
})

describe('a repository that does not exist', () => {
  it('is created when asked to, once, and never where one exists', async () => {
    const name = `${bench.name}/new`
    const digest = writeLayout(join(bench.repo.folder, '.git', 'layout'))
    const inputs = {
      'ecr-image-url': `${bench.sandbox.registries[REGION] ?? ''}/${name}`,
      from: '.git/layout',
      'create-repository': 'true',
    }
    const run = await bench.build(inputs)
    expect(run.annotations).toEqual([])
    expect(run.log).toContain(`/${name} did not exist and is created.`)
    expect(bench.sandbox.tags(REGION, name)).toEqual({ [bench.head()]: digest, latest: digest })
    bench.repo.commit('Later')
    await bench.build(inputs)
    await bench.build({ ...inputs, 'ecr-image-url': bench.url() })
    expect(bench.actions().filter((action) => action === 'CreateRepository')).toHaveLength(1)
  })

  it('is a sentence when it may not be created', async () => {
    bench.sandbox.fail({ service: 'ecr', action: 'CreateRepository', code: 'AccessDeniedException' })
    const url = `${bench.sandbox.registries[REGION] ?? ''}/absent`
    const run = await bench.build({ 'ecr-image-url': url, 'create-repository': 'true' })
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^AWS denied ecr:CreateRepository .*Allow "ecr:CreateRepository"/) as string,
    ])
  })
})

describe('the build record', () => {
  it('is kept for an image that was pushed, under its commit', async () => {
    bench.sandbox.createBucket(REGION, `${bench.name}-records`)
    const digest = writeLayout(join(bench.repo.folder, '.git', 'layout'))
    const run = await bench.build({ from: '.git/layout' }, { S3_BUCKET: `${bench.name}-records` })
    expect(run.exitCode).toBe(0)
    const [[key, content] = ['', Buffer.alloc(0)]] = Object.entries(
      bench.sandbox.objects(`${bench.name}-records`),
    )
    expect(key).toBe(`builds/${bench.name}/${bench.head()}.json`)
    expect(JSON.parse(content.toString())).toMatchObject({
      commit: bench.head(),
      digest,
      tags: [bench.head(), 'latest'],
    })
  })

  it('does not fail a build that is pushed', async () => {
    writeLayout(join(bench.repo.folder, '.git', 'layout'))
    const run = await bench.build({ from: '.git/layout', 's3-bucket': 'absent' })
    expect(run.exitCode).toBe(0)
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning'])
    expect(run.annotations[0]?.message).toContain(`s3://absent/builds/${bench.name}/${bench.head()}.json`)
  })
})

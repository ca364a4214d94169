import { describe, expect, it } from 'vitest'
import { splitReference } from '../../../shared/build/from.ts'
import { readBuildInputs } from '../../../shared/build/inputs.ts'
import { planBuild } from '../../../shared/build/plan.ts'
import { buildOutputs, type BuildResult } from '../../../shared/build/result.ts'
import { buildSummary } from '../../../shared/build/summary.ts'
import { inputReader } from '../../../shared/runner/inputs.ts'
import { noOptions } from './options.ts'

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'
const DIGEST = `sha256:${'d'.repeat(64)}`
const COMMIT = 'a'.repeat(40)

const result: BuildResult = {
  repository: {
    host: HOST,
    name: 'team/app',
    url: `${HOST}/team/app`,
    account: '123456789012',
    region: 'us-east-1',
  },
  commit: COMMIT,
  digest: DIGEST,
  made: 'built',
  outcomes: [
    { tag: 'next', state: 'moved', why: 'it was asked for' },
    { tag: 'latest', state: 'kept', why: 'it names <b>another</b>' },
  ],
  difference: undefined,
  recipe: undefined,
  metadata: '{}',
  milliseconds: 1234,
}

describe('planBuild', () => {
  const plan = (env: Readonly<Record<string, string>>): ReturnType<typeof planBuild> =>
    planBuild(readBuildInputs(inputReader(env)), undefined, { GITHUB_WORKSPACE: '/w', ...env })

  it('takes the variables of TinyStacks in place of inputs', () => {
    const request = plan({
      ECR_IMAGE_URL: `${HOST}/app`,
      ECR_ENDPOINT: HOST,
      AWS_REGION: 'eu-west-1',
      DOCKERFILE_PATH: 'service1/Dockerfile',
      S3_BUCKET: 'artifacts',
    })
    expect(request).toMatchObject({
      repository: { url: `${HOST}/app`, region: 'us-east-1' },
      workspace: '/w',
      context: '.',
      dockerfile: 'service1/Dockerfile',
      bucket: 'artifacts',
      latest: 'auto',
      rebuild: false,
      options: noOptions,
    })
  })

  it('lets an input win, and takes an empty one for absent', () => {
    const request = plan({
      ECR_IMAGE_URL: `${HOST}/app`,
      'INPUT_ECR-IMAGE-URL': `${HOST}/other`,
      'INPUT_DOCKERFILE-PATH': '',
      INPUT_CONTEXT: 'api',
    })
    expect(request.repository.name).toBe('other')
    expect(request.dockerfile).toBe('api/Dockerfile')
  })

  it('reserves the names of stages and what they keep', () => {
    const request = plan({ ECR_IMAGE_URL: `${HOST}/app`, INPUT_STAGES: 'dev, prod' })
    expect(request.stages).toEqual(['dev', 'dev-previous', 'prod', 'prod-previous'])
  })
})

describe('buildOutputs', () => {
  it('names the host in two outputs only, because GitHub drops those with a masked account', () => {
    const outputs = buildOutputs(result)
    const withHost = Object.keys(outputs).filter((name) => String(outputs[name]).includes(HOST))
    expect(withHost).toEqual(['image-uri', 'image-tag'])
    expect(outputs).toMatchObject({ tags: `${COMMIT}\nnext`, skipped: false, repository: 'team/app' })
  })
})

describe('buildSummary', () => {
  it('says what the tags name, and escapes what comes from outside', () => {
    const summary = buildSummary(result, 'https://github.com/o/r')
    expect(summary).toContain(`[\`${COMMIT.slice(0, 12)}\`](https://github.com/o/r/commit/${COMMIT})`)
    expect(summary).toContain('| `:next` | moved here: it was asked for |')
    expect(summary).not.toContain('<b>')
    expect(summary).toContain('| seconds | 1.2 |')
  })
})

describe('splitReference', () => {
  it.each([
    ['h/app:v1', { url: 'h/app', reference: 'v1' }],
    ['h:5000/a/b:v1', { url: 'h:5000/a/b', reference: 'v1' }],
    [`h:5000/app@${DIGEST}`, { url: 'h:5000/app', reference: DIGEST }],
    [`h/app:v1@${DIGEST}`, { url: 'h/app', reference: DIGEST }],
  ])('reads %s', (from, expected) => {
    expect(splitReference(from)).toEqual(expected)
  })

  it.each(['app', 'h/app', 'h:5000/app', './out@2/image'])('refuses %s, which is none', (from) => {
    expect(() => splitReference(from)).toThrow('neither an OCI image layout')
  })

  it.each([
    ['h/app@sha256:abc', 'with the digest "sha256:abc", which has 3 hexadecimal digits instead of 64.'],
    ['h/app:', 'with the tag "", which is empty.'],
    ['h/app:-v1', 'with the tag "-v1", which starts with "-"; a tag cannot.'],
    ['h/app:v1:v2', 'with the tag "v1:v2", whose character ":" (number 3) cannot be in a tag.'],
    [`h/app:v 1@${DIGEST}`, 'with the tag "v 1", whose character " " (number 2) cannot be in a tag.'],
  ])('says which part of %s is wrong', (from, part) => {
    expect(() => splitReference(from)).toThrow(part)
  })
})

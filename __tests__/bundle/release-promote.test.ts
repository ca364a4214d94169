import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'
const COMMIT = 'c0ffee'.repeat(6) + 'c0ff'
const OTHER_COMMIT = 'decade'.repeat(6) + 'deca'

let sandbox: Sandbox
let url: string
let regionalUrl: string
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  sandbox.createRepository(WEST, 'app')
  url = `${sandbox.registries[EAST] ?? ''}/app`
  regionalUrl = `${sandbox.registries[WEST] ?? ''}/app`
})
afterEach(async () => {
  await sandbox.stop()
})

/** Releases, and keeps of the sandbox's requests only those that this made. */
async function release(inputs: Readonly<Record<string, string>>, env = {}): Promise<ActionRun> {
  sandbox.requests.length = 0
  return await runAction({ action: 'release', inputs, env: { ...sandbox.env(), ...env } })
}

const promote = async (stage: string, from: string, more = {}): Promise<ActionRun> =>
  await release({ 'ecr-image-url': url, 'stage-name': stage, 'previous-stage-name': from, ...more })

function calls(...actions: string[]): number {
  return sandbox.requests.filter(({ action }) => actions.includes(action)).length
}

function writes(): string[] {
  const changing = /^(Put|Upload|Start|Finish|Update|Create|Register|Tag|Delete|Complete)/
  return sandbox.requests.map(({ action }) => action).filter((action) => changing.test(action))
}

describe('promoting within a repository', () => {
  it('takes one read and one write, besides a lookup of tags and a read-back', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', ['latest', COMMIT])
    const run = await promote('dev', 'latest')
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { result: 'tagged', digest, commit: COMMIT, changed: 'true' },
    })
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(digest)
    expect(sandbox.requests.map(({ action }) => action)).toStrictEqual([
      'BatchGetImage',
      'DescribeImages',
      'PutImage',
      'BatchGetImage',
    ])
  })

  it('writes nothing when it is done already', async () => {
    sandbox.putImage(EAST, 'app', ['latest', 'dev'])
    const run = await promote('dev', 'latest')
    expect(run.outputs).toMatchObject({ result: 'unchanged', changed: 'false' })
    expect(calls('BatchGetImage')).toBe(1)
    expect(writes()).toStrictEqual([])
  })

  it('keeps the outgoing digest under <stage>-previous, with one more write', async () => {
    const before = sandbox.putImage(EAST, 'app', ['dev', COMMIT], { marker: 'before' })
    const after = sandbox.putImage(EAST, 'app', ['latest', OTHER_COMMIT], { marker: 'after' })
    const run = await promote('dev', 'latest')
    expect(run.outputs).toMatchObject({
      'previous-digest': before.digest,
      'previous-commit': COMMIT,
      commit: OTHER_COMMIT,
    })
    expect(sandbox.tags(EAST, 'app')).toMatchObject({ dev: after.digest, 'dev-previous': before.digest })
    expect(calls('PutImage')).toBe(2)
  })

  it('keeps an index an index', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'latest', { platforms: ['linux/amd64', 'linux/arm64'] })
    await promote('dev', 'latest')
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(digest)
  })

  it('releases the former image again, and leaves <stage>-previous as it is', async () => {
    const before = sandbox.putImage(EAST, 'app', 'dev-previous', { marker: 'before' })
    sandbox.putImage(EAST, 'app', 'dev', { marker: 'after' })
    const run = await release({ 'ecr-image-url': url, 'stage-name': 'dev', rollback: 'true' })
    expect(run.outputs).toMatchObject({ result: 'tagged', digest: before.digest })
    expect(sandbox.tags(EAST, 'app')).toMatchObject({ dev: before.digest, 'dev-previous': before.digest })
  })

  it("reads TinyStacks' variables in place of inputs, a leading colon dropped", async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'latest')
    const variables = {
      ECR_IMAGE_URL: url,
      STAGE_NAME: 'dev',
      PREVIOUS_STAGE_NAME: ':latest',
      SERVICE_NAME: 'placeholder',
    }
    const run = await release({}, { ...variables, ECR_ENDPOINT: sandbox.registries[EAST] ?? '' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged', digest } })
    expect(run.summary).toContain('tagged: nothing to deploy to yet')
  })
})

describe('promoting to another region', () => {
  const regional = { 'stage-region': WEST, 'regional-ecr-image-url': '' }

  it('copies byte for byte, commit tag first and stage tag last', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', ['dev', COMMIT], {
      platforms: ['linux/amd64', 'linux/arm64'],
    })
    const run = await promote('prod', 'dev', { ...regional, 'regional-ecr-image-url': regionalUrl })
    expect(run.exitCode).toBe(0)
    expect(sandbox.tags(WEST, 'app')).toStrictEqual({ [COMMIT]: digest, prod: digest })
    const tagged = sandbox.requests
      .filter(({ action, region }) => action === 'PutImage' && region === WEST)
      .map(({ body }) => body['imageTag'])
    expect(tagged.at(-1)).toBe('prod')
    expect(tagged.at(-2)).toBe(COMMIT)
  })

  it('finds a tag of the commit that is another image there and cannot move, before the first write', async () => {
    sandbox.createRepository(WEST, 'app', { mutability: 'IMMUTABLE' })
    const other = sandbox.putImage(WEST, 'app', COMMIT, { marker: 'other' }).digest
    sandbox.putImage(EAST, 'app', ['dev', COMMIT], { marker: 'this' })
    const run = await promote('prod', 'dev', { ...regional, 'regional-ecr-image-url': regionalUrl })
    expect(run.annotations[0]?.message).toContain(
      `The tag "${COMMIT}" of ${regionalUrl} is immutable and names another image, ${other}`,
    )
    expect(writes()).toStrictEqual([])
  })

  it('moves no layer that is there, and takes three requests', async () => {
    const spec = { marker: 'same', layers: [{ file: 'content' }] }
    sandbox.putImage(EAST, 'app', 'dev', spec)
    sandbox.putImage(WEST, 'app', 'old', { ...spec, annotations: { other: 'manifest, same blobs' } })
    await promote('prod', 'dev', { ...regional, 'regional-ecr-image-url': regionalUrl })
    const west = sandbox.requests.filter(({ region }) => region === WEST).map(({ action }) => action)
    expect(west).toStrictEqual([
      'BatchGetImage',
      'BatchCheckLayerAvailability',
      'PutImage',
      // The stage's tag, and its read-back.
      'PutImage',
      'BatchGetImage',
    ])
  })

  it('renews a token that expires in the middle', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'dev', { layerCount: 4 })
    sandbox.fail({
      service: 'registry',
      action: 'GetBlob',
      times: 1,
      after: 2,
      status: 403,
      code: 'DENIED',
      message: 'Your authorization token has expired. Reauthenticate and try again.',
    })
    const run = await promote('prod', 'dev', { ...regional, 'regional-ecr-image-url': regionalUrl })
    expect(run.exitCode).toBe(0)
    expect(sandbox.tags(WEST, 'app')['prod']).toBe(digest)
  })

  it('moves no tag anywhere when the copy fails', async () => {
    sandbox.putImage(EAST, 'app', 'dev')
    sandbox.fail({ service: 'registry', action: 'FinishUpload', status: 500, code: 'UNKNOWN' })
    const run = await promote('prod', 'dev', { ...regional, 'regional-ecr-image-url': regionalUrl })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(sandbox.tags(EAST, 'app')).not.toHaveProperty('prod')
    expect(sandbox.tags(WEST, 'app')).toStrictEqual({})
  })

  it('refuses a repository that does not exist, before anything is written', async () => {
    sandbox.putImage(EAST, 'app', 'dev')
    const run = await promote('prod', 'dev', {
      ...regional,
      'regional-ecr-image-url': `${sandbox.registries[WEST] ?? ''}/other`,
    })
    expect(run.exitCode).toBe(1)
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(/no repository "other" in us-west-2/)
    expect(writes()).toStrictEqual([])
  })
})

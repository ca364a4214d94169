import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'

let sandbox: Sandbox
let url: string
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  sandbox.createRepository(WEST, 'app')
  url = `${sandbox.registries[EAST] ?? ''}/app`
})
afterEach(async () => {
  await sandbox.stop()
})

async function release(more: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  sandbox.requests.length = 0
  const inputs = {
    'ecr-image-url': url,
    'stage-name': 'dev',
    'previous-stage-name': 'latest',
    'lambda-function-name': 'app',
    ...more,
  }
  return await runAction({ action: 'release', inputs, env: sandbox.env() })
}

async function before(
  spec: object = {},
): Promise<{ running: string; latest: string; children: readonly string[] }> {
  const running = sandbox.putImage(EAST, 'app', ['dev'], { marker: 'before' }).digest
  const { digest, children } = sandbox.putImage(EAST, 'app', ['latest'], { marker: 'after', ...spec })
  await sandbox.createFunction(EAST, {
    name: 'app',
    imageUri: `${url}@${running}`,
    environment: { LEVEL: 'warn' },
    tags: { team: 'x', IMAGE_SHA: running },
  })
  return { running, latest: digest, children }
}

describe('releasing to Lambda', () => {
  it('updates the function by digest, tags it with the digest, and keeps everything else', async () => {
    const { latest } = await before()
    const run = await release()
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { result: 'released', digest: latest, deployed: 'true' },
    })
    const fn = sandbox.fn(EAST, 'app')
    expect(fn.image).toBe(`${url}@${latest}`)
    expect(fn.tags).toStrictEqual({ team: 'x', IMAGE_SHA: latest })
    expect(fn.environment).toStrictEqual({ LEVEL: 'warn' })
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(latest)
    expect(run.outputs['function-arn']).toMatch(/:function:app$/)
  })

  it("unwraps an index to the function's architecture, and tags it with what was promoted", async () => {
    const { latest, children } = await before({ platforms: ['linux/arm64', 'linux/amd64'] })
    const run = await release()
    expect(run.outputs).toMatchObject({ result: 'released', digest: latest })
    const fn = sandbox.fn(EAST, 'app')
    expect(fn.image).toBe(`${url}@${children[1] ?? ''}`)
    expect(fn.tags['IMAGE_SHA']).toBe(latest)
  })

  it('refuses an index without the architecture, before anything is written', async () => {
    await before({ platforms: ['linux/arm64'] })
    const run = await release()
    expect(run.annotations[0]?.message).toMatch(/runs on x86_64.*no linux\/amd64/)
    expect(sandbox.requests.some(({ action }) => /^(Put|Update|Tag)/.test(action))).toBe(false)
  })

  it('says why Lambda did not take an image, brings the function back, and leaves the tag', async () => {
    const { running } = await before()
    sandbox.nextUpdate(EAST, 'app', 'Failed')
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/did not take the image/)
    expect(sandbox.fn(EAST, 'app').image).toBe(`${url}@${running}`)
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('waits while another update is in progress', async () => {
    const { latest } = await before()
    sandbox.fail({
      service: 'lambda',
      action: 'UpdateFunctionCode',
      times: 2,
      status: 409,
      code: 'ResourceConflictException',
    })
    const run = await release()
    expect(run.outputs['result']).toBe('released')
    expect(sandbox.fn(EAST, 'app').image).toBe(`${url}@${latest}`)
  })

  it('writes nothing when the function runs it and the tag names it', async () => {
    await before()
    await release()
    const again = await release()
    expect(again.outputs).toMatchObject({
      result: 'unchanged',
      changed: 'false',
      'function-arn': expect.stringMatching(/:function:app$/) as unknown,
      'function-version': '$LATEST',
    })
    expect(sandbox.requests.some(({ action }) => /^(Put|Update|Tag)/.test(action))).toBe(false)
  })

  it('wins over an ECS service, and says so', async () => {
    await before()
    const run = await release({ 'service-name': 'web' })
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toContain('the function is released, the service is not')
  })

  it.each([
    [
      'a function that does not exist',
      { 'lambda-function-name': 'other' },
      /no Lambda function "other" in us-east-1/,
    ],
    [
      'a function in another region than its image',
      { 'stage-region': WEST },
      /takes images of its own region only/,
    ],
    [
      'two functions',
      { 'lambda-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:b' },
      /name different functions/,
    ],
  ])('refuses %s', async (_, inputs, message) => {
    await before()
    const run = await release(inputs)
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations.map(({ message: text }) => text)).toStrictEqual([expect.stringMatching(message)])
  })

  it('refuses a function that is packaged as a zip file', async () => {
    await before()
    await sandbox.createFunction(EAST, { name: 'zip', packageType: 'Zip' })
    const run = await release({ 'lambda-function-name': 'zip' })
    expect(run.annotations[0]?.message).toMatch(/packaged as Zip/)
  })
})

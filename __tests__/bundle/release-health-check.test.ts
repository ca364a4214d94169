import { writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAppAddress, type AppAddress } from '../support/app-address.ts'
import { startEcsStage, type EcsStage } from '../support/ecs-stage.ts'
import { EAST, startLambdaStage, type LambdaStage } from '../support/lambda-stage.ts'
import { runAction } from '../support/run-action.ts'

// Two seconds, of which 0.4 have to be steady.
const MINUTES = { 'health-check-minutes': '0.0333' }

let app: AppAddress | undefined
let address: (answer: (count: number) => number | string) => Promise<string>
beforeEach(() => {
  address = async (answer) => {
    app = await openAppAddress(answer)
    return `${app.url}/healthy?key=secret`
  }
})
afterEach(() => {
  app?.close()
})

describe('a health check after a release to Lambda', () => {
  let stage: LambdaStage
  beforeEach(async () => {
    stage = await startLambdaStage()
  })
  afterEach(async () => {
    await stage.sandbox.stop()
  })

  it('passes once the address answers for a while, redirects followed, and shows no query', async () => {
    const { latest } = await stage.furnish()
    const url = await address((count) => [503, 'close', 200, 500, '/elsewhere'][count] ?? 200)
    const run = await stage.release({ 'health-check-url': url, ...MINUTES })
    expect(run.outputs).toMatchObject({ result: 'released', digest: latest })
    expect(app?.asked).toContain('/elsewhere')
    expect(run.log).toMatch(/it answered 503\n.*the connection was closed \(UND_ERR_SOCKET\)/)
    expect(run.log).toMatch(/health-check \d+/)
    expect(run.log + run.summary).not.toContain('secret')
  })

  it.each([
    [
      'answers with an error',
      () => 503,
      /at the end it answered 503 \(0 of \d+ answers were good\)\. .*nothing healthy/,
    ],
    [
      'comes and goes',
      (count: number) => (count % 3 === 2 ? 500 : 200),
      /did not pass within 2 s: at the end it answered (500|200, but for)/,
    ],
    ['goes bad', (count: number) => (count < 2 ? 200 : 502), /at the end it answered 502 \(2 of/],
    ['redirects for ever', () => '/again', /after 5 redirects/],
  ])('brings the release back when the address %s', async (_, answer, message) => {
    const { running } = await stage.furnish()
    const run = await stage.release({ 'health-check-url': await address(answer), ...MINUTES })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(message)
    expect(stage.fn().image).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('brings it back when nothing listens there', async () => {
    await stage.furnish()
    const url = await address(() => 200)
    app?.close()
    const run = await stage.release({ 'health-check-url': url, ...MINUTES })
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(
      /the connection was refused \(ECONNREFUSED\).*Nothing listens there/,
    )
  })

  it('is not asked where nothing was deployed', async () => {
    await stage.furnish()
    await stage.release()
    const run = await stage.release({ 'health-check-url': await address(() => 500), ...MINUTES })
    expect(run.outputs['result']).toBe('unchanged')
    expect(app?.asked).toStrictEqual([])
  })

  it('ends with the job when that is cancelled', async () => {
    await stage.furnish()
    const run = await stage.release(
      { 'health-check-url': await address(() => 503) },
      { signals: [{ signal: 'SIGINT', at: /it answered 503/ }] },
    )
    expect(run.outputs['result']).toBe('cancelled')
  })

  it('comes from the stages file', async () => {
    const { running } = await stage.furnish()
    const url = await address(() => 404)
    const workspace = mkdtempSync(join(tmpdir(), 'stages-'))
    try {
      writeFileSync(
        join(workspace, 'stages.yml'),
        `image: ${stage.url}\nstages:\n  - name: dev\n    health-check: ${url}\n    lambda: { function: app }\n`,
      )
      const inputs = { 'stage-name': 'dev', 'stages-file': 'stages.yml', ...MINUTES }
      const run = await runAction({ action: 'release', inputs, env: stage.sandbox.env(), workspace })
      expect(run.outputs['result']).toBe('rolled-back')
      expect(run.annotations[0]?.message).toMatch(/it answered 404.*Check the path/)
      expect(stage.fn().image).toBe(`${stage.url}@${running}`)
    } finally {
      rmSync(workspace, { recursive: true })
    }
  })
})

describe('a health check after a release to ECS', () => {
  let stage: EcsStage
  beforeEach(async () => {
    stage = await startEcsStage()
  })
  afterEach(async () => {
    await stage.sandbox.stop()
  })

  it('holds the release until the address answers', async () => {
    const { latest } = stage.furnish()
    const url = await address((count) => (count < 2 ? 503 : 200))
    const run = await stage.release({ 'health-check-url': url, ...MINUTES })
    expect(run.outputs['result']).toBe('released')
    expect(stage.imageOf('app')).toBe(`${stage.url}@${latest}`)
  })

  it('brings the service back when it does not', async () => {
    const { running } = stage.furnish()
    const run = await stage.release({ 'health-check-url': await address(() => 503), ...MINUTES })
    expect(run.outputs['result']).toBe('rolled-back')
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })
})

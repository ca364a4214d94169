import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccountScene,
  AFTER,
  EAST,
  HUB,
  PROD,
  SPOKE,
  TOOLS,
  openAccountScene,
} from '../support/account-scene.ts'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(async () => {
  await scene.close()
})

describe('an image that stays in its account', () => {
  beforeEach(() => {
    scene.write([
      `image: ${scene.url}`,
      `role: ${HUB}`,
      'stages:',
      '  - name: prod',
      `    role: ${SPOKE}`,
      `    image: ${scene.url}`,
      '    ecs: { cluster: prod, service: app }',
    ])
  })

  it('is pulled from there where the policy of its repository lets the other account in', async () => {
    const { before, after } = await scene.furnish()
    const repository = { Effect: 'Allow', Principal: { AWS: PROD }, Action: 'ecr:BatchGetImage' }
    scene.sandbox.createRepository(EAST, 'app').policy = JSON.stringify({ Statement: [repository] })
    scene.sandbox.putImage(EAST, 'app', ['latest'], AFTER)
    scene.sandbox.in(PROD).createService(EAST, {
      cluster: 'prod',
      service: 'app',
      containers: { app: `${scene.url}@${before}` },
    })
    const run = await scene.release('prod', 'oidc')
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: after } })
    expect(scene.callers()).toStrictEqual([`${TOOLS} ecr`, `${PROD} ecs`])
  })

  it('does not start without that policy: the release fails and moves no tag', async () => {
    const { before } = await scene.furnish()
    scene.sandbox.in(PROD).createService(EAST, {
      cluster: 'prod',
      service: 'app',
      containers: { app: `${scene.url}@${before}` },
    })
    const run = await scene.release('prod', 'oidc')
    expect(run.exitCode).toBe(1)
    expect(`${run.log} ${run.summary}`).toContain('403 Forbidden')
    expect(scene.sandbox.tags(EAST, 'app')['prod']).toBe(before)
  })
})

describe('a session that ends', () => {
  it('is renewed when AWS calls it expired, once, and the call is made again', async () => {
    await scene.furnish()
    scene.sandbox.fail({
      service: 'ecs',
      action: 'UpdateService',
      code: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
      times: 1,
    })
    const run = await scene.release('dev', 'oidc')
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(scene.assumed()).toHaveLength(2)
  })

  it('is an error when the next one is refused as well', async () => {
    await scene.furnish()
    scene.sandbox.fail({
      service: 'ecs',
      action: 'UpdateService',
      code: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    })
    const run = await scene.release('dev', 'oidc')
    expect(run.annotations[0]?.message).toContain(
      `AWS refused the credentials of the role ${HUB} for ecs:UpdateService in ${EAST}`,
    )
  })

  it('ends many times during a long wait, and the release goes on', async () => {
    await scene.close()
    scene = await openAccountScene({ sessionMs: 400, rolloutMs: 4_000 })
    const { after } = await scene.furnish()
    const run = await scene.release('dev', 'oidc')
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: after } })
    expect(scene.assumed().length).toBeGreaterThan(1)
    expect(scene.sandbox.requests.some(({ service, status }) => service === 'ecs' && status === 400)).toBe(
      true,
    )
  })
})

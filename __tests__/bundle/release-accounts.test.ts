import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccountScene,
  EAST,
  HUB,
  PROD,
  SPOKE,
  TOOLS,
  WEST,
  openAccountScene,
} from '../support/account-scene.ts'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(async () => {
  await scene.close()
})

describe('dev and prod in different accounts', () => {
  it('are one release: the source is read with one identity, and the destination written with its own', async () => {
    const { before, after } = await scene.furnish()
    scene.sandbox.createBucket(EAST, 'records')
    const run = await scene.release('prod', 'oidc', { 's3-bucket': 'records' })
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: after } })
    expect(scene.sandbox.in(PROD).tags(WEST, 'app')).toMatchObject({ prod: after, 'prod-previous': before })
    expect(scene.sandbox.tags(EAST, 'app')).toMatchObject({ prod: after, 'prod-previous': before })
    expect(scene.sandbox.in(PROD).fn(WEST, 'app').image).toBe(`${scene.prodUrl}@${after}`)
    expect(scene.callers()).toStrictEqual([
      `${TOOLS} ecr`,
      `${TOOLS} s3`,
      `${PROD} ecr`,
      `${PROD} ecs`,
      `${PROD} lambda`,
    ])
    expect(Object.keys(scene.sandbox.objects('records'))).toHaveLength(1)
    expect(scene.sandbox.requests.filter(({ status }) => status >= 400)).toStrictEqual([])
  })

  it('assume each role once, with a fresh token each', async () => {
    await scene.furnish()
    await scene.release('prod', 'oidc')
    expect(scene.assumed()).toStrictEqual([
      ['AssumeRoleWithWebIdentity', HUB, 200],
      ['AssumeRoleWithWebIdentity', SPOKE, 200],
    ])
    const tokens = scene.sandbox.requests.flatMap(({ body }) => body['WebIdentityToken'] ?? [])
    expect(new Set(tokens).size).toBe(2)
  })

  it('do not assume the role of a stage that is not released', async () => {
    await scene.furnish()
    const run = await scene.release('dev', 'oidc')
    expect(run.outputs['result']).toBe('released')
    expect(scene.assumed()).toStrictEqual([['AssumeRoleWithWebIdentity', HUB, 200]])
  })

  it('go by the credentials at hand without a token', async () => {
    await scene.furnish()
    const run = await scene.release('prod', 'credentials')
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(scene.assumed()).toStrictEqual([
      ['AssumeRole', HUB, 200],
      ['AssumeRole', SPOKE, 200],
    ])
  })

  it('go by the role of the job where an account does not know the token', async () => {
    await scene.furnish()
    scene.sandbox.fail({
      service: 'sts',
      action: 'AssumeRoleWithWebIdentity',
      code: 'InvalidIdentityToken',
      message:
        'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
      when: ({ body }) => body['RoleArn'] === SPOKE,
    })
    const run = await scene.release('prod', 'oidc')
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(scene.assumed()).toStrictEqual([
      ['AssumeRoleWithWebIdentity', HUB, 200],
      ['AssumeRoleWithWebIdentity', SPOKE, 400],
      ['AssumeRole', SPOKE, 200],
    ])
  })

  it('say which role nobody may assume, and what both ways would need', async () => {
    await scene.furnish()
    scene.sandbox.fail({
      service: 'sts',
      code: 'AccessDenied',
      status: 403,
      message: 'Not authorized',
      when: ({ body }) => body['RoleArn'] === SPOKE,
    })
    const run = await scene.release('prod', 'oidc')
    expect(run.annotations).toHaveLength(1)
    const message = run.annotations[0]?.message ?? ''
    expect(message).toContain(`The role ${SPOKE} could not be assumed with the OIDC token of this job`)
    expect(message).toContain(`The role ${SPOKE} could not be assumed by the role ${HUB}`)
    expect(message).toContain(`{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${SPOKE}"}`)
    expect(scene.sandbox.tags(EAST, 'app')['prod-previous']).toBeUndefined()
  })
})

describe('what a role may not', () => {
  it('is said with the role, the action, the resource and the statement that allows it', async () => {
    const { before } = await scene.furnish()
    const arn = `arn:aws:ecs:${WEST}:${PROD}:service/prod/app`
    scene.sandbox.fail({
      service: 'ecs',
      action: 'UpdateService',
      code: 'AccessDeniedException',
      message: `User: arn:aws:sts::${PROD}:assumed-role/release/job is not authorized to perform: ecs:UpdateService on resource: ${arn} because no identity-based policy allows the ecs:UpdateService action`,
    })
    const run = await scene.release('prod', 'oidc')
    const message = run.annotations[0]?.message ?? ''
    expect(message).toContain(`The role ${SPOKE} was denied ecs:UpdateService on ${arn} in ${WEST}.`)
    expect(message).toContain(`{"Effect":"Allow","Action":"ecs:UpdateService","Resource":"${arn}"}`)
    expect(scene.sandbox.in(PROD).tags(WEST, 'app')).toStrictEqual({ prod: before })
  })

  it('is another account: the sentence says whose role is needed', async () => {
    const { before } = await scene.furnish()
    const cluster = `arn:aws:ecs:${EAST}:${PROD}:cluster/prod`
    scene.sandbox.in(PROD).createService(EAST, {
      cluster: 'prod',
      service: 'app',
      containers: { app: `${scene.url}@${before}` },
    })
    const run = await scene.release('qa', 'credentials', {
      'ecr-image-url': scene.url,
      'previous-stage-name': 'latest',
      'cluster-arn': cluster,
      'service-name': 'app',
      'role-to-assume': '',
    })
    // The file's role is the job's, and is of another account than the cluster.
    expect(run.annotations[0]?.message).toContain(
      `The resource is in the account ${PROD}, and the credentials are of ${TOOLS}: give a role of ${PROD}`,
    )
    expect(scene.sandbox.tags(EAST, 'app')['qa']).toBeUndefined()
  })

  it('is told before any call where role and ARN are of two accounts', async () => {
    await scene.furnish()
    const run = await scene.release('qa', 'oidc', {
      'previous-stage-name': 'latest',
      'cluster-arn': `arn:aws:ecs:${EAST}:${PROD}:cluster/prod`,
      'service-name': 'app',
      'role-to-assume': HUB,
    })
    expect(run.annotations[0]?.message).toBe(
      `The input "cluster-arn" is in the account ${PROD}, and "role-to-assume" in ${TOOLS}. All of a stage is in one account, and so is the role that deploys it; correct one of them.`,
    )
    expect(scene.sandbox.requests).toHaveLength(0)
  })
})

describe('a target of another account without an image of its own', () => {
  it('gets the image of the same name in the ECR of its role, which a registry on this machine cannot have', async () => {
    scene.write([
      `image: ${scene.url}`,
      `role: ${HUB}`,
      'stages:',
      '  - name: prod',
      `    role: ${SPOKE}`,
      '    lambda: { function: app }',
    ])
    const run = await scene.release('prod', 'oidc')
    expect(run.annotations[0]?.message).toMatch(
      new RegExp(
        `"prod" is in ${EAST} in the account ${PROD}, and the registry 127.* has no counterpart there`,
      ),
    )
    expect(scene.sandbox.requests).toHaveLength(0)
  })
})

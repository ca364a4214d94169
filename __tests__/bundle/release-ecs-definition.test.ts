import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memberOf, registerOutside, updateOutside } from '../support/definitions.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

const PLAIN = { name: 'app', essential: true, memory: 256 }

/** The service `app` of the cluster `dev` with one container of these members. */
function furnishWith(container: object): { running: string; latest: string } {
  const digests = stage.furnish()
  stage.sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    taskDefinition: {
      containerDefinitions: [{ ...PLAIN, image: `${stage.url}@${digests.running}`, ...container }],
    },
  })
  return digests
}

describe('environment variables', () => {
  const environment = [
    { name: 'B', value: 'kept' },
    { name: 'A', value: 'old-value' },
    { name: 'OLD', value: 'gone' },
  ]
  const secrets = [{ name: 'DB', valueFrom: 'arn:aws:ssm:us-east-1:123456789012:parameter/db' }]
  const change = 'A=new-value\nEMPTY=\n-OLD\n-NEVER_THERE\nURL=https://x.example/?a=b'

  it('are merged into those of the released container, in their order, and never shown', async () => {
    furnishWith({ environment, secrets })
    const planned = await stage.release({ 'environment-variables': change, plan: 'true' })
    expect(planned.exitCode).toBe(0)
    const run = await stage.release({ 'environment-variables': change })
    expect(run.outputs['result']).toBe('released')
    expect(memberOf(stage.sandbox, 'app', 'environment')).toStrictEqual([
      { name: 'B', value: 'kept' },
      { name: 'A', value: 'new-value' },
      { name: 'EMPTY', value: '' },
      { name: 'URL', value: 'https://x.example/?a=b' },
    ])
    expect(memberOf(stage.sandbox, 'app', 'secrets')).toStrictEqual(secrets)
    for (const { log, summary, outputs } of [planned, run]) {
      expect(`${log}${summary}${JSON.stringify(outputs)}`).not.toMatch(/old-value|new-value|x\.example/)
    }
  })

  it('redeploy alone when they change, and do nothing when they are the same', async () => {
    furnishWith({ environment })
    await stage.release()
    const changed = await stage.release({ 'environment-variables': 'A=2' })
    expect(changed.outputs).toMatchObject({ result: 'released', deployed: 'true' })
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'UpdateService'])
    const same = await stage.release({ 'environment-variables': 'A=2\n-OTHER' })
    expect(same.outputs['result']).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])
  })

  it('are refused where the container has a secret of the name', async () => {
    furnishWith({ environment, secrets })
    const run = await stage.release({ 'environment-variables': 'DB=hunter2' })
    expect(run.annotations[0]?.message).toMatch(/DB is a secret of the container "app" of app:\d+/)
    expect(run.log).not.toContain('hunter2')
    expect(stage.writes()).toStrictEqual([])
  })
})

describe('what is cloned', () => {
  it('is the newest revision of the family when asked, and later that very revision as it is', async () => {
    const { latest } = furnishWith({})
    const newest = await registerOutside(stage.sandbox, {
      family: 'app',
      cpu: '512',
      containerDefinitions: [{ ...PLAIN, image: `${stage.url}:dev` }],
    })
    const run = await stage.release({ 'task-definition': 'family' })
    expect(run.outputs['result']).toBe('released')
    const { taskDefinition } = stage.sandbox.service(EAST, 'dev', 'app')
    expect(taskDefinition).toMatchObject({ cpu: '512', revision: Number(newest.split(':').at(-1)) + 1 })
    expect(memberOf(stage.sandbox, 'app', 'image')).toBe(`${stage.url}@${latest}`)

    const asItIs = await registerOutside(stage.sandbox, {
      family: 'app',
      cpu: '1024',
      containerDefinitions: [{ ...PLAIN, image: `${stage.url}:anything@${latest}` }],
    })
    const next = await stage.release({ 'task-definition': 'family' })
    expect(next.outputs).toMatchObject({ result: 'released', 'task-definition-arn': asItIs })
    expect(stage.writes()).toStrictEqual(['UpdateService'])
    const again = await stage.release({ 'task-definition': 'family' })
    expect(again.outputs['result']).toBe('unchanged')
  })

  it('is a revision that is named, also for the next release', async () => {
    furnishWith({})
    const named = await registerOutside(stage.sandbox, {
      family: 'other',
      containerDefinitions: [{ ...PLAIN, image: `${stage.url}:dev`, cpu: 64 }],
    })
    const run = await stage.release({ 'task-definition': named })
    expect(run.outputs['task-definition-arn']).toMatch(/task-definition\/other:2$/)
    expect(memberOf(stage.sandbox, 'app', 'cpu')).toBe(64)
    const again = await stage.release({ 'task-definition': named })
    expect(again.outputs['result']).toBe('unchanged')
  })

  it('is not a revision that somebody else registered, and that is said', async () => {
    furnishWith({})
    await registerOutside(stage.sandbox, {
      family: 'app',
      containerDefinitions: [{ ...PLAIN, image: `${stage.url}:dev`, memory: 1024 }],
    })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toMatch(/app:\d+ was registered after app:\d+, which it runs, and is left out/)
    expect(memberOf(stage.sandbox, 'app', 'memory')).toBe(256)
  })

  it('is registered once, though the release was ended between registering and deploying', async () => {
    furnishWith({})
    stage.sandbox.fail({
      service: 'ecs',
      action: 'UpdateService',
      status: 400,
      code: 'AccessDeniedException',
    })
    expect((await stage.release()).outputs['result']).toBe('failed')
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'UpdateService'])
    stage.sandbox.heal()
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(stage.writes()).toStrictEqual(['UpdateService', 'PutImage', 'PutImage'])
  })
})

describe('the way back', () => {
  it("is ECS's own where a deployment is under way", async () => {
    const { running } = stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ 'wait-minutes': '0.02' })
    expect(run.outputs['result']).toBe('rolled-back')
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'UpdateService', 'StopServiceDeployment'])
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('is another deployment where the role may not stop this one', async () => {
    const { running } = stage.furnish()
    stage.sandbox.fail({
      service: 'ecs',
      action: 'StopServiceDeployment',
      status: 400,
      code: 'AccessDeniedException',
    })
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ 'wait-minutes': '0.02' })
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.log).toContain('ecs:StopServiceDeployment')
    expect(stage.writes().filter((action) => action === 'UpdateService')).toHaveLength(2)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('leaves a service that somebody else deployed to after us', async () => {
    stage.furnish()
    const other = await registerOutside(stage.sandbox, {
      family: 'other',
      containerDefinitions: [{ ...PLAIN, image: 'public.ecr.aws/nginx/nginx:1' }],
    })
    // The tag cannot move: everything that was deployed is brought back, but for what is not ours any more.
    let moved: Promise<void> | undefined
    stage.sandbox.fail({
      service: 'ecr',
      action: 'PutImage',
      status: 400,
      code: 'AccessDeniedException',
      when: () => {
        moved ??= updateOutside(stage.sandbox, 'app', other)
        return true
      },
    })
    // The other one is there before the way back looks, however busy the machine is.
    stage.sandbox.fail({
      service: 'ecs',
      action: 'DescribeServices',
      kind: 'delay',
      milliseconds: 1_000,
      times: 1,
      when: () => moved !== undefined,
    })
    const run = await stage.release()
    await moved
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(stage.sandbox.service(EAST, 'dev', 'app').taskDefinition['taskDefinitionArn']).toBe(other)
  })
})

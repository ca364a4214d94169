import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callsOf, furnishCodeDeploy } from '../support/codedeploy-stage.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

describe('the deployment group of a service', () => {
  it('finds a group by any name, and takes the one that is named', async () => {
    furnishCodeDeploy(stage, { application: 'shop', group: 'web' })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(callsOf(stage, 'ListApplications')).toHaveLength(1)
    stage.sandbox.putImage(EAST, 'app', ['latest'], { marker: 'third' })
    const named = await stage.release({
      'codedeploy-application': 'shop',
      'codedeploy-deployment-group': 'web',
    })
    expect(named.outputs['result']).toBe('released')
    expect(callsOf(stage, 'ListApplications')).toHaveLength(0)
    const wrong = await stage.release({
      'codedeploy-application': 'shop',
      'codedeploy-deployment-group': 'w',
    })
    expect(wrong.annotations[0]?.message).toMatch(/"shop" has no deployment group "w"/)
  })

  it('says to name the group when it may not be looked for', async () => {
    furnishCodeDeploy(stage, { application: 'shop', group: 'web' })
    stage.sandbox.fail({
      service: 'codedeploy',
      action: 'ListApplications',
      status: 400,
      code: 'AccessDeniedException',
    })
    const run = await stage.release()
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(/codedeploy:ListApplications.*Set "codedeploy-application"/)
    expect(stage.writes()).toStrictEqual([])
  })

  it('waits for the end of the former tasks where it may not see the target', async () => {
    furnishCodeDeploy(stage)
    stage.sandbox.fail({
      service: 'codedeploy',
      action: 'GetDeploymentTarget',
      status: 400,
      code: 'AccessDeniedException',
    })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log.match(/allow "codedeploy:GetDeploymentTarget"/g)).toHaveLength(1)
  })
})

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appSpecOf, furnishCodeDeploy } from '../support/codedeploy-stage.ts'
import { type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

describe('an AppSpec file', () => {
  let workspace: string
  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'appspec-'))
    mkdirSync(join(workspace, 'deploy'))
  })
  afterEach(() => {
    rmSync(workspace, { recursive: true, force: true })
  })
  const write = (text: string): void => {
    writeFileSync(join(workspace, 'deploy/appspec.yaml'), text)
  }
  const release = async (path = 'deploy/appspec.yaml'): ReturnType<EcsStage['release']> =>
    await stage.release({ 'codedeploy-appspec': path }, { workspace })

  it('is deployed with its task definition replaced and its hooks kept', async () => {
    furnishCodeDeploy(stage)
    write(`version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo: { ContainerName: app, ContainerPort: 3000 }
Hooks:
  - AfterAllowTestTraffic: smoke-test
`)
    const run = await release()
    expect(run.outputs['result']).toBe('released')
    expect(appSpecOf(stage)).toMatchObject({
      Resources: [{ TargetService: { Properties: { TaskDefinition: run.outputs['task-definition-arn'] } } }],
      Hooks: [{ AfterAllowTestTraffic: 'smoke-test' }],
    })
  })

  it('is refused with file and line before anything is written', async () => {
    furnishCodeDeploy(stage)
    write(`version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties: { LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 } }
`)
    symlinkSync('/etc/hosts', join(workspace, 'deploy/link.yaml'))
    const run = await release()
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(
      /deploy\/appspec\.yaml:5:\d+: "ContainerName" must be.*app, proxy/,
    )
    expect((await release('deploy/link.yaml')).annotations[0]?.message).toMatch(/outside the workspace/)
    expect((await release('missing.yaml')).annotations[0]?.message).toMatch(/does not exist/)
    expect(stage.writes()).toStrictEqual([])
  })
})

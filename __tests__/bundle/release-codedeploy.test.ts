import {
  CodeDeployClient,
  ContinueDeploymentCommand,
  GetDeploymentGroupCommand,
} from '@aws-sdk/client-codedeploy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appSpecOf, callsOf, furnishCodeDeploy } from '../support/codedeploy-stage.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }
let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

describe('releasing to a service of CodeDeploy', () => {
  it('creates the deployment, follows its steps, and moves the tag', async () => {
    const { running, latest } = furnishCodeDeploy(stage)
    const run = await stage.release()
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { result: 'released', deployed: 'true', digest: latest },
    })
    expect(stage.imageOf('app')).toBe(`${stage.url}@${latest}`)
    expect(stage.sandbox.tags(EAST, 'app')).toMatchObject({ dev: latest, 'dev-previous': running })
    expect(stage.writes()).toStrictEqual([
      'RegisterTaskDefinition',
      'CreateDeployment',
      'PutImage',
      'PutImage',
    ])
    expect(appSpecOf(stage)).toStrictEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: run.outputs['task-definition-arn'],
              LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 3000 },
              PlatformVersion: '1.4.0',
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: ['subnet-1'],
                  SecurityGroups: ['sg-1'],
                  AssignPublicIp: 'DISABLED',
                },
              },
            },
          },
        },
      ],
    })
    expect(callsOf(stage, 'CreateDeployment')[0]).toMatchObject({
      applicationName: 'AppECS-dev-app',
      deploymentGroupName: 'DgpECS-dev-app',
    })
    const { description } = callsOf(stage, 'CreateDeployment')[0] ?? {}
    expect(description).toMatch(/^Release of dev: sha256:[0-9a-f]{12}, sandbox\/app run 1234567890/)
    expect(run.log).toMatch(/d-[A-Z0-9]+ AllowTraffic succeeded/)
    const again = await stage.release()
    expect(again.outputs['result']).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])
    expect(stage.sandbox.requests.length).toBeLessThan(10)
  })

  it('plans without a write, and says which group would deploy it', async () => {
    furnishCodeDeploy(stage, { autoRollback: false })
    const run = await stage.release({ plan: 'true', command: 'migrate' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } })
    expect(stage.writes()).toStrictEqual([])
    expect(run.log).toContain('by the deployment group "DgpECS-dev-app" of "AppECS-dev-app"')
    expect(run.log).toContain('brings nothing back by itself')
  })

  it('counts once all traffic is shifted, however long the former tasks are kept', async () => {
    const { latest } = furnishCodeDeploy(stage, { terminationMs: 3_600_000 })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(run.log).toContain('keeps the former ones')
    const again = await stage.release()
    expect(again.outputs).toMatchObject({ result: 'unchanged', digest: latest })
    const other = stage.sandbox.putImage(EAST, 'app', ['latest'], { marker: 'third' }).digest
    const refused = await stage.release()
    expect(refused).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(refused.annotations[0]?.message).toMatch(/takes one at a time.*TERMINATION_WAIT/)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).not.toBe(other)
    expect(stage.writes()).toStrictEqual([])
  })

  it.each([
    ['unhealthy', /failed in Install.*unhealthy task set.*last lines of its log/],
    ['hook-failed', /failed in BeforeAllowTraffic.*smoke-test/],
    ['late-hook-failed', /failed in AfterAllowTraffic.*All traffic goes to app:2 again/],
    ['stopped', /was stopped/],
  ] as const)('says rolled-back when CodeDeploy has brought it back: %s', async (outcome, sentence) => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', outcome)
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back', deployed: 'false' } })
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(sentence)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'CreateDeployment'])
  })

  it('shows the steps, why tasks stopped and the end of their log', async () => {
    furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'unhealthy')
    const run = await stage.release()
    for (const shown of [
      /BeforeInstall skipped, Install failed/,
      /1 task stopped: /,
      /app: cannot reach the database/,
    ]) {
      expect(run.log).toMatch(shown)
      expect(run.summary).toMatch(shown)
    }
  })

  it('says how to go on when the traffic is rerouted by hand', async () => {
    furnishCodeDeploy(stage, { manual: true })
    const run = await stage.release({ 'wait-minutes': '0.03', 'rollback-on-failure': 'false' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'timed-out' } })
    expect(run.log).toMatch(
      /continue-deployment --deployment-id d-[A-Z0-9]+ --deployment-wait-type READY_WAIT/,
    )
  })

  it('goes on once somebody has rerouted the traffic', async () => {
    furnishCodeDeploy(stage, { manual: true })
    const running = stage.release({ 'wait-minutes': '1' })
    const client = new CodeDeployClient({ endpoint: stage.sandbox.endpoint, region: EAST, credentials })
    const deployments = async (): Promise<string[]> => {
      const names = { applicationName: 'AppECS-dev-app', deploymentGroupName: 'DgpECS-dev-app' }
      const { deploymentGroupInfo } = await client.send(new GetDeploymentGroupCommand(names))
      const last = deploymentGroupInfo?.lastAttemptedDeployment
      return last?.deploymentId !== undefined && last.status === 'Ready' ? [last.deploymentId] : []
    }
    await expect.poll(deployments, { timeout: 20_000 }).toHaveLength(1)
    const [deploymentId] = await deployments()
    await client.send(new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: 'READY_WAIT' }))
    expect(await running).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
  })

  it('creates one deployment, though the answer is lost', async () => {
    furnishCodeDeploy(stage)
    stage.sandbox.fail({ service: 'codedeploy', action: 'CreateDeployment', kind: 'lost-reply', times: 1 })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(stage.sandbox.service(EAST, 'dev', 'app').service).toMatchObject({ desiredCount: 1 })
  })

  it('runs a command first, by the one revision', async () => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.nextTask(EAST, { exitCode: 1 })
    const failed = await stage.release({ command: 'migrate' })
    expect(failed).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'RunTask'])
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    const run = await stage.release({ command: 'migrate' })
    expect(run.outputs['result']).toBe('released')
    expect(callsOf(stage, 'RunTask')[0]).toMatchObject({
      taskDefinition: run.outputs['task-definition-arn'],
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    })
  })

  it('ends once the deployment is created with wait: none', async () => {
    furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ wait: 'none' })
    expect(run.outputs['result']).toBe('released')
    expect(callsOf(stage, 'GetDeployment')).toHaveLength(0)
  })
})

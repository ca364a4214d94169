import { createHash } from 'node:crypto'
import {
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  StopDeploymentCommand,
  type DeploymentInfo,
} from '@aws-sdk/client-codedeploy'
import { RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST, until } from './clients.ts'

let sandbox: Sandbox
let codedeploy: CodeDeployClient
let next: string
beforeEach(async () => {
  sandbox = await startSandbox({ rolloutMs: 50 })
  const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }
  codedeploy = new CodeDeployClient({ endpoint: sandbox.endpoint, region: EAST, maxAttempts: 1, credentials })
  sandbox.createService(EAST, { cluster: 'dev', service: 'app', controller: 'CODE_DEPLOY' })
  sandbox.createDeploymentGroup(EAST, { cluster: 'dev', service: 'app' })
  const { taskDefinition } = await clientsOf(sandbox).ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'app',
      containerDefinitions: [{ name: 'app', image: 'next:1', portMappings: [{ containerPort: 80 }] }],
    }),
  )
  next = taskDefinition?.taskDefinitionArn ?? ''
})
afterEach(async () => {
  await sandbox.stop()
})

async function create(port = 80, sha256?: string): Promise<string> {
  const Properties = { TaskDefinition: next, LoadBalancerInfo: { ContainerName: 'app', ContainerPort: port } }
  const content = JSON.stringify({
    version: 0,
    Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties } }],
  })
  const hash = sha256 ?? createHash('sha256').update(content).digest('hex')
  const { deploymentId = '' } = await codedeploy.send(
    new CreateDeploymentCommand({
      applicationName: 'AppECS-dev-app',
      deploymentGroupName: 'DgpECS-dev-app',
      revision: { revisionType: 'AppSpecContent', appSpecContent: { content, sha256: hash } },
    }),
  )
  return deploymentId
}

async function ended(deploymentId: string): Promise<DeploymentInfo> {
  return await until(async () => {
    const { deploymentInfo } = await codedeploy.send(new GetDeploymentCommand({ deploymentId }))
    return deploymentInfo?.completeTime === undefined ? undefined : deploymentInfo
  })
}

function primary(): unknown {
  const { taskSets, taskDefinition, deployments } = sandbox.service(EAST, 'dev', 'app').service
  expect(deployments).toStrictEqual([])
  const first = Array.isArray(taskSets) ? taskSets[0] : undefined
  expect(first).toMatchObject({ status: 'PRIMARY', taskDefinition })
  return taskDefinition
}

describe('CodeDeploy', () => {
  it('makes the replacement the primary task set, and takes one deployment at a time', async () => {
    const id = await create()
    await expect(create()).rejects.toMatchObject({
      name: 'DeploymentLimitExceededException',
      message: expect.stringContaining(`'${id}'`) as string,
    })
    expect(await ended(id)).toMatchObject({ status: 'Succeeded', creator: 'user' })
    expect(primary()).toBe(next)
    const target = { deploymentId: id, targetId: 'dev:app' }
    const { deploymentTarget } = await codedeploy.send(new GetDeploymentTargetCommand(target))
    expect(deploymentTarget?.ecsTarget?.taskSetsInfo).toMatchObject([
      { taskSetLabel: 'Blue', trafficWeight: 0 },
      { taskSetLabel: 'Green', trafficWeight: 100 },
    ])
  })

  it('rolls a failed deployment back by another one', async () => {
    const former = primary()
    sandbox.nextDeployment(EAST, 'dev', 'app', 'late-hook-failed')
    const info = await ended(await create())
    expect(info).toMatchObject({ status: 'Failed', errorInformation: { code: 'HOOK_EXECUTION_FAILURE' } })
    const back = await ended(info.rollbackInfo?.rollbackDeploymentId ?? '')
    expect(back).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback' })
    expect(primary()).toBe(former)
  })

  it('stops what is under way, and nothing that is over', async () => {
    sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    const deploymentId = await create()
    await codedeploy.send(new StopDeploymentCommand({ deploymentId }))
    expect(await ended(deploymentId)).toMatchObject({ status: 'Stopped' })
    await expect(codedeploy.send(new StopDeploymentCommand({ deploymentId }))).rejects.toMatchObject({
      name: 'DeploymentAlreadyCompletedException',
    })
  })

  it('refuses an AppSpec whose port no container has, and one that is not what its hash says', async () => {
    await expect(create(81)).rejects.toMatchObject({ name: 'InvalidRevisionException' })
    await expect(create(80, 'a'.repeat(64))).rejects.toMatchObject({ name: 'InvalidRevisionException' })
  })
})

import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST, until, WEST, type Clients } from './clients.ts'

let sandbox: Sandbox
let ecs: Clients['ecs']
let former: string
let next: string
let image: string
beforeEach(async () => {
  sandbox = await startSandbox({ rolloutMs: 60 })
  ecs = clientsOf(sandbox).ecs
  sandbox.createRepository(EAST, 'app')
  former = sandbox.putImage(EAST, 'app', 'former', { marker: 'former' }).digest
  next = sandbox.putImage(EAST, 'app', 'next', { marker: 'next' }).digest
  image = `${sandbox.registries[EAST] ?? ''}/app`
  sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    desiredCount: 2,
    containers: { app: `${image}@${former}`, proxy: 'envoy:1' },
  })
})
afterEach(async () => {
  await sandbox.stop()
})

const place = { cluster: 'dev', service: 'app' }

async function deploy(reference = `${image}:next`): Promise<string> {
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'app',
      containerDefinitions: [{ name: 'app', image: reference }],
    }),
  )
  await ecs.send(new UpdateServiceCommand({ ...place, taskDefinition: 'app:2' }))
  const { serviceDeployments } = await ecs.send(new ListServiceDeploymentsCommand(place))
  return serviceDeployments?.[0]?.serviceDeploymentArn ?? ''
}

async function deployment(arn: string): Promise<ServiceDeployment> {
  const { serviceDeployments } = await ecs.send(
    new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
  )
  const [found] = serviceDeployments ?? []
  if (found === undefined) throw new Error('no deployment')
  return found
}

async function ended(arn: string): Promise<ServiceDeployment> {
  return await until(async () => {
    const found = await deployment(arn)
    return found.finishedAt === undefined ? undefined : found
  })
}

async function running(): Promise<string | undefined> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'dev', services: ['app'] }))
  return services?.[0]?.taskDefinition?.split('/')[1]
}

describe('a rollout', () => {
  it('is under way, then SUCCESSFUL, and its revision names the digest that the tag had', async () => {
    const arn = await deploy()
    expect(['PENDING', 'IN_PROGRESS']).toContain((await deployment(arn)).status)
    const done = await ended(arn)
    expect(done).toMatchObject({ status: 'SUCCESSFUL', targetServiceRevision: { runningTaskCount: 2 } })
    const revision = done.targetServiceRevision?.arn ?? ''
    const { serviceRevisions } = await ecs.send(
      new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revision] }),
    )
    expect(serviceRevisions?.[0]?.containerImages).toStrictEqual([
      { containerName: 'app', image: `${image}:next`, imageDigest: next },
    ])
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'dev', services: ['app'] }))
    expect(services?.[0]).toMatchObject({ runningCount: 2, deployments: [{ rolloutState: 'COMPLETED' }] })
  })

  it('is rolled back by the circuit breaker, with stopped tasks that say why', async () => {
    sandbox.nextRollout(EAST, 'dev', 'app', { outcome: 'circuit-breaker', exitCode: 137 })
    const done = await ended(await deploy())
    expect(done).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
    })
    expect(done.rollback?.reason).toMatch(/circuit breaker/)
    expect(await running()).toBe('app:1')
    const { taskArns } = await ecs.send(
      new ListTasksCommand({ cluster: 'dev', serviceName: 'app', desiredStatus: 'STOPPED' }),
    )
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster: 'dev', tasks: taskArns }))
    expect(tasks).toHaveLength(3)
    expect(tasks?.[0]).toMatchObject({
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 137, imageDigest: next }],
    })
    expect(tasks?.[0]?.startedBy).toMatch(/^ecs-svc\/\d+$/)
  })

  it.each([
    ['alarm', 'ROLLBACK_SUCCESSFUL', 'app:1'],
    ['rollback-failed', 'ROLLBACK_FAILED', 'app:2'],
    ['stopped', 'STOPPED', 'app:2'],
    ['superseded', 'STOPPED', 'app:3'],
  ] as const)('that is to end as %s is %s, and %s runs', async (outcome, status, family) => {
    sandbox.nextRollout(EAST, 'dev', 'app', outcome)
    expect((await ended(await deploy())).status).toBe(status)
    expect(await running()).toBe(family)
  })

  it('of an image that is not there fails as a pull does', async () => {
    const arn = await deploy(`${image}:absent`)
    expect((await ended(arn)).status).toBe('ROLLBACK_SUCCESSFUL')
    const { taskArns } = await ecs.send(new ListTasksCommand({ cluster: 'dev', desiredStatus: 'STOPPED' }))
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster: 'dev', tasks: taskArns }))
    expect(tasks?.[0]?.stoppedReason).toMatch(/^CannotPullContainerError/)
  })

  it('can be stopped while it is under way, once', async () => {
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const serviceDeploymentArn = await deploy()
    await ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn }))
    expect((await ended(serviceDeploymentArn)).status).toBe('ROLLBACK_SUCCESSFUL')
    await expect(ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn }))).rejects.toThrow(
      /terminal/,
    )
  })
})

describe('ECS', () => {
  it('keeps fields it does not know, and tags apart', async () => {
    const definition = {
      family: 'odd',
      containerDefinitions: [{ name: 'a', image: 'b', new2027: [''] }],
      top: {},
    }
    sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'odd',
      taskDefinition: { ...definition, tags: [{ key: 'team', value: 'x' }] },
    })
    expect(sandbox.service(EAST, 'dev', 'odd').taskDefinition).toMatchObject(definition)
    const answer = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'odd', include: ['TAGS'] }),
    )
    expect(answer.tags).toStrictEqual([{ key: 'team', value: 'x' }])
    expect(answer.taskDefinition).not.toHaveProperty('tags')
  })

  it('refuses an ARN of another region', async () => {
    const west = clientsOf(sandbox, WEST).ecs
    const cluster = `arn:aws:ecs:${EAST}:${sandbox.account}:cluster/dev`
    await expect(
      west.send(new DescribeServicesCommand({ cluster, services: ['app'] })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid Region in ARN',
    })
  })

  it('reports a missing service in the answer, and a missing cluster as an error', async () => {
    const { failures } = await ecs.send(new DescribeServicesCommand({ cluster: 'dev', services: ['none'] }))
    expect(failures?.[0]?.reason).toBe('MISSING')
    await expect(
      ecs.send(new DescribeServicesCommand({ cluster: 'none', services: ['app'] })),
    ).rejects.toMatchObject({ name: 'ClusterNotFoundException' })
  })

  it('refuses a task definition for a service of CodeDeploy', async () => {
    sandbox.createService(EAST, { cluster: 'dev', service: 'blue', controller: 'CODE_DEPLOY' })
    const update = new UpdateServiceCommand({ cluster: 'dev', service: 'blue', taskDefinition: 'app:1' })
    await expect(ecs.send(update)).rejects.toThrow(/CODE_DEPLOY/)
  })

  it('is set up by any client, and a one-off task ends with the exit code that was told', async () => {
    await ecs.send(new CreateClusterCommand({ clusterName: 'other' }))
    await ecs.send(new CreateServiceCommand({ cluster: 'other', serviceName: 'web', taskDefinition: 'app' }))
    sandbox.nextTask(EAST, { exitCode: 3 })
    const asked = { cluster: 'other', taskDefinition: 'app' }
    await expect(ecs.send(new RunTaskCommand(asked))).rejects.toThrow(
      /Network Configuration must be provided/,
    )
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } }
    const { tasks } = await ecs.send(new RunTaskCommand({ ...asked, networkConfiguration }))
    const arn = tasks?.[0]?.taskArn ?? ''
    const exitCode = await until(async () => {
      const answer = await ecs.send(new DescribeTasksCommand({ cluster: 'other', tasks: [arn] }))
      return answer.tasks?.[0]?.containers?.[0]?.exitCode
    })
    expect(exitCode).toBe(3)
  })
})

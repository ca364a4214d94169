import { type ECSClient, RegisterTaskDefinitionCommand, type Service } from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import {
  describeService,
  runningTaskDefinition,
  runsOnFargate,
  updateService,
} from '../../../shared/release/deploy/ecs/service.ts'
import type { EcsService } from '../../../shared/release/request/target.ts'
import { clientsOf, EAST } from '../sandbox/clients.ts'

const runs: EcsService = {
  kind: 'ecs',
  cluster: 'dev',
  service: 'app',
  container: undefined,
  taskDefinition: 'service',
  codeDeploy: { application: undefined, group: undefined, appSpec: undefined },
}

let sandbox: Sandbox
let client: ECSClient
beforeEach(async () => {
  sandbox = await startSandbox()
  client = clientsOf(sandbox).ecs
  sandbox.createService(EAST, { cluster: 'dev', service: 'app', containers: { app: 'x/app:1' } })
})
afterEach(async () => {
  await sandbox.stop()
})

/** Has the answers of one operation show a service with other members. */
function answering(operation: string, members: Partial<Service>): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      const { output } = result
      if (context.commandName !== `${operation}Command`) return result
      const services = 'services' in output && Array.isArray(output.services) ? output.services : []
      const service: unknown = 'service' in output ? output.service : services[0]
      if (typeof service === 'object' && service !== null) Object.assign(service, members)
      return result
    },
    { step: 'initialize' },
  )
}

describe('describeService', () => {
  it.each([
    ['DRAINING', /is DRAINING, not ACTIVE/, /is being deleted/],
    ['INACTIVE', /is INACTIVE, not ACTIVE/, /Create it again/],
  ])('refuses a service that is %s', async (status, message, hint) => {
    answering('DescribeServices', { status })
    const refused = describeService(client, { region: EAST }, runs)
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.toMatchObject({ hint: expect.stringMatching(hint) as string })
  })
})

describe('updateService', () => {
  it('finds the deployment by the service where the answer does not show it yet', async () => {
    const containerDefinitions = [{ name: 'app', image: 'x/app:2', memory: 64 }]
    const { taskDefinition } = await client.send(
      new RegisterTaskDefinitionCommand({ family: 'app', containerDefinitions }),
    )
    const arn = taskDefinition?.taskDefinitionArn ?? ''
    answering('UpdateService', { deployments: [] })
    const { deployment } = await updateService(client, runs, arn)
    expect(deployment).toMatchObject({ status: 'PRIMARY', taskDefinition: arn })
    expect(deployment.id).toMatch(/^ecs-svc\//)
  })
})

describe('runningTaskDefinition', () => {
  it.each<[string, Service, string]>([
    [
      'its primary deployment, where it names none itself',
      { deployments: [{ status: 'ACTIVE' }, { status: 'PRIMARY', taskDefinition: 'a:2' }] },
      'a:2',
    ],
    [
      'its primary task set',
      {
        taskDefinition: 'a:1',
        taskSets: [{ status: 'ACTIVE' }, { status: 'PRIMARY', taskDefinition: 'a:3' }],
      },
      'a:3',
    ],
    ['the service', { taskDefinition: 'a:1', deployments: [] }, 'a:1'],
    ['nothing', {}, ''],
  ])('is what is named by %s', (_, service, expected) => {
    expect(runningTaskDefinition(service)).toBe(expected)
  })
})

describe('runsOnFargate', () => {
  it.each<[Service, boolean]>([
    [{ launchType: 'FARGATE' }, true],
    [{ launchType: 'EC2' }, false],
    [{ launchType: 'EXTERNAL' }, false],
    [
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }, { capacityProvider: 'FARGATE_SPOT' }] },
      true,
    ],
    [{ capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }, { capacityProvider: 'mine' }] }, false],
    [{}, false],
  ])('%o: %s', (service, expected) => {
    expect(runsOnFargate(service)).toBe(expected)
  })
})

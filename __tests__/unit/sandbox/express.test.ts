import {
  DeleteExpressGatewayServiceCommand,
  DescribeExpressGatewayServiceCommand,
  DescribeServicesCommand,
  UpdateExpressGatewayServiceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { registerOutside } from '../../support/definitions.ts'
import { clientsOf, EAST, type Clients } from './clients.ts'

let sandbox: Sandbox
let ecs: Clients['ecs']
beforeAll(async () => {
  sandbox = await startSandbox({ rolloutMs: 2 })
  ecs = clientsOf(sandbox).ecs
  for (const service of ['web', 'gone']) {
    sandbox.createExpressService(EAST, { cluster: 'dev', service, primaryContainer: { image: 'web:1' } })
  }
  await registerOutside(sandbox, { family: 'plain', containerDefinitions: [{ name: 'app', image: 'a' }] })
  sandbox.createService(EAST, { cluster: 'dev', service: 'app' })
  await ecs.send(new DeleteExpressGatewayServiceCommand({ serviceArn: arnOf('gone') }))
})
afterAll(async () => {
  await sandbox.stop()
})

const arnOf = (service: string): string => `arn:aws:ecs:us-east-1:123456789012:service/dev/${service}`
const serviceArn = arnOf('web')

describe('Express Mode of the sandbox', () => {
  it("shows a service as ECS's own, whose deployments alone name its task definition", async () => {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'dev', services: ['web'] }))
    expect(services?.[0]).toMatchObject({
      resourceManagementType: 'ECS',
      deploymentConfiguration: { strategy: 'CANARY' },
      deployments: [{ status: 'PRIMARY', taskDefinition: expect.stringContaining('/dev-web:1') as string }],
    })
    expect(services?.[0]?.taskDefinition).toBeUndefined()
  })

  it('keeps what an update does not give, and makes a revision of it', async () => {
    const update = { serviceArn, primaryContainer: { image: 'web:2', containerPort: 8080 } }
    const { service } = await ecs.send(new UpdateExpressGatewayServiceCommand(update))
    expect(service?.targetConfiguration).toMatchObject({
      cpu: '256',
      primaryContainer: { image: 'web:2', containerPort: 8080 },
      taskDefinitionArn: expect.stringContaining('/dev-web:2') as string,
    })
    const described = await ecs.send(new DescribeExpressGatewayServiceCommand({ serviceArn }))
    expect(described.service?.activeConfigurations?.[0]?.ingressPaths).toHaveLength(1)
  })

  it.each([
    [
      'both kinds of definition',
      { taskDefinitionArn: 'x:1', primaryContainer: { image: 'a' } },
      /together with/,
    ],
    ['a task definition without Main', { taskDefinitionArn: 'plain:1' }, /container named Main/],
    ['no service of its kind', { serviceArn: arnOf('app') }, /not an Express Gateway service/],
    ['no service', { serviceArn: arnOf('nothing') }, /not found/],
    ['a name', { serviceArn: 'web' }, /serviceArn is invalid/],
    ['a service that was deleted', { serviceArn: arnOf('gone') }, /not ACTIVE/],
  ])('refuses %s', async (_, more, message) => {
    await expect(ecs.send(new UpdateExpressGatewayServiceCommand({ serviceArn, ...more }))).rejects.toThrow(
      message,
    )
  })

  it('lets nobody else configure its deployments', async () => {
    const deploymentConfiguration = { maximumPercent: 150 }
    const update = new UpdateServiceCommand({ cluster: 'dev', service: 'web', deploymentConfiguration })
    await expect(ecs.send(update)).rejects.toThrow(/managed by Amazon ECS/)
  })
})

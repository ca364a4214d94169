import { RegisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import type { Sandbox } from '../../sandbox/index.ts'
import { awsSide } from './aws-side.ts'
import { EAST } from './ecs-stage.ts'

type Definition = RegisterTaskDefinitionCommand['input']

/** Registers a revision as somebody else would, Terraform for example. Returns its ARN. */
export async function registerOutside(sandbox: Sandbox, definition: Definition): Promise<string> {
  const { ecs } = awsSide(sandbox.endpoint, '')
  const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(definition))
  return taskDefinition?.taskDefinitionArn ?? ''
}

/** Has a service of the cluster `dev` run something else, as somebody else would. */
export async function updateOutside(
  sandbox: Sandbox,
  service: string,
  taskDefinition: string,
): Promise<void> {
  const { ecs } = awsSide(sandbox.endpoint, '')
  await ecs.send(new UpdateServiceCommand({ cluster: 'dev', service, taskDefinition }))
}

/** What a container of the service `app` in the cluster `dev` has now, of one member. */
export function memberOf(sandbox: Sandbox, container: string, member: string): unknown {
  const containers = sandbox.service(EAST, 'dev', 'app').taskDefinition['containerDefinitions']
  const list: readonly unknown[] = Array.isArray(containers) ? containers : []
  for (const each of list) {
    if (typeof each !== 'object' || each === null || !('name' in each) || each.name !== container) continue
    return Object.entries(each).find(([key]) => key === member)?.[1]
  }
  return undefined
}

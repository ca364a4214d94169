import {
  DescribeTaskDefinitionCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { awsErrorName } from '../../../aws/errors.ts'
import { isJsonObject, type JsonObject, sendRaw } from '../../../aws/raw-json.ts'
import { UserError } from '../../../errors.ts'
import type { Source } from './arn.ts'
import { textOf } from './json.ts'
import { isActive, readTaskDefinition, type TaskDefinition } from './task-definition.ts'

/** Reads a task definition as it is, with its tags and with fields that no SDK knows. */
export async function describeTaskDefinition(
  client: ECSClient,
  taskDefinition: string,
): Promise<TaskDefinition> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] })
  return readTaskDefinition(await sendRaw(command.middlewareStack, async () => await client.send(command)))
}

/** Registers a revision from raw JSON. Returns its ARN. */
export async function registerTaskDefinition(client: ECSClient, definition: JsonObject): Promise<string> {
  const command = new RegisterTaskDefinitionCommand({ family: '', containerDefinitions: [] })
  const answer = await sendRaw(command.middlewareStack, async () => await client.send(command), definition)
  const registered = isJsonObject(answer['taskDefinition']) ? answer['taskDefinition'] : {}
  const arn = textOf(registered['taskDefinitionArn'])
  if (arn === '') throw new Error('RegisterTaskDefinition answered without an ARN')
  return arn
}

/** The task definitions that a release looks at. */
export interface Definitions {
  /** What the service runs. */
  readonly former: TaskDefinition
  /** What is cloned. */
  readonly base: TaskDefinition
  /** The newest active revision of the family that is cloned; undefined where it has none. */
  readonly newest: TaskDefinition | undefined
}

/**
 * Reads what the service runs, what is to be cloned, and the newest revision of its family: all at once, since an ARN
 * names its family.
 * Source: Amazon ECS API Reference, DescribeTaskDefinition: a family alone is its latest ACTIVE revision.
 * @param running the task definition that the service runs, by its ARN
 * @throws UserError where the revision that is asked for does not exist or was deregistered
 */
export async function readDefinitions(
  client: ECSClient,
  running: string,
  source: Source,
  region: string,
): Promise<Definitions> {
  const family = source.from === 'revision' ? source.family : familyIn(running)
  const [former, newest, named] = await Promise.all([
    describeTaskDefinition(client, running),
    describeTaskDefinition(client, family).catch(isMissing),
    source.from === 'revision' ? readNamed(client, source.reference, region) : undefined,
  ])
  if (source.from === 'service') return { former, base: former, newest }
  const base = named ?? newest
  if (base !== undefined) return { former, base, newest }
  throw new UserError(
    `The family "${family}" has no active task definition in ${region}.`,
    'Register one, or set "task-definition" to "service", which clones what the service runs.',
  )
}

async function readNamed(client: ECSClient, reference: string, region: string): Promise<TaskDefinition> {
  const found = await describeTaskDefinition(client, reference).catch(isMissing)
  if (found === undefined) {
    throw new UserError(
      `There is no task definition ${reference} in ${region}.`,
      'Check "task-definition": its family, its revision and the region.',
    )
  }
  if (isActive(found)) return found
  throw new UserError(
    `The task definition ${reference} is ${textOf(found.definition['status'])}, not ACTIVE.`,
    'It was deregistered. Set "task-definition" to another revision, or to "family" for the newest one.',
  )
}

/** ECS says of a task definition that does not exist that it is unable to describe it. */
function isMissing(error: unknown): undefined {
  if (awsErrorName(error) === 'ClientException') return undefined
  throw error
}

function familyIn(arn: string): string {
  return /([^/:]+):\d+$/.exec(arn)?.[1] ?? arn
}

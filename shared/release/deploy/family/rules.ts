import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { awsErrorName } from '../../../aws/errors.ts'
import { type JsonObject, sendRaw } from '../../../aws/raw-json.ts'
import { UserError } from '../../../errors.ts'
import type { Clock } from '../../../runner/clock.ts'
import { objectOf, objectsIn, textOf } from '../ecs/json.ts'
import type { DeployContext } from '../prepare.ts'
import { ruleKey, type RuleName } from './names.ts'
import { runOf, type Starter } from './starter.ts'

const MOST_TRIES = 5
const PAUSE_MS = 300
const CONTENDED = 'ConcurrentModificationException'

/**
 * Reads a rule and its targets with every field they have.
 * @throws UserError when there is none of that name, or when it is a service's own
 */
export async function readRule(
  name: RuleName,
  region: string,
  { session, ports }: DeployContext,
): Promise<Starter> {
  const client = session.client(EventBridgeClient, region)
  const key = ruleKey(name)
  const [state, targets] = await Promise.all([
    describe(client, name, region),
    listTargets(client, name),
  ]).catch((error: unknown) => {
    if (awsErrorName(error) !== 'ResourceNotFoundException') throw error
    throw new UserError(
      `There is no ${key} in ${region}.`,
      'Check "rules" in the stages file: a rule of another bus than the default one is given by its ARN.',
      { cause: error },
    )
  })
  return {
    key,
    runs: targets.map((target) => runOf(idOf(target), target)),
    notes: state === 'DISABLED' ? [`The ${key} is disabled: it is moved too, and starts nothing.`] : [],
    move: async (to) => {
      await putTargets(client, name, withTaskDefinitions(targets, to), ports.clock)
    },
  }
}

async function describe(
  client: EventBridgeClient,
  { bus, name, arn }: RuleName,
  region: string,
): Promise<string | undefined> {
  const key = ruleKey({ bus, name, arn })
  const rule = await client.send(new DescribeRuleCommand({ Name: name, EventBusName: bus }))
  if (arn !== undefined && rule.Arn !== arn) {
    throw new UserError(
      `The rule ${arn} is not in the account of this target, which has ${rule.Arn ?? 'another'}.`,
      'Give the target the "role" of the account that the rule is in.',
    )
  }
  if (rule.ManagedBy !== undefined) {
    throw new UserError(
      `The ${key} in ${region} is managed by ${rule.ManagedBy}, and nobody else can change it.`,
      'Remove it from "rules" in the stages file.',
    )
  }
  return rule.State
}

async function listTargets(
  client: EventBridgeClient,
  { bus, name }: RuleName,
): Promise<readonly JsonObject[]> {
  const targets: JsonObject[] = []
  let token: string | undefined
  do {
    const command = new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus, NextToken: token })
    const answer = await sendRaw(command.middlewareStack, async () => await client.send(command))
    targets.push(...objectsIn(answer['Targets']))
    token = textOf(answer['NextToken']) || undefined
  } while (token !== undefined)
  return targets
}

/** The targets that change, each as it was with another task definition: a put replaces a target as a whole. */
export function withTaskDefinitions(
  targets: readonly JsonObject[],
  to: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  return targets.flatMap((target) => {
    const taskDefinitionArn = to.get(idOf(target))
    if (taskDefinitionArn === undefined) return []
    return [
      {
        ...target,
        EcsParameters: { ...objectOf(target['EcsParameters']), TaskDefinitionArn: taskDefinitionArn },
      },
    ]
  })
}

/**
 * Puts targets, and those again that failed because others wrote to the rule at the same time.
 * Source: Amazon EventBridge API Reference, PutTargets: entries fail one by one, with status 200.
 */
export async function putTargets(
  client: EventBridgeClient,
  { bus, name, arn }: RuleName,
  targets: readonly JsonObject[],
  clock: Clock,
): Promise<void> {
  let left = targets
  for (let tries = 1; left.length > 0; tries += 1) {
    const body = { Rule: name, EventBusName: bus, Targets: [...left] }
    const failed = await put(client, body)
    left = left.filter((target) => failed.has(idOf(target)))
    const final = [...failed].find(([, { code }]) => code !== CONTENDED || tries === MOST_TRIES)
    if (final !== undefined) {
      const [id, { code, message }] = final
      throw new UserError(
        `EventBridge did not take the target "${id}" of the ${ruleKey({ bus, name, arn })} (${code}): ${message}`,
      )
    }
    // Not to be cut short by a cancelled job: what is brought back then has no other time.
    if (left.length > 0) await clock.sleep(PAUSE_MS * tries)
  }
}

interface Failure {
  readonly code: string
  readonly message: string
}

async function put(client: EventBridgeClient, body: JsonObject): Promise<ReadonlyMap<string, Failure>> {
  const command = new PutTargetsCommand({ Rule: undefined, Targets: undefined })
  try {
    const answer = await sendRaw(command.middlewareStack, async () => await client.send(command), body)
    return new Map(
      objectsIn(answer['FailedEntries']).map((entry) => [
        textOf(entry['TargetId']),
        { code: textOf(entry['ErrorCode']), message: textOf(entry['ErrorMessage']) },
      ]),
    )
  } catch (error) {
    if (awsErrorName(error) !== CONTENDED) throw error
    const failure = { code: CONTENDED, message: 'others write to it at the same time.' }
    return new Map(objectsIn(body['Targets']).map((target) => [idOf(target), failure]))
  }
}

function idOf(target: JsonObject): string {
  return textOf(target['Id'])
}

import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler'
import { awsErrorName } from '../../../aws/errors.ts'
import { type JsonObject, sendRaw } from '../../../aws/raw-json.ts'
import { messageOf, UserError } from '../../../errors.ts'
import type { Ports } from '../../../runner/ports.ts'
import { objectOf, textOf } from '../ecs/json.ts'
import type { DeployContext } from '../prepare.ts'
import { scheduleKey, type ScheduleName } from './names.ts'
import { runOf, type Starter } from './starter.ts'

/**
 * What GetSchedule says of a schedule and UpdateSchedule does not take; the name is in its path. Everything else is
 * handed back, as the update replaces the schedule as a whole.
 * Source: Amazon EventBridge Scheduler API Reference, GetSchedule against UpdateSchedule.
 */
const OF_THE_SCHEDULE = new Set(['Arn', 'Name', 'CreationDate', 'LastModificationDate'])

/**
 * Reads a schedule with every field it has.
 * @throws UserError when there is none of that name
 */
export async function readSchedule(
  name: ScheduleName,
  region: string,
  { session, ports }: DeployContext,
): Promise<Starter> {
  const client = session.client(SchedulerClient, region)
  const key = scheduleKey(name)
  const command = new GetScheduleCommand({ Name: name.name, GroupName: name.group })
  const schedule = await sendRaw(command.middlewareStack, async () => await client.send(command)).catch(
    (error: unknown) => {
      if (awsErrorName(error) !== 'ResourceNotFoundException') throw error
      throw new UserError(
        `There is no ${key} in ${region}.`,
        'Check "schedules" in the stages file: a schedule of another group than "default" is given as group/name.',
        { cause: error },
      )
    },
  )
  if (name.arn !== undefined && schedule['Arn'] !== name.arn) {
    throw new UserError(
      `The schedule ${name.arn} is not in the account of this target, which has ${textOf(schedule['Arn'])}.`,
      'Give the target the "role" of the account that the schedule is in.',
    )
  }
  return {
    key,
    runs: [runOf('', objectOf(schedule['Target']))],
    notes: notesOf(schedule, key, ports.clock.now()),
    move: async (to) => {
      const taskDefinitionArn = to.get('')
      if (taskDefinitionArn === undefined) return
      await update(client, name, withTaskDefinition(schedule, taskDefinitionArn), ports)
    },
  }
}

function notesOf(schedule: JsonObject, key: string, now: number): readonly string[] {
  const end = schedule['EndDate']
  return [
    ...(schedule['State'] === 'DISABLED'
      ? [`The ${key} is disabled: it is moved too, and starts nothing.`]
      : []),
    ...(typeof end === 'number' && end * 1000 < now
      ? [`The ${key} ended on ${dayOf(end)}: it starts nothing any more.`]
      : []),
  ]
}

/** The request that makes a schedule run another task definition, and changes nothing else. */
export function withTaskDefinition(schedule: JsonObject, taskDefinitionArn: string): JsonObject {
  const kept = Object.entries(schedule).filter(([key, value]) => value !== null && !OF_THE_SCHEDULE.has(key))
  const target = objectOf(schedule['Target'])
  return {
    ...Object.fromEntries(kept),
    Target: {
      ...target,
      EcsParameters: { ...objectOf(target['EcsParameters']), TaskDefinitionArn: taskDefinitionArn },
    },
  }
}

async function update(
  client: SchedulerClient,
  name: ScheduleName,
  body: JsonObject,
  { log, clock }: Pick<Ports, 'log' | 'clock'>,
): Promise<void> {
  const send = async (request: JsonObject): Promise<void> => {
    const command = new UpdateScheduleCommand({
      Name: name.name,
      ScheduleExpression: undefined,
      Target: undefined,
      FlexibleTimeWindow: undefined,
    })
    await sendRaw(command.middlewareStack, async () => await client.send(command), request)
  }
  try {
    await send(body)
  } catch (error) {
    // The schedule has had this date all along, and still it may be refused as too old. It restricts nothing any more.
    const old = startBefore(body, clock.now())
    if (old === undefined || !isAboutStart(error)) throw error
    const anew = textOf(body['ScheduleExpression']).startsWith('rate(') ? ' Its intervals begin anew.' : ''
    log.info(
      `The ${scheduleKey(name)} is written without its start date ${old}, as Scheduler takes none that is past.${anew}`,
    )
    await send({ ...body, StartDate: undefined })
  }
}

/** The day of a start date that is over; undefined where there is none. */
function startBefore({ StartDate }: JsonObject, now: number): string | undefined {
  if (typeof StartDate !== 'number' || StartDate * 1000 > now) return undefined
  return dayOf(StartDate)
}

function isAboutStart(error: unknown): boolean {
  return awsErrorName(error) === 'ValidationException' && messageOf(error).includes('StartDate')
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

import type { AlarmType, CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { isAccessDenied } from '../../aws/errors.ts'
import type { AwsSession } from '../../aws/session.ts'
import { messageOf, UserError } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import type { Target } from '../request/target.ts'
import { type AlarmName, type AlarmState, judgeAlarms, parseAlarms } from './alarm-state.ts'
import type { DeployContext } from './prepare.ts'

/**
 * Asks which of a target's alarms went off since the release began. It paces itself: between two questions to
 * CloudWatch it answers what it knows.
 * @param isDue asks in any case, as at the end of a step
 */
export type AlarmCheck = (isDue?: boolean) => Promise<readonly string[]>

/** A target's alarms, and sentences about what was found. */
export interface OpenedAlarms {
  readonly check: AlarmCheck
  readonly notes: readonly string[]
}

const ASK_EVERY_MS = 10_000
// Source: CloudWatch API Reference, DescribeAlarms: 100 names a call, and without types metric alarms alone.
const NAMES_A_CALL = 100
const TYPES: AlarmType[] = ['MetricAlarm', 'CompositeAlarm']

/**
 * Looks at a target's alarms before the first write. One that is off already does not count until it was quiet again:
 * what is released may be its cure. An alarm of another region is asked there.
 * @throws UserError for an alarm that is not there, or that may not be seen
 */
export async function openAlarmCheck(
  { name, region, alarms }: Pick<Target, 'name' | 'region' | 'alarms'>,
  { session, ports }: Pick<DeployContext, 'session' | 'ports'>,
): Promise<OpenedAlarms> {
  const { clock, log } = ports
  const wanted = parseAlarms(alarms, region)
  if (wanted.length === 0) return { check: () => Promise.resolve([]), notes: [] }
  const asked = inRegions(wanted)
  const opened = await Promise.all(
    asked.map(async ([ofRegion, names]) => {
      const client = await clientOf(session, ofRegion)
      const found = await describeAlarms(client, names)
      for (const alarm of names) await refuseAbsent(client, alarm, found)
      return { client, names, off: judgeAlarms(new Map(), found).gone }
    }),
  )
  const regions = opened.map(({ client, names, off }): Watched => ({
    client,
    names,
    off: new Map(off.map((alarm) => [alarm.name, alarm])),
  }))
  const gone = new Set<string>()
  let askedAt = -Infinity
  let hasWarned = false
  let isDenied = false

  const ask = async (): Promise<void> => {
    await Promise.all(
      regions.map(async (watched) => {
        const judged = judgeAlarms(watched.off, await describeAlarms(watched.client, watched.names))
        watched.off = judged.off
        for (const alarm of judged.gone) {
          gone.add(alarm.name)
          log.info(`${name}: the alarm "${alarm.name}" went off. ${alarm.reason ?? ''}`.trim())
        }
      }),
    )
  }
  return {
    check: async (isDue = false) => {
      const now = clock.now()
      if (gone.size > 0 || isDenied || (!isDue && now - askedAt < ASK_EVERY_MS)) return [...gone]
      askedAt = now
      try {
        await ask()
      } catch (error) {
        // A deployment is not brought back because nobody could look; what was asked before the first write stands.
        isDenied = isAccessDenied(error)
        if (!hasWarned) log.warning(`${name}: its alarms could not be looked at: ${messageOf(error)}`)
        hasWarned = true
      }
      return [...gone]
    },
    notes: opened.flatMap(({ off }) => off).map(noteOf),
  }
}

/** The alarms of one region, and those that do not count there yet. */
interface Watched {
  readonly client: CloudWatchClient
  readonly names: readonly AlarmName[]
  off: ReadonlyMap<string, AlarmState>
}

function noteOf({ name, reason }: AlarmState): string {
  const why = reason === undefined ? '' : ` CloudWatch says: ${reason}`
  return `The alarm "${name}" is off already, and does not count until it was quiet again.${why}`
}

function inRegions(alarms: readonly AlarmName[]): readonly (readonly [string, readonly AlarmName[]])[] {
  const regions = new Set(alarms.map(({ region }) => region))
  return [...regions].map((region) => [region, alarms.filter((alarm) => alarm.region === region)])
}

async function clientOf(session: AwsSession, region: string): Promise<CloudWatchClient> {
  const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch')
  return session.client(CloudWatchClient, region)
}

async function describeAlarms(
  client: CloudWatchClient,
  alarms: readonly AlarmName[],
): Promise<readonly AlarmState[]> {
  const { DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch')
  const found: AlarmState[] = []
  for (let start = 0; start < alarms.length; start += NAMES_A_CALL) {
    const AlarmNames = alarms.slice(start, start + NAMES_A_CALL).map(({ name }) => name)
    // Fifty alarms are a page unless more are asked for, and a hundred are the most.
    const answer = await client.send(
      new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: TYPES, MaxRecords: NAMES_A_CALL }),
    )
    found.push(...[...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])].map(stateOf))
  }
  return found
}

function stateOf(alarm: {
  readonly AlarmName?: string | undefined
  readonly AlarmArn?: string | undefined
  readonly StateValue?: string | undefined
  readonly StateReason?: string | undefined
  readonly StateTransitionedTimestamp?: Date | undefined
}): AlarmState {
  return {
    name: alarm.AlarmName ?? '',
    arn: alarm.AlarmArn,
    state: alarm.StateValue,
    since: alarm.StateTransitionedTimestamp?.getTime(),
    reason: alarm.StateReason,
  }
}

async function refuseAbsent(
  client: CloudWatchClient,
  { name, region, arn }: AlarmName,
  found: readonly AlarmState[],
): Promise<void> {
  const alarm = found.find((candidate) => candidate.name === name)
  if (alarm === undefined) {
    const meant = await nearestAlarm(client, name)
    throw new UserError(
      `There is no CloudWatch alarm "${name}" in ${region}.`,
      `${meant === undefined ? '' : `Did you mean "${meant}"? `}Check the input "alarms" (or "alarms" in the stages file); an alarm of another region is given by its ARN.`,
    )
  }
  if (arn === undefined || alarm.arn === undefined || alarm.arn === arn) return
  throw new UserError(
    `The alarm ${arn} belongs to another account than the target, which has ${alarm.arn}.`,
    'Name alarms of the account that is deployed to.',
  )
}

/** The alarm that was probably meant, among the first of the region. */
async function nearestAlarm(client: CloudWatchClient, name: string): Promise<string | undefined> {
  const { DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch')
  const answer = await client
    .send(new DescribeAlarmsCommand({ AlarmTypes: TYPES, MaxRecords: NAMES_A_CALL }))
    .catch(() => undefined)
  const all = [...(answer?.MetricAlarms ?? []), ...(answer?.CompositeAlarms ?? [])]
  return nearest(
    name,
    all.flatMap(({ AlarmName }) => AlarmName ?? []),
  )
}

import { fault } from '../wire/fault.ts'
import { number, text, texts, type JsonObject } from '../wire/json.ts'
import { page } from '../wire/page.ts'
import { countAsk, setAlarm, type Alarm, type AlarmStateValue, type CloudWatchRegion } from './state.ts'

const STATES: readonly AlarmStateValue[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA']
// Source: CloudWatch API Reference, DescribeAlarms: at most 100 names and records, 50 records unless told.
const MOST = 100
const PAGE = 50

function describeAlarms(input: JsonObject, { alarms }: CloudWatchRegion): JsonObject {
  const names = texts(input, 'AlarmNames')
  const prefix = text(input, 'AlarmNamePrefix')
  const types = texts(input, 'AlarmTypes')
  const limit = number(input, 'MaxRecords') ?? PAGE
  if (names.length > MOST || limit < 1 || limit > MOST) {
    throw fault('InvalidParameterValue', `Value for AlarmNames or MaxRecords is not valid: at most ${MOST}.`)
  }
  if (names.length > 0 && prefix !== undefined) {
    throw fault('InvalidParameterCombination', 'AlarmNames and AlarmNamePrefix exclude each other.')
  }
  // Metric alarms alone, unless types are named.
  const kinds = types.length === 0 ? ['MetricAlarm'] : types
  const state = text(input, 'StateValue')
  const wanted = [...alarms.values()].filter(
    (alarm) =>
      (names.length === 0 || names.includes(alarm.name)) &&
      alarm.name.startsWith(prefix ?? '') &&
      kinds.includes(alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm') &&
      (state === undefined || state === alarm.state),
  )
  const { items, nextToken } = page(wanted, limit, text(input, 'NextToken'))
  const answer = {
    MetricAlarms: items.filter(({ kind }) => kind === 'metric').map(alarmJson),
    CompositeAlarms: items.filter(({ kind }) => kind === 'composite').map(alarmJson),
    NextToken: nextToken,
  }
  if (names.length > 0) items.forEach(countAsk)
  return answer
}

function alarmJson(alarm: Alarm): JsonObject {
  const changed = alarm.transitioned / 1000
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ActionsEnabled: true,
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateUpdatedTimestamp: changed,
    StateTransitionedTimestamp: changed,
    ...(alarm.kind === 'metric'
      ? { MetricName: 'Errors', Namespace: 'AWS/Lambda', Period: 60, EvaluationPeriods: 1 }
      : { AlarmRule: 'FALSE' }),
  }
}

function setAlarmState(input: JsonObject, cloudWatch: CloudWatchRegion): JsonObject {
  const name = text(input, 'AlarmName') ?? ''
  const state = STATES.find((known) => known === text(input, 'StateValue'))
  if (!cloudWatch.alarms.has(name)) throw fault('ResourceNotFound', `Unknown alarm ${name}`, 404)
  if (state === undefined) throw fault('ValidationError', 'StateValue is not valid.')
  setAlarm(cloudWatch, name, state, { reason: text(input, 'StateReason') ?? '' })
  return {}
}

function putMetricAlarm(input: JsonObject, cloudWatch: CloudWatchRegion): JsonObject {
  const name = text(input, 'AlarmName') ?? ''
  if (name === '') throw fault('ValidationError', 'AlarmName must not be empty.')
  // Its state stays when it is put again; a new one has seen nothing yet.
  if (!cloudWatch.alarms.has(name)) {
    setAlarm(cloudWatch, name, 'INSUFFICIENT_DATA', { reason: 'Unchecked: Initial alarm creation' })
  }
  return {}
}

/** CloudWatch's operations by name. */
export const cloudWatchOperations: Readonly<
  Record<string, (input: JsonObject, cloudWatch: CloudWatchRegion) => JsonObject>
> = {
  DescribeAlarms: describeAlarms,
  PutMetricAlarm: putMetricAlarm,
  SetAlarmState: setAlarmState,
}

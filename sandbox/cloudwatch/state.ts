/** The states of an alarm. Source: CloudWatch API Reference, MetricAlarm, StateValue. */
export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

/** What an alarm changes to once it was asked for so often. */
interface NextState {
  readonly state: AlarmStateValue
  left: number
}

export interface Alarm {
  readonly name: string
  readonly arn: string
  readonly kind: 'metric' | 'composite'
  state: AlarmStateValue
  reason: string
  /** Milliseconds since the epoch. */
  transitioned: number
  next: NextState | undefined
}

/** How an alarm is set, beside its state. */
export interface AlarmSetup {
  readonly reason?: string
  /** A new alarm is a metric alarm unless told. */
  readonly kind?: Alarm['kind']
  /** It changes only after it was asked for so often; a new alarm is OK until then. */
  readonly afterAsks?: number
}

/** CloudWatch's alarms of one region. */
export interface CloudWatchRegion {
  readonly region: string
  readonly account: string
  readonly alarms: Map<string, Alarm>
}

/** Sets an alarm's state, and creates one that is not there. */
export function setAlarm(
  cloudWatch: CloudWatchRegion,
  name: string,
  state: AlarmStateValue,
  { reason = '', kind = 'metric', afterAsks }: AlarmSetup = {},
): void {
  const { region, account, alarms } = cloudWatch
  const alarm = alarms.get(name) ?? {
    name,
    arn: `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
    kind,
    state: 'OK',
    reason: '',
    transitioned: Date.now(),
    next: undefined,
  }
  alarms.set(name, alarm)
  alarm.reason = reason
  if (afterAsks === undefined) change(alarm, state)
  else alarm.next = { state, left: afterAsks }
}

/** Counts a question for an alarm, whose answer may be the last one of its state. */
export function countAsk(alarm: Alarm): void {
  const { next } = alarm
  if (next === undefined) return
  next.left -= 1
  if (next.left > 0) return
  alarm.next = undefined
  change(alarm, next.state)
}

// The time of the transition is that of a change, also when the state is set again.
function change(alarm: Alarm, state: AlarmStateValue): void {
  if (alarm.state !== state) alarm.transitioned = Date.now()
  alarm.state = state
}

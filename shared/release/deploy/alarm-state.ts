import { UserError } from '../../errors.ts'

/** An alarm as a target names it. */
export interface AlarmName {
  readonly name: string
  readonly region: string
  /** Undefined where it is given by its name. */
  readonly arn: string | undefined
}

/** An alarm as CloudWatch shows it. */
export interface AlarmState {
  readonly name: string
  readonly arn: string | undefined
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string | undefined
  /** When it changed to this state, in milliseconds since the epoch. */
  readonly since: number | undefined
  readonly reason: string | undefined
}

// Source: Service Authorization Reference, Amazon CloudWatch, "alarm": arn:partition:cloudwatch:region:account:alarm:name.
const ALARM_ARN = /^arn:[\w-]+:cloudwatch:([a-z0-9-]+):\d{12}:alarm:(.+)$/

/**
 * The alarms of a list of names and ARNs, each once.
 * @param region of the alarms that are given by name
 * @throws UserError for an ARN that is not one of an alarm
 */
export function parseAlarms(namesOrArns: readonly string[], region: string): readonly AlarmName[] {
  const alarms = new Map<string, AlarmName>()
  for (const given of namesOrArns) {
    const alarm = parseAlarm(given, region)
    const key = `${alarm.region} ${alarm.name}`
    const known = alarms.get(key)
    alarms.set(key, known?.arn === undefined ? alarm : known)
  }
  return [...alarms.values()]
}

function parseAlarm(given: string, region: string): AlarmName {
  if (!given.startsWith('arn:')) return { name: given, region, arn: undefined }
  const [, ofArn, name] = ALARM_ARN.exec(given) ?? []
  if (ofArn !== undefined && name !== undefined) return { name, region: ofArn, arn: given }
  throw new UserError(
    `"${given.slice(0, 200)}" among the alarms is no ARN of a CloudWatch alarm.`,
    'It looks like arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors; the name alone is enough in the region of the target.',
  )
}

/**
 * Which alarms went off, of those that were looked at before. One that was off then does not count until it was quiet
 * again, be it between two looks: what is released may be its cure.
 * @param off the alarms that do not count, by name
 * @returns those that went off, and those that still do not count
 */
export function judgeAlarms(
  off: ReadonlyMap<string, AlarmState>,
  now: readonly AlarmState[],
): { readonly gone: readonly AlarmState[]; readonly off: ReadonlyMap<string, AlarmState> } {
  const inAlarm = now.filter(({ state }) => state === 'ALARM')
  const still = inAlarm.filter((alarm) => {
    const before = off.get(alarm.name)
    return before !== undefined && before.since === alarm.since
  })
  return {
    gone: inAlarm.filter((alarm) => !still.includes(alarm)),
    off: new Map(still.map((alarm) => [alarm.name, alarm])),
  }
}

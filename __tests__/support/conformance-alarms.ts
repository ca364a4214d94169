import {
  type AlarmType,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch'
import type { AwsSide } from './aws-side.ts'
import type { Step } from './conformance.ts'

const AlarmTypes: AlarmType[] = ['MetricAlarm', 'CompositeAlarm']
const AlarmNames = ['errors', 'none']
const describe = ({ cloudwatch }: AwsSide): Promise<object> =>
  cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames, AlarmTypes, MaxRecords: 100 }))

/** What the suite asks of CloudWatch. */
export const ALARM_STEPS: readonly Step<AwsSide>[] = [
  { name: 'DescribeAlarms, none', call: describe, reads: ['MetricAlarms', 'CompositeAlarms'] },
  {
    name: 'PutMetricAlarm',
    call: ({ cloudwatch }) =>
      cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName: 'errors',
          ComparisonOperator: 'GreaterThanThreshold',
          EvaluationPeriods: 1,
          MetricName: 'Errors',
          Namespace: 'AWS/Lambda',
          Period: 60,
          Statistic: 'Sum',
          Threshold: 1,
        }),
      ),
  },
  {
    name: 'SetAlarmState',
    call: ({ cloudwatch }) =>
      cloudwatch.send(
        new SetAlarmStateCommand({ AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'Because.' }),
      ),
  },
  {
    name: 'DescribeAlarms',
    differs: 'moto has no StateTransitionedTimestamp',
    call: describe,
    reads: [
      'MetricAlarms.0.AlarmName',
      'MetricAlarms.0.AlarmArn',
      'MetricAlarms.0.StateValue',
      'MetricAlarms.0.StateReason',
      'MetricAlarms.0.StateUpdatedTimestamp',
      'MetricAlarms.0.StateTransitionedTimestamp',
      'CompositeAlarms',
    ],
  },
  {
    name: 'SetAlarmState, none',
    call: ({ cloudwatch }) =>
      cloudwatch.send(
        new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: 'Because.' }),
      ),
  },
]

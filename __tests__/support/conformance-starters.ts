import {
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { CreateScheduleCommand, GetScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler'
import { REGION, type AwsSide } from './aws-side.ts'
import type { Step } from './conformance.ts'

const RoleArn = 'arn:aws:iam::123456789012:role/starts-tasks'
const cluster = `arn:aws:ecs:${REGION}:123456789012:cluster/dev`
const task = (revision: number): { TaskDefinitionArn: string; TaskCount: number } => ({
  TaskDefinitionArn: `arn:aws:ecs:${REGION}:123456789012:task-definition/app:${revision}`,
  TaskCount: 1,
})

const Rule = 'nightly'
const target = (
  Id: string,
  revision: number,
): { Id: string; Arn: string; RoleArn: string; EcsParameters: object } => ({
  Id,
  Arn: cluster,
  RoleArn,
  EcsParameters: task(revision),
})
const put = ({ events }: AwsSide, Name: string, ...ids: readonly string[]): Promise<object> =>
  events.send(
    new PutTargetsCommand({
      Rule: Name,
      Targets: ids.map((id) => ({ ...target(id, 1), EcsParameters: task(1) })),
    }),
  )

/** What the suite asks of EventBridge. */
export const EVENTS_STEPS: readonly Step<AwsSide>[] = [
  {
    name: 'DescribeRule, none',
    call: ({ events }) => events.send(new DescribeRuleCommand({ Name: Rule })),
  },
  {
    name: 'ListTargetsByRule, none',
    call: ({ events }) => events.send(new ListTargetsByRuleCommand({ Rule })),
  },
  {
    name: 'PutRule',
    call: ({ events }) =>
      events.send(new PutRuleCommand({ Name: Rule, ScheduleExpression: 'rate(1 day)', State: 'DISABLED' })),
    reads: ['RuleArn'],
  },
  {
    name: 'PutRule, of nothing',
    call: ({ events }) => events.send(new PutRuleCommand({ Name: 'empty' })),
  },
  {
    name: 'DescribeRule',
    call: ({ events }) => events.send(new DescribeRuleCommand({ Name: Rule, EventBusName: 'default' })),
    reads: ['Arn', 'Name', 'EventBusName', 'State', 'ScheduleExpression', 'ManagedBy', 'CreatedBy'],
  },
  {
    name: 'PutTargets',
    call: async (side) => await put(side, Rule, 'one'),
    reads: ['FailedEntryCount', 'FailedEntries'],
  },
  {
    name: 'PutTargets, again',
    call: async (side) => await put(side, Rule, 'one', 'two'),
    reads: ['FailedEntryCount', 'FailedEntries'],
  },
  { name: 'PutTargets, no rule', call: async (side) => await put(side, 'none', 'one') },
  {
    name: 'ListTargetsByRule',
    call: ({ events }) => events.send(new ListTargetsByRuleCommand({ Rule, EventBusName: 'default' })),
    reads: [
      'Targets.0.Id',
      'Targets.0.Arn',
      'Targets.0.RoleArn',
      'Targets.0.EcsParameters.TaskDefinitionArn',
      'Targets.0.EcsParameters.TaskCount',
      'Targets.1.Id',
      'NextToken',
    ],
  },
  {
    name: 'ListTargetsByRule, one a page',
    call: ({ events }) => events.send(new ListTargetsByRuleCommand({ Rule, Limit: 1 })),
    reads: ['Targets.0.Id', 'Targets.1', 'NextToken'],
  },
  {
    name: 'RemoveTargets',
    call: ({ events }) => events.send(new RemoveTargetsCommand({ Rule, Ids: ['two'] })),
    reads: ['FailedEntryCount', 'FailedEntries'],
  },
  {
    name: 'DescribeRule, no bus',
    call: ({ events }) => events.send(new DescribeRuleCommand({ Name: Rule, EventBusName: 'none' })),
  },
]

const Name = 'nightly'
const schedule = {
  Name,
  ScheduleExpression: 'cron(0 3 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: cluster, RoleArn, EcsParameters: task(1) },
} as const
const fields = [
  'Arn',
  'Name',
  'GroupName',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'FlexibleTimeWindow.Mode',
  'State',
  'StartDate',
  'EndDate',
  'CreationDate',
  'LastModificationDate',
  'Target.Arn',
  'Target.RoleArn',
  'Target.EcsParameters.TaskDefinitionArn',
  'Target.EcsParameters.TaskCount',
  'Target.RetryPolicy.MaximumRetryAttempts',
] as const

/** What the suite asks of EventBridge Scheduler. */
export const SCHEDULER_STEPS: readonly Step<AwsSide>[] = [
  {
    name: 'GetSchedule, none',
    call: ({ scheduler }) => scheduler.send(new GetScheduleCommand({ Name })),
  },
  {
    name: 'GetSchedule, no group',
    call: ({ scheduler }) => scheduler.send(new GetScheduleCommand({ Name, GroupName: 'none' })),
  },
  {
    name: 'CreateSchedule',
    call: ({ scheduler }) =>
      scheduler.send(
        new CreateScheduleCommand({ ...schedule, State: 'DISABLED', EndDate: new Date('2100-01-01') }),
      ),
    reads: ['ScheduleArn'],
  },
  {
    name: 'CreateSchedule, again',
    differs: 'moto answers 400; the API reference has 409 for ConflictException',
    call: ({ scheduler }) => scheduler.send(new CreateScheduleCommand(schedule)),
  },
  {
    name: 'CreateSchedule, from long ago',
    call: ({ scheduler }) =>
      scheduler.send(
        new CreateScheduleCommand({ ...schedule, Name: 'old', StartDate: new Date('2020-01-01') }),
      ),
  },
  {
    name: 'GetSchedule',
    call: ({ scheduler }) => scheduler.send(new GetScheduleCommand({ Name, GroupName: 'default' })),
    reads: fields,
  },
  {
    name: 'UpdateSchedule',
    call: ({ scheduler }) =>
      scheduler.send(
        new UpdateScheduleCommand({
          ...schedule,
          GroupName: 'default',
          Target: { ...schedule.Target, EcsParameters: task(2) },
        }),
      ),
    reads: ['ScheduleArn'],
  },
  {
    name: 'UpdateSchedule, none',
    call: ({ scheduler }) => scheduler.send(new UpdateScheduleCommand({ ...schedule, Name: 'none' })),
  },
  {
    name: 'GetSchedule, after the update',
    differs: 'moto has no state after an update that names none; the API reference has the default again',
    call: ({ scheduler }) => scheduler.send(new GetScheduleCommand({ Name })),
    reads: fields,
  },
]

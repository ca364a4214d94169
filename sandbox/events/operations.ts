import type { Operation } from '../front/aws-service.ts'
import { describeRule, putRule } from './rules.ts'
import type { EventsRegion } from './state.ts'
import { listTargetsByRule, putTargets, removeTargets } from './targets.ts'

/** EventBridge's operations by name. */
export const eventsOperations: Readonly<Record<string, Operation<EventsRegion>>> = {
  PutRule: putRule,
  DescribeRule: describeRule,
  PutTargets: putTargets,
  ListTargetsByRule: listTargetsByRule,
  RemoveTargets: removeTargets,
}

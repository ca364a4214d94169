import type { Deployment } from '@aws-sdk/client-ecs'
import { OURS, revision, type RolloutCase, service, WAITED } from './aws-answers.ts'

const ours = (change: Deployment = {}): Deployment => ({
  id: OURS,
  status: 'PRIMARY',
  taskDefinition: revision(2),
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  failedTasks: 0,
  ...change,
})
const former = (change: Deployment = {}): Deployment => ({
  ...ours(),
  id: 'ecs-svc/1',
  status: 'ACTIVE',
  taskDefinition: revision(1),
  ...change,
})

/** What a role that may not see service deployments is told, by DescribeServices alone. */
export const SERVICE_ALONE: readonly RolloutCase[] = [
  {
    name: 'Its rollout goes on',
    seen: { service: service([], [ours({ rolloutState: 'IN_PROGRESS', runningCount: 1 }), former()]) },
    result: 'goes on',
    reason: 'in progress, 1 of 2 tasks running',
  },
  {
    name: 'Its rollout completed',
    seen: { service: service([], [ours({ rolloutState: 'COMPLETED' })]) },
    result: 'deployed',
  },
  {
    name: 'Its rollout failed, and is not configured to be rolled back',
    seen: {
      service: service(
        [],
        [
          ours({
            rolloutState: 'FAILED',
            rolloutStateReason: 'ECS deployment ecs-svc/2 failed: tasks failed to start.',
          }),
          former(),
        ],
      ),
    },
    result: 'failed',
    reason:
      'The deployment failed, and is not configured to be rolled back. ECS says: ECS deployment ecs-svc/2 failed: tasks failed to start.',
    hint: 'below say what went wrong',
  },
  {
    name: 'It is gone from the list, and the former one rolls out',
    seen: { service: service([], [former({ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' })]) },
    result: 'goes on',
    reason: 'rollback in progress, 2 of 2 tasks running',
  },
  {
    name: 'It is gone from the list, and the former one is back',
    seen: { service: service([], [former({ status: 'PRIMARY', rolloutState: 'COMPLETED' })]) },
    result: 'rolled-back',
    reason: 'ECS rolled the deployment back.',
    hint: 'below say what went wrong',
  },
  {
    name: 'Another task definition took its place',
    seen: { service: service([], [former({ status: 'PRIMARY', taskDefinition: revision(3) })]) },
    result: 'superseded',
    reason: 'Another deployment of the service replaced this one.',
    hint: 'CloudTrail says who deployed it',
  },
  {
    name: 'No rollout state (Classic Load Balancer), and tasks are starting',
    seen: { service: service([], [ours({ runningCount: 1, pendingCount: 1, failedTasks: 4 }), former()]) },
    result: 'goes on',
    reason: 'in progress, 1 of 2 tasks running, 4 failed',
  },
  {
    name: 'No rollout state (Classic Load Balancer), and it runs alone',
    seen: { service: service([], [ours()]) },
    result: 'deployed',
  },
  {
    name: 'The list of service deployments lags behind, and the service was not asked yet',
    seen: {},
    waited: WAITED,
    result: 'goes on',
    reason: 'pending, 0 of ? tasks running',
  },
]

import { deployment, OVER, type RolloutCase, service } from './aws-answers.ts'

const HEAD = 'The deployment was not over after 30 minutes: in progress, 0 of 2 tasks running. ECS says: '

/** A deployment that never comes up, and what its service says of it. */
function stuck(name: string, message: string, hint: string, judged?: RolloutCase['judged']): RolloutCase {
  return {
    name,
    seen: {
      deployment: deployment('IN_PROGRESS', { targetServiceRevision: { runningTaskCount: 0 } }),
      service: service([message]),
    },
    ...(judged === undefined ? {} : { judged }),
    waited: OVER,
    result: 'timed-out',
    reason: HEAD + message,
    hint,
  }
}

const NO_INSTANCE =
  'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0a1b) has insufficient memory available.'
const EMPTY =
  'was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.'

/** Deployments that do not come up, by the events of their service. */
export const EVENTS: readonly RolloutCase[] = [
  stuck('No room on the instances', NO_INSTANCE, 'Add instances'),
  stuck('No room on external instances (ECS Anywhere)', NO_INSTANCE, 'Register another instance', {
    found: { launchType: 'EXTERNAL' },
  }),
  stuck('No instances', EMPTY, 'The cluster has no instances: add some'),
  stuck('No external instances (ECS Anywhere)', EMPTY, 'register one', { found: { launchType: 'EXTERNAL' } }),
  stuck(
    'Host port in use',
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0a1b) is already using a port required by your task.',
    'hostPort to 0',
  ),
  stuck(
    'No instance has what the task asks for',
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0a1b) is missing an attribute required by your task.',
    'placement constraints',
  ),
  stuck(
    'Agents are not connected',
    'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0a1b) encountered error "AGENT".',
    'agents of the instances',
  ),
  stuck(
    'Fargate has no capacity',
    'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
    'other availability zones',
  ),
  stuck(
    'Quota of the account',
    "was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
    'Service Quotas',
  ),
  stuck(
    'Target not healthy',
    '(task 0123) (port 3000) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/app/1) due to (reason Health checks failed with these codes: [502]).',
    'healthCheckGracePeriodSeconds',
  ),
  stuck(
    'The load balancer may not be changed',
    'failed to register targets in (target-group app) with (error User: arn:aws:sts::123456789012:assumed-role/ecs is not authorized to perform: elasticloadbalancing:RegisterTargets)',
    'infrastructure role',
  ),
  stuck(
    'A role cannot be assumed',
    "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/task' that was provided for this task.)",
    'ecs-tasks.amazonaws.com',
  ),
  stuck('AWS is asked too often', 'operations are being throttled. Will try again later.', 'too many calls'),
]

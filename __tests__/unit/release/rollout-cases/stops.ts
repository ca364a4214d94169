import { broken, exited, type RolloutCase, stopped, unstarted } from './aws-answers.ts'

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/app@sha256:aaaa'
const PULL = 'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref'
const HEAD =
  'ECS rolled the deployment back, because the deployment circuit breaker counted 3 failed tasks of 3. ECS says: Service deployment rolled back because the circuit breaker threshold was exceeded. 3 tasks stopped: '

/** A deployment whose circuit breaker rolled it back, because its tasks stopped like this. */
function because(
  name: string,
  tasks: RolloutCase['seen']['stopped'],
  said: string,
  hint: string,
): RolloutCase {
  return {
    name,
    seen: { deployment: broken('ROLLBACK_SUCCESSFUL'), stopped: tasks ?? [] },
    result: 'rolled-back',
    reason: `${HEAD}${said}.`,
    hint,
  }
}

function starts(name: string, stoppedReason: string, hint: string): RolloutCase {
  return because(name, unstarted(stoppedReason), stoppedReason, hint)
}

/** Tasks that never began to run. */
export const STARTS: readonly RolloutCase[] = [
  starts('Image not found', `${PULL} ${IMAGE}: not found`, 'lifecycle policy'),
  starts(
    'Image pull denied',
    `${PULL} ${IMAGE}: pulling from host failed with status code [manifests sha256:aaaa]: 403 Forbidden`,
    'ecr:BatchGetImage',
  ),
  starts(
    'Image pull: no way to the registry',
    `${PULL} ${IMAGE}: failed to do request: Head "https://123456789012.dkr.ecr.us-east-1.amazonaws.com/": dial tcp 10.0.3.17:443: i/o timeout`,
    'NAT gateway',
  ),
  starts(
    'Image pull: too many requests (a sidecar of Docker Hub)',
    `${PULL} docker.io/library/nginx:1: 429 Too Many Requests: toomanyrequests: You have reached your pull rate limit.`,
    'pull-through cache',
  ),
  starts(
    'Image pull: another platform',
    `CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'`,
    'runtimePlatform',
  ),
  starts(
    'Image pull: disk full',
    'CannotPullContainerError: failed to register layer: write /app: no space left on device',
    'ephemeralStorage',
  ),
  starts(
    'Image pull, otherwise',
    'CannotPullContainerError: the registry is odd',
    'what the registry answered',
  ),
  starts(
    'Secret denied',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): AccessDeniedException: not authorized to perform: secretsmanager:GetSecretValue',
    'secretsmanager:GetSecretValue',
  ),
  starts(
    'Secret not found',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: DB_PASSWORD',
    'Create the secret or parameter',
  ),
  starts(
    'Secrets and registry: no way to them',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed',
    'VPC endpoints',
  ),
  starts(
    'Registry token denied',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: AccessDeniedException: not authorized to perform: ecr:GetAuthorizationToken',
    'ecr:GetAuthorizationToken',
  ),
  starts(
    'Log group missing',
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
    'awslogs-create-group',
  ),
  starts(
    'Log driver',
    'ResourceInitializationError: failed to validate logger args: signal: killed',
    'logConfiguration',
  ),
  starts(
    'File system cannot be mounted',
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: mount.nfs4: Connection timed out',
    'port 2049',
  ),
  starts(
    'No network interface',
    'Timeout waiting for network interface provisioning to complete.',
    'free addresses',
  ),
  starts(
    'Other resources',
    'ResourceInitializationError: failed to initialize the task volume',
    'could not be prepared',
  ),
  starts(
    'Another architecture',
    'CannotStartContainerError: exec /usr/local/bin/node: exec format error',
    'runtimePlatform',
  ),
  starts(
    'No such program in the image',
    'CannotStartContainerError: failed to create task: exec: "node": executable file not found in $PATH',
    'ENTRYPOINT and CMD',
  ),
  starts(
    'Container cannot start',
    'CannotStartContainerError: failed to get container status',
    'could not be started',
  ),
  starts(
    'No capacity for the task',
    'Capacity is unavailable at this time. Please try again later or in a different availability zone',
    'no room for the task',
  ),
  starts('Failed to start', 'The task could not be prepared', 'what it lacked'),
]

const EXITED = 'Essential container in task exited; container app exit code'

/** Tasks that ran, and stopped. */
export const STOPS: readonly RolloutCase[] = [
  because('Exit code 0', exited(0), `${EXITED} 0`, 'has to go on running'),
  because('Exit code 1', exited(1), `${EXITED} 1`, 'an error of its own'),
  because('Exit code 2', exited(2), `${EXITED} 2`, 'the last lines of its log'),
  because('Exit code 126', exited(126), `${EXITED} 126`, 'executable'),
  because('Exit code 127', exited(127), `${EXITED} 127`, 'not in the image'),
  because('Exit code 137', exited(137), `${EXITED} 137 (killed, out of memory?)`, 'was killed'),
  because(
    'Out of memory',
    exited(137, 'OutOfMemoryError: Container killed due to memory usage'),
    `${EXITED} 137 OutOfMemoryError: Container killed due to memory usage`,
    'Raise memory',
  ),
  because('Exit code 139', exited(139), `${EXITED} 139`, 'SIGSEGV'),
  because('Exit code 143', exited(143), `${EXITED} 143`, 'SIGTERM'),
  because(
    'The app ends, and its sidecar with it',
    stopped({
      containers: [
        { name: 'proxy', exitCode: 143 },
        { name: 'app', exitCode: 127 },
      ],
    }),
    'Essential container in task exited; container proxy exit code 143; container app exit code 127',
    'not in the image',
  ),
  because(
    'Load balancer: another status code',
    stopped({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason:
        'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/app/1): Health checks failed with these codes: [404]',
    }),
    'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/app/1): Health checks failed with these codes: [404]',
    'success codes of the target group',
  ),
  because(
    'Load balancer: no answer',
    stopped({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks: Request timed out',
      containers: [{ name: 'app', exitCode: 137 }],
    }),
    'Task failed ELB health checks: Request timed out; container app exit code 137',
    'listen on 0.0.0.0',
  ),
  because(
    'Load balancer, no more said',
    stopped({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason:
        'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/app/1)',
    }),
    'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/app/1)',
    'healthCheckGracePeriodSeconds',
  ),
  because(
    'Container health check',
    stopped({ stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' }),
    'Task failed container health checks',
    'startPeriod',
  ),
  because(
    'Spot interruption',
    stopped({ stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' }),
    'Your Spot Task was interrupted.',
    'capacity provider strategy',
  ),
  because(
    'Spot interruption, told by its code alone',
    stopped({ stopCode: 'SpotInterruption', stoppedReason: 'The task was stopped' }),
    'The task was stopped',
    'capacity provider strategy',
  ),
  because(
    'Host terminated',
    stopped({ stopCode: 'TerminationNotice', stoppedReason: 'Host EC2 (instance i-0abc) terminated.' }),
    'Host EC2 (instance i-0abc) terminated.',
    'Auto Scaling group',
  ),
  because(
    'Host going away, told by its code alone',
    stopped({ stopCode: 'TerminationNotice', stoppedReason: 'The task was stopped' }),
    'The task was stopped',
    'Auto Scaling group',
  ),
  because(
    'Host not healthy',
    stopped({ stopCode: 'InfrastructureHealth', stoppedReason: 'The host was replaced' }),
    'The host was replaced',
    'Health Dashboard',
  ),
  because(
    'Task stopped by a person',
    stopped({ stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' }),
    'Task stopped by user',
    'StopTask',
  ),
  {
    name: 'Tasks stopped by scaling: not a failure',
    seen: {
      deployment: broken('ROLLBACK_SUCCESSFUL'),
      stopped: [
        ...stopped({
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)',
        }),
        ...exited(1).slice(0, 1),
      ],
    },
    result: 'rolled-back',
    reason: `${HEAD.replace('3 tasks stopped', '1 task stopped')}${EXITED} 1.`,
    hint: 'an error of its own',
  },
]

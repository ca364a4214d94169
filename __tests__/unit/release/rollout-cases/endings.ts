import { broken, deployment, exited, OURS, RELEASED, type RolloutCase, runs, service } from './aws-answers.ts'

const BREAKER = 'because the deployment circuit breaker counted 3 failed tasks of 3'
const SAYS = 'ECS says: Service deployment rolled back because the circuit breaker threshold was exceeded.'
const CRASHED = '3 tasks stopped: Essential container in task exited; container app exit code 1.'

/** How deployments end that did not. */
export const ENDINGS: readonly RolloutCase[] = [
  {
    name: 'Circuit breaker, rolled back',
    seen: { deployment: broken('ROLLBACK_SUCCESSFUL'), stopped: exited(1) },
    result: 'rolled-back',
    reason: `ECS rolled the deployment back, ${BREAKER}. ${SAYS} ${CRASHED}`,
    hint: 'the last lines of its log',
  },
  {
    name: 'Circuit breaker that does not roll back',
    seen: { deployment: broken('STOPPED', 'The circuit breaker was triggered'), stopped: exited(1) },
    result: 'failed',
    reason: `The deployment failed, ${BREAKER}, and is not configured to be rolled back. ECS says: The circuit breaker was triggered. ${CRASHED}`,
    hint: 'the last lines of its log',
  },
  {
    name: 'Circuit breaker, and the rollback failed too',
    seen: { deployment: broken('ROLLBACK_FAILED'), stopped: exited(1) },
    result: 'failed',
    reason: `The deployment failed, ${BREAKER}, and so did ECS's rollback. ${SAYS} ${CRASHED}`,
    hint: 'the last lines of its log',
  },
  {
    name: 'First deployment of a service: nothing to roll back to',
    seen: {
      deployment: broken('ROLLBACK_FAILED', 'No rollback candidate was found to run the rollback.'),
      stopped: exited(1),
    },
    judged: { former: undefined },
    result: 'failed',
    reason: `The deployment failed, ${BREAKER}, and ECS had nothing to roll back to: none of the service's deployments has ever succeeded. ${CRASHED}`,
    hint: 'the last lines of its log',
  },
  {
    name: "An alarm of the service's own configuration, rolled back",
    seen: {
      deployment: deployment('ROLLBACK_SUCCESSFUL', {
        statusReason: 'Service deployment rolled back because a CloudWatch alarm was triggered.',
        alarms: { status: 'TRIGGERED', alarmNames: ['errors', 'latency'], triggeredAlarmNames: ['latency'] },
      }),
    },
    result: 'rolled-back',
    reason:
      'ECS rolled the deployment back, because the alarm latency went off. ECS says: Service deployment rolled back because a CloudWatch alarm was triggered.',
    hint: 'below say what went wrong',
  },
  {
    name: 'An alarm of `alarms` while it is deployed',
    seen: { deployment: deployment('IN_PROGRESS'), alarms: ['app-5xx'] },
    result: 'failed',
    reason: 'The alarm app-5xx went off while the image was deployed.',
    hint: 'what the alarm watches',
  },
  {
    name: 'An alarm of `alarms` just when it succeeded',
    seen: { deployment: deployment('SUCCESSFUL'), images: runs(RELEASED), alarms: ['app-5xx', 'latency'] },
    result: 'failed',
    reason: 'The alarms app-5xx, latency went off while the image was deployed.',
    hint: 'what the alarm watches',
  },
  {
    name: 'An alarm of `alarms` while ECS rolls back already',
    seen: {
      deployment: deployment('ROLLBACK_IN_PROGRESS', { targetServiceRevision: { runningTaskCount: 1 } }),
      alarms: ['app-5xx'],
    },
    result: 'goes on',
    reason: 'rollback in progress, 1 of 2 tasks running',
  },
  {
    name: 'Stopped by hand',
    seen: { deployment: deployment('STOPPED'), service: service([], [{ id: OURS, status: 'PRIMARY' }]) },
    result: 'failed',
    reason: 'The deployment was stopped.',
    hint: 'StopServiceDeployment',
  },
  {
    name: 'Stopped by hand with a rollback',
    seen: {
      deployment: deployment('ROLLBACK_SUCCESSFUL', {
        statusReason: 'Service deployment rolled back because of a StopServiceDeployment request.',
      }),
    },
    result: 'rolled-back',
    reason:
      'ECS rolled the deployment back. ECS says: Service deployment rolled back because of a StopServiceDeployment request.',
    hint: 'StopServiceDeployment',
  },
  {
    name: 'A lifecycle hook refused it',
    seen: {
      deployment: deployment('ROLLBACK_SUCCESSFUL', {
        statusReason:
          'Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target arn:aws:lambda:us-east-1:123456789012:function:check returned FAILED status.',
      }),
    },
    result: 'rolled-back',
    reason:
      'ECS rolled the deployment back. ECS says: Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target arn:aws:lambda:us-east-1:123456789012:function:check returned FAILED status.',
    hint: 'Lambda function of the lifecycle hook',
  },
  {
    name: 'Target groups and listener rules do not fit',
    seen: {
      deployment: deployment('ROLLBACK_SUCCESSFUL', {
        statusReason:
          'Service deployment rolled back because of invalid networking configuration. Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.',
      }),
    },
    result: 'rolled-back',
    reason:
      'ECS rolled the deployment back. ECS says: Service deployment rolled back because of invalid networking configuration. Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.',
    hint: 'listener rules',
  },
  {
    name: 'The service was deleted',
    seen: { deployment: deployment('IN_PROGRESS'), gone: 'service' },
    result: 'failed',
    reason: 'The service was deleted while it was deployed to.',
    hint: 'take it out of the stage',
  },
  {
    name: 'The cluster was deleted',
    seen: { deployment: deployment('IN_PROGRESS'), gone: 'cluster' },
    result: 'failed',
    reason: 'The cluster was deleted while it was deployed to.',
    hint: 'take it out of the stage',
  },
]

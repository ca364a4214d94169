import { deployment, exited, OVER, type RolloutCase } from './aws-answers.ts'

const CRASHED = '3 tasks stopped: Essential container in task exited; container app exit code 1.'

/** What is not over in time. */
export const TIMED_OUT: readonly RolloutCase[] = [
  {
    name: 'Not over in time',
    seen: { deployment: deployment('IN_PROGRESS', { targetServiceRevision: { runningTaskCount: 1 } }) },
    waited: OVER,
    result: 'timed-out',
    reason: 'The deployment was not over after 30 minutes: in progress, 1 of 2 tasks running.',
    hint: 'Raise "wait-minutes"',
  },
  {
    name: 'Not over in time, because it bakes for longer than that',
    seen: {
      deployment: deployment('IN_PROGRESS', {
        lifecycleStage: 'BAKE_TIME',
        targetServiceRevision: { requestedProductionTrafficWeight: 100 },
      }),
    },
    judged: { found: { deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 60 } } },
    waited: OVER,
    result: 'timed-out',
    reason:
      'The deployment was not over after 30 minutes: in progress, bake time, 100 % of the traffic, 2 of 2 tasks running.',
    hint: 'alone takes 60 minutes: set "wait-minutes"',
  },
  {
    name: 'Not over in time, because nobody continued it',
    seen: {
      deployment: deployment('IN_PROGRESS', {
        lifecycleStage: 'POST_SCALE_UP',
        lifecycleHookDetails: [{ hookId: 'hook-1', targetType: 'PAUSE', status: 'AWAITING_ACTION' }],
      }),
    },
    waited: OVER,
    result: 'timed-out',
    reason: 'The deployment was not over after 30 minutes: in progress, post scale up, 2 of 2 tasks running.',
    hint: 'at the lifecycle hook hook-1',
  },
  {
    name: 'Not over in time, and its tasks crash: no circuit breaker stops it',
    seen: {
      deployment: deployment('IN_PROGRESS', { targetServiceRevision: { runningTaskCount: 0 } }),
      stopped: exited(1),
    },
    waited: OVER,
    result: 'timed-out',
    reason: `The deployment was not over after 30 minutes: in progress, 0 of 2 tasks running. ${CRASHED}`,
    hint: 'the last lines of its log',
  },
  {
    name: 'Not over in time, rolling back',
    seen: { deployment: deployment('ROLLBACK_IN_PROGRESS') },
    waited: OVER,
    result: 'timed-out',
    reason: 'The deployment was not over after 30 minutes: rollback in progress, 2 of 2 tasks running.',
    hint: 'Raise "wait-minutes"',
  },
]

import { deployment, type RolloutCase, runs } from './aws-answers.ts'

const under = (name: string, seen: RolloutCase['seen'], reason: string): RolloutCase => ({
  name,
  seen,
  result: 'goes on',
  reason,
})

/** What is not over. */
export const PROGRESS: readonly RolloutCase[] = [
  under(
    'Pending',
    { deployment: deployment('PENDING', { targetServiceRevision: { runningTaskCount: 0 } }) },
    'pending, 0 of 2 tasks running',
  ),
  under(
    'Tasks fail, and the circuit breaker counts',
    {
      deployment: deployment('IN_PROGRESS', {
        targetServiceRevision: { runningTaskCount: 0 },
        deploymentCircuitBreaker: { status: 'MONITORING', failureCount: 2, threshold: 3 },
      }),
    },
    'in progress, 0 of 2 tasks running, 2 failed',
  ),
  under(
    'Blue/green: test traffic',
    {
      deployment: deployment('IN_PROGRESS', {
        lifecycleStage: 'TEST_TRAFFIC_SHIFT',
        targetServiceRevision: { requestedTestTrafficWeight: 100, requestedProductionTrafficWeight: 0 },
      }),
    },
    'in progress, test traffic shift, 100 % of the test traffic, 2 of 2 tasks running',
  ),
  under(
    'Canary: the first share of the traffic',
    {
      deployment: deployment('IN_PROGRESS', {
        lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
        targetServiceRevision: { requestedProductionTrafficWeight: 5 },
      }),
    },
    'in progress, production traffic shift, 5 % of the traffic, 2 of 2 tasks running',
  ),
  under(
    'Blue/green: bake time, and all tasks run the image already',
    {
      deployment: deployment('IN_PROGRESS', {
        lifecycleStage: 'BAKE_TIME',
        targetServiceRevision: { requestedProductionTrafficWeight: 100 },
      }),
      images: runs(undefined),
    },
    'in progress, bake time, 100 % of the traffic, 2 of 2 tasks running',
  ),
  under(
    'Stop requested',
    { deployment: deployment('STOP_REQUESTED') },
    'stop requested, 2 of 2 tasks running',
  ),
  under(
    'Rollback requested',
    { deployment: deployment('ROLLBACK_REQUESTED') },
    'rollback requested, 2 of 2 tasks running',
  ),
  under(
    'Rolling back',
    { deployment: deployment('ROLLBACK_IN_PROGRESS') },
    'rollback in progress, 2 of 2 tasks running',
  ),
]

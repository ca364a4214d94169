import { deployment, OF_PLATFORM, OTHER, RELEASED, type RolloutCase, runs, WAITED } from './aws-answers.ts'

/** How deployments end that succeeded. */
export const SUCCESSES: readonly RolloutCase[] = [
  {
    name: 'Succeeded, and runs the digest',
    seen: { deployment: deployment('SUCCESSFUL'), images: runs(RELEASED) },
    result: 'deployed',
  },
  {
    name: "Succeeded, and runs the digest of one of the image's platforms",
    seen: { deployment: deployment('SUCCESSFUL'), images: runs(OF_PLATFORM) },
    result: 'deployed',
  },
  {
    name: 'Succeeded, and runs another digest',
    seen: { deployment: deployment('SUCCESSFUL'), images: runs(OTHER) },
    result: 'failed',
    reason: `The deployment succeeded, but its container "app" runs ${OTHER}, which is not the image that was released.`,
    hint: 'something changes images on their way',
  },
  {
    name: 'Succeeded, and ECS does not tell the digest yet',
    seen: { deployment: deployment('SUCCESSFUL'), images: runs(undefined) },
    result: 'goes on',
    reason: 'successful, 2 of 2 tasks running',
  },
  {
    name: 'Succeeded, and ECS has not told the digest for a minute (the task definition names it)',
    seen: { deployment: deployment('SUCCESSFUL') },
    waited: { ...WAITED, provingMs: 60_000 },
    result: 'deployed',
  },
  {
    name: 'Succeeded, and the role may not see the digest (said in the log)',
    seen: { deployment: deployment('SUCCESSFUL'), images: 'denied' },
    result: 'deployed',
  },
  {
    name: 'Succeeded with early success criteria, before all tasks run',
    seen: {
      deployment: deployment('SUCCESSFUL', {
        targetServiceRevision: { requestedTaskCount: 4, runningTaskCount: 2 },
        deploymentConfiguration: { earlySuccessCriteria: { enable: true, healthyPercent: 50 } },
      }),
      images: runs(RELEASED),
    },
    result: 'deployed',
    reason:
      "ECS counts the deployment as successful early, by the service's own criteria: 2 of 4 tasks run so far.",
  },
  {
    name: 'Succeeded with a desired count of zero',
    seen: {
      deployment: deployment('SUCCESSFUL', {
        targetServiceRevision: { requestedTaskCount: 0, runningTaskCount: 0 },
      }),
    },
    result: 'tagged',
    reason: 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
  },
  {
    name: 'A daemon service without instances',
    seen: {
      deployment: deployment('SUCCESSFUL', {
        targetServiceRevision: { requestedTaskCount: 0, runningTaskCount: 0 },
      }),
    },
    judged: { found: { schedulingStrategy: 'DAEMON', launchType: 'EC2' } },
    result: 'tagged',
    reason:
      'There is no instance that a task of this daemon service could run on: nothing runs, so nothing was proved.',
  },
]

import type { RolloutView } from './rollout-view.ts'

/** How far a rollout is, in words: `in progress, bake time, 100 % of the traffic, 2 of 2 tasks running`. */
export function progressOf(view: RolloutView): string {
  const { status, lifecycleStage, running, desired, failed } = view
  return [
    words(status),
    ...(lifecycleStage === undefined ? [] : [words(lifecycleStage)]),
    ...trafficOf(view),
    `${running} of ${desired ?? '?'} tasks running`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join(', ')
}

function trafficOf({ traffic, testTraffic, lifecycleStage }: RolloutView): readonly string[] {
  if (lifecycleStage?.includes('TEST_TRAFFIC') === true && testTraffic !== undefined)
    return [`${testTraffic} % of the test traffic`]
  return traffic === undefined ? [] : [`${traffic} % of the traffic`]
}

/** A constant of ECS in lower-case words. */
function words(constant: string): string {
  return constant.toLowerCase().replaceAll('_', ' ')
}

/** What a paused deployment waits for, and how it goes on. */
export function pauseLine(
  view: RolloutView,
  serviceDeploymentArn: string,
  region: string,
): string | undefined {
  const [hook] = view.paused
  if (hook === undefined) return undefined
  const until =
    hook.expiresAt === undefined
      ? ''
      : ` Left alone, it goes on with ${hook.timeoutAction ?? 'ROLLBACK'} at ${hook.expiresAt.toISOString()}.`
  const at = view.lifecycleStage === undefined ? '' : ` at ${words(view.lifecycleStage)}`
  return `paused${at} by the lifecycle hook ${hook.hookId ?? '?'}. Continue with: aws ecs continue-service-deployment --region ${region} --service-deployment-arn ${serviceDeploymentArn} --hook-id ${hook.hookId ?? '?'} --action CONTINUE (or ROLLBACK).${until}`
}

/** `1 minute`, `2.5 minutes`. */
export function minutes(milliseconds: number): string {
  const count = Math.round(milliseconds / 6000) / 10
  return `${count} ${count === 1 ? 'minute' : 'minutes'}`
}

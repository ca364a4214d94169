import type { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import type { ECSClient } from '@aws-sdk/client-ecs'
import { isAccessDenied } from '../../../../aws/errors.ts'
import type { JsonObject } from '../../../../aws/raw-json.ts'
import type { EcsService, Target } from '../../../request/target.ts'
import type { AlarmCheck } from '../../alarms.ts'
import type { DeployContext } from '../../prepare.ts'
import { patiently } from '../patience.ts'
import { pauseAfter } from '../rollout-schedule.ts'
import { getDeployment, getEcsTarget, viewOf } from './deployments.ts'
import type { GroupName, ServicePlace } from './group.ts'
import { type DeploymentView, judgeDeployment } from './judge.ts'

/** What everything about a service of CodeDeploy is done with. */
export interface Way {
  readonly client: CodeDeployClient
  readonly ecs: ECSClient
  readonly target: Target
  readonly runs: EcsService
  readonly place: ServicePlace
  readonly name: GroupName
  readonly context: DeployContext
  /** What is deployed; it says where containers log to. */
  readonly definition: JsonObject
}

/** How a deployment ended, or why it is not waited for any longer. */
export type Followed =
  | { readonly end: 'deployed'; readonly view: DeploymentView; readonly reason: string | undefined }
  | {
      readonly end: 'broken'
      readonly view: DeploymentView
      readonly reason: string
      readonly hint: string | undefined
    }
  | {
      readonly end: 'timed-out'
      readonly view: DeploymentView
      readonly progress: string
      readonly waitsForSomeone: boolean
    }
  | { readonly end: 'alarm'; readonly view: DeploymentView; readonly alarms: readonly string[] }

const REPEAT_PROGRESS_MS = 60_000

/**
 * Waits until a deployment is over, an alarm goes off, or the time is. Says each step and how the traffic is shifted.
 * @param alarms asked at every look; none for a way back, which no alarm must hold up
 */
export async function followDeployment(way: Way, id: string, alarms?: AlarmCheck): Promise<Followed> {
  const { clock, log, signal } = way.context.ports
  const { waitMs } = way.context.request
  const began = clock.now()
  const look = lookerAt(way, id)
  const say = speaker(way, id)
  for (;;) {
    const view = await patiently(look, way.context.ports, log.info)
    say.steps(view)
    const verdict = judgeDeployment(view)
    if (verdict.over && verdict.result === 'broken')
      return { end: 'broken', view, reason: verdict.reason, hint: verdict.hint }
    const triggered = (await alarms?.(verdict.over)) ?? []
    if (triggered.length > 0) return { end: 'alarm', view, alarms: triggered }
    if (verdict.over) return { end: 'deployed', view, reason: verdict.reason }
    const { progress, waitsForSomeone } = verdict
    const now = clock.now()
    const left = began + waitMs - now
    if (say.progress(progress, now) && waitsForSomeone) log.info(continueHint(way, id))
    if (left <= 0) return { end: 'timed-out', view, progress, waitsForSomeone }
    await clock.sleep(Math.min(pauseAfter(now - began), left), signal)
  }
}

/** How a person has the traffic rerouted. */
export function continueHint({ target }: Pick<Way, 'target'>, id: string): string {
  return `Its deployment group waits for someone to reroute the traffic: aws deploy continue-deployment --deployment-id ${id} --deployment-wait-type READY_WAIT --region ${target.region}`
}

/**
 * The deployment and its target; without the target, said once, where the role may not see it. The target is read after
 * the deployment, so that what it shows of one that has ended is final.
 */
function lookerAt({ client, place, context }: Way, id: string): () => Promise<DeploymentView> {
  let maySeeTarget = true
  return async () => {
    const info = await getDeployment(client, id)
    if (!maySeeTarget) return viewOf(id, info, undefined)
    try {
      return viewOf(id, info, await getEcsTarget(client, id, `${place.cluster}:${place.service}`))
    } catch (error) {
      if (!isAccessDenied(error)) throw error
      maySeeTarget = false
      context.ports.log.info(
        'The steps of the deployment are not shown: allow "codedeploy:GetDeploymentTarget". Without it the end of the former tasks may be waited for, too.',
      )
      return viewOf(id, info, undefined)
    }
  }
}

interface Speaker {
  readonly steps: (view: DeploymentView) => void
  /** True when it was said now. */
  readonly progress: (text: string, now: number) => boolean
}

function speaker({ target, context }: Way, id: string): Speaker {
  const { log } = context.ports
  const known = new Map<string, string>()
  let said = { text: '', at: 0 }
  return {
    steps: ({ steps }) => {
      for (const { name, status, message } of steps) {
        if (known.get(name) === status || status === 'Pending') continue
        known.set(name, status)
        const detail = message === undefined || message === '' ? '' : `: ${message}`
        if (status !== 'InProgress')
          log.info(`${target.name}: ${id} ${name} ${status.toLowerCase()}${detail}`)
      }
    },
    progress: (text, now) => {
      if (text === said.text && now - said.at < REPEAT_PROGRESS_MS) return false
      said = { text, at: now }
      log.info(`${target.name}: ${text}`)
      return true
    },
  }
}

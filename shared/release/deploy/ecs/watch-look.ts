import { DescribeServicesCommand, type ECSClient, type Service } from '@aws-sdk/client-ecs'
import { awsErrorName, isAccessDenied, isThrottled } from '../../../aws/errors.ts'
import { messageOf } from '../../../errors.ts'
import type { Clock } from '../../../runner/clock.ts'
import type { AlarmCheck } from '../alarms.ts'
import type { EcsService } from '../../request/target.ts'
import type { Judged, Newer, Seen } from './rollout-seen.ts'
import { deploymentEntries, viewFromService } from './rollout-view.ts'
import { describeTaskDefinition } from './definitions.ts'
import { openDeployment, type ToldDeployment } from './watch-deployment.ts'
import { openStoppedTasks } from './watch-tasks.ts'

/** What is looked at. */
export interface Subject extends Judged {
  readonly service: EcsService
  readonly alarms?: AlarmCheck | undefined
  /** Looks for the deployment with few attempts a call: where it cannot be seen, the service itself tells enough. */
  readonly finder?: ECSClient | undefined
}

/** Looks at a rollout, again and again. */
export interface Look {
  /** Two calls at most, once the deployment was found: how it is, and one other thing in its turn. */
  readonly next: () => Promise<Seen>
  /** Asks for the alarms once more. */
  readonly withAlarms: () => Promise<Seen>
  /** Asks for the events and all stopped tasks once more, for a report. What cannot be read is left out. */
  readonly full: () => Promise<Seen>
}

// Between two looks at what only explains.
const ERRAND_MS = 1_500

/** @param note is told once what the role may not see */
export function openLook(
  client: ECSClient,
  subject: Subject,
  clock: Clock,
  note: (text: string) => void,
): Look {
  const { cluster, service: name } = subject.service
  const askDeployment = openDeployment(client, subject.service, subject, note, subject.finder)
  const tasks = openStoppedTasks(client, subject.service)
  const alarms = new Set<string>()
  let maySeeDeployments = true
  let told: ToldDeployment | undefined
  let service: Service | undefined
  let gone: Seen['gone']
  let newer: Newer | undefined
  let failed = 0
  let turn = 0
  let ranAt = clock.now()

  const seen = (): Seen => ({
    deployment: told?.deployment,
    images: told?.images,
    service,
    gone,
    newer,
    stopped: tasks.seen(),
    alarms: [...alarms],
  })

  const readService = async (): Promise<void> => {
    const answer = await client.send(new DescribeServicesCommand({ cluster, services: [name] }))
    const found = answer.services?.[0]
    if (found === undefined || found.status === 'INACTIVE' || found.status === 'DRAINING') gone = 'service'
    service = found ?? service
  }

  const readNewer = async (): Promise<void> => {
    if (service === undefined || newer !== undefined) return
    const entries = deploymentEntries(service)
    if (viewFromService(entries, subject.deploymentId, subject.former).status !== 'SUPERSEDED') return
    const taskDefinition = entries.find(({ status }) => status === 'PRIMARY')?.taskDefinition ?? ''
    const definition = await describeTaskDefinition(client, taskDefinition).catch(() => undefined)
    newer = { taskDefinition, images: definition?.containers.map(({ image }) => image) ?? [] }
  }

  const readAlarms = async (isDue?: boolean): Promise<void> => {
    for (const alarm of (await subject.alarms?.(isDue)) ?? []) alarms.add(alarm)
  }

  const errand = async (): Promise<void> => {
    const now = clock.now()
    if (now - ranAt < ERRAND_MS) return
    ranAt = now
    const before = failed
    failed = told?.deployment.deploymentCircuitBreaker?.failureCount ?? 0
    if (tasks.isBehind() || failed > before) {
      await tasks.readOn()
      return
    }
    const rest = [
      ...(subject.alarms === undefined ? [] : [readAlarms]),
      ...(told === undefined ? [] : [readService]),
      tasks.readOn,
    ]
    await rest[turn++ % rest.length]?.()
  }

  /** The deployment itself, or what the service tells of it. */
  const readRollout = async (): Promise<void> => {
    if (maySeeDeployments) {
      try {
        told = await askDeployment()
      } catch (error) {
        // Once it could be seen, a failure is one of the moment.
        if (told !== undefined || goneBy(error) !== undefined || isThrottled(error)) throw error
        maySeeDeployments = false
        note(
          `judged by the service alone, because ${isAccessDenied(error) ? 'the role may not see its service deployments. Allow ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions for exact reasons.' : messageOf(error)}`,
        )
      }
    }
    if (told === undefined || told.deployment.status === 'STOPPED') await readService()
    await readNewer()
  }

  return {
    next: async () => {
      try {
        await readRollout()
        await errand()
      } catch (error) {
        gone = goneBy(error)
        if (gone === undefined) throw error
      }
      return seen()
    },
    withAlarms: async () => {
      await readAlarms(true)
      return seen()
    },
    full: async () => {
      await Promise.allSettled([readService(), tasks.readAll()])
      return seen()
    },
  }
}

function goneBy(error: unknown): Seen['gone'] {
  switch (awsErrorName(error)) {
    case 'ServiceNotFoundException':
    case 'ServiceNotActiveException':
      return 'service'
    case 'ClusterNotFoundException':
      return 'cluster'
    default:
      return undefined
  }
}

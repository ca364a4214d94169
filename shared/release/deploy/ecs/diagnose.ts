import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListTasksCommand,
  type Task,
} from '@aws-sdk/client-ecs'
import type { EcsService } from '../../request/target.ts'

/** An event of a service, newest first as ECS gives them. */
interface ServiceEvent {
  readonly createdAt?: Date | undefined
  readonly message?: string | undefined
}

const MOST_EVENTS = 5
const TELLING = /fail|unhealthy|error|throttle|unable|missing|alarm|roll|stopped|insufficient|not able/i

/**
 * Why a deployment did not succeed, as far as AWS tells: the service's events since it began, and its stopped tasks
 * grouped by reason. What the role may not read is left out: the release failed already, and for its own reason.
 */
export async function explainFailure(
  client: ECSClient,
  service: EcsService,
  taskDefinition: string,
  since: Date | undefined,
): Promise<readonly string[]> {
  const [events, tasks] = await Promise.all([
    client
      .send(new DescribeServicesCommand({ cluster: service.cluster, services: [service.service] }))
      .then((answer) => answer.services?.[0]?.events ?? [])
      .catch(() => []),
    stoppedTasks(client, service).catch(() => []),
  ])
  return [
    ...stoppedReasons(tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === taskDefinition)),
    ...tellingEvents(events, since),
  ]
}

// Source: Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors": kept for one hour at least.
async function stoppedTasks(client: ECSClient, { cluster, service }: EcsService): Promise<readonly Task[]> {
  const serviceName = service.split('/').at(-1)
  const { taskArns = [] } = await client.send(
    new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED' }),
  )
  if (taskArns.length === 0) return []
  const { tasks = [] } = await client.send(
    new DescribeTasksCommand({ cluster, tasks: taskArns.slice(0, 100) }),
  )
  return tasks
}

/** The events that tell of a failure since a time, oldest first; all of them when none does. */
export function tellingEvents(events: readonly ServiceEvent[], since: Date | undefined): readonly string[] {
  const recent = events
    .filter(({ createdAt }) => since === undefined || createdAt === undefined || createdAt >= since)
    .flatMap(({ message }) => message ?? [])
  const telling = recent.filter((message) => TELLING.test(message))
  return (telling.length > 0 ? telling : recent).slice(0, MOST_EVENTS).toReversed()
}

/** One line for each reason that tasks stopped for, the commonest first. */
export function stoppedReasons(tasks: readonly Task[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const task of tasks) {
    const exits = (task.containers ?? [])
      .filter(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined)
      .map(({ name, exitCode, reason }) =>
        [
          `container ${name ?? '?'}`,
          exitCode === undefined
            ? undefined
            : `exit code ${exitCode}${exitCode === 137 ? ' (killed, out of memory?)' : ''}`,
          reason,
        ]
          .filter((part) => part !== undefined)
          .join(' '),
      )
    const why = [task.stoppedReason ?? task.stopCode ?? 'no reason given', ...exits].join('; ')
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([why, count]) => `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${why}`)
}

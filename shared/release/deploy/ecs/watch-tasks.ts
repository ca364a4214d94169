import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs'
import { isAccessDenied } from '../../../aws/errors.ts'
import type { EcsService } from '../../request/target.ts'

/** The stopped tasks of a service, as far as they were read. They only explain: a role that may not see them goes without. */
export interface StoppedTasks {
  readonly seen: () => readonly Task[]
  /** Some are known by name and not read yet. */
  readonly isBehind: () => boolean
  /** Goes on reading, by one call. */
  readonly readOn: () => Promise<void>
  /** Reads all there are now. */
  readonly readAll: () => Promise<void>
}

// Source: API Reference, DescribeTasks: at most 100.
const MOST_TASKS = 100

/**
 * Reads a service's stopped tasks, each once.
 * Source: Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors": kept for one hour at least.
 */
export function openStoppedTasks(client: ECSClient, { cluster, service }: EcsService): StoppedTasks {
  const serviceName = service.split('/').at(-1)
  const tasks = new Map<string, Task>()
  let unread: readonly string[] = []
  let isDenied = false

  const list = async (): Promise<void> => {
    const arns: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(
        new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED', nextToken }),
      )
      arns.push(...(page.taskArns ?? []))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    unread = arns.filter((arn) => !tasks.has(arn))
  }

  const describe = async (): Promise<void> => {
    const answer = await client.send(
      new DescribeTasksCommand({ cluster, tasks: unread.slice(0, MOST_TASKS) }),
    )
    unread = unread.slice(MOST_TASKS)
    for (const task of answer.tasks ?? []) tasks.set(task.taskArn ?? '', task)
  }

  const unlessDenied = async (read: () => Promise<void>): Promise<void> => {
    if (isDenied) return
    try {
      await read()
    } catch (error) {
      if (!isAccessDenied(error)) throw error
      isDenied = true
      unread = []
    }
  }

  return {
    seen: () => [...tasks.values()],
    isBehind: () => unread.length > 0,
    readOn: async () => {
      await unlessDenied(unread.length > 0 ? describe : list)
    },
    readAll: async () => {
      await unlessDenied(async () => {
        await list()
        while (unread.length > 0) await describe()
      })
    },
  }
}

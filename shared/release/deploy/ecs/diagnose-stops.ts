import type { Container, Task } from '@aws-sdk/client-ecs'
import type { KnownStop } from './known-stop.ts'
import { KNOWN_STARTS } from './known-starts.ts'
import { ANY_EXIT, KNOWN_EXITS, KNOWN_STOPS } from './known-stops.ts'

/** Tasks that stopped for the same reason. */
export interface StopGroup {
  readonly count: number
  /** `2 tasks stopped: Essential container in task exited; container app exit code 1` */
  readonly line: string
  readonly hint: string | undefined
  /** The one that stopped last, and its container that failed: where the log is read. */
  readonly taskArn: string
  readonly container: string | undefined
}

const ALL_STOPS: readonly KnownStop[] = [...KNOWN_STARTS, ...KNOWN_STOPS]
// What differs between tasks that stopped for one reason.
const OF_ONE_TASK = /\b(?:[0-9a-f]{32}|[0-9a-f-]{36}|i-[0-9a-f]+|\d+\.\d+\.\d+\.\d+(?::\d+)?)\b/g

/**
 * The tasks of a deployment that failed. One that was stopped because it was not wanted any more is none.
 * @param deploymentId `ecs-svc/...`, which the tasks of a service name as who started them
 */
export function failuresOf(
  tasks: readonly Task[],
  deploymentId: string,
  taskDefinition: string,
): readonly Task[] {
  return tasks.filter(
    (task) =>
      task.lastStatus !== 'RUNNING' &&
      (task.startedBy?.startsWith('ecs-svc/') === true
        ? task.startedBy === deploymentId
        : task.taskDefinitionArn === taskDefinition) &&
      known(task)?.harmless !== true,
  )
}

/** One group for each reason that tasks stopped for, the commonest first. */
export function groupStops(tasks: readonly Task[]): readonly StopGroup[] {
  const groups = new Map<string, Task[]>()
  for (const task of tasks) {
    const key = whyOf(task).replace(OF_ONE_TASK, '')
    groups.set(key, [...(groups.get(key) ?? []), task])
  }
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap((group) => {
      const last = group.toSorted((a, b) => stoppedAt(b) - stoppedAt(a))[0]
      if (last === undefined) return []
      const { length: count } = group
      return {
        count,
        line: `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${whyOf(last)}`,
        hint: known(last)?.hint ?? exitHint(last),
        taskArn: last.taskArn ?? '',
        container: culprit(last)?.name,
      }
    })
}

function stoppedAt({ stoppedAt }: Task): number {
  return stoppedAt?.getTime() ?? 0
}

function whyOf(task: Task): string {
  const failing = (task.containers ?? []).filter(
    ({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined,
  )
  const ended = (task.containers ?? []).filter(({ exitCode }) => exitCode === 0)
  const isUnknown = known(task) === undefined
  const exits = (failing.length > 0 ? failing : ended).map(({ name, exitCode, reason }) =>
    [
      `container ${name ?? '?'}`,
      exitCode === undefined ? undefined : `exit code ${exitCode}`,
      exitCode === 137 && reason === undefined && isUnknown ? '(killed, out of memory?)' : undefined,
      reason,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  )
  return [task.stoppedReason ?? task.stopCode ?? 'no reason given', ...exits].join('; ')
}

function known(task: Task): KnownStop | undefined {
  const said = [task.stoppedReason, ...(task.containers ?? []).map(({ reason }) => reason)]
  return ALL_STOPS.find(
    ({ reason, stopCode }) =>
      (stopCode === undefined || task.stopCode === stopCode) &&
      (reason === undefined || said.some((text) => text !== undefined && reason.test(text))),
  )
}

function exitHint(task: Task): string | undefined {
  const exitCode = culprit(task)?.exitCode
  return exitCode === undefined ? undefined : (KNOWN_EXITS[exitCode] ?? ANY_EXIT)
}

/**
 * The container that ended the task. When an essential one ends, the others are told to stop, and end with 143, with 0,
 * or are killed.
 */
function culprit({ containers = [] }: Task): Container | undefined {
  const blame = ({ exitCode, reason }: Container): number => {
    if (reason !== undefined) return 5
    if (exitCode === undefined) return 0
    return { 143: 1, 0: 2, 137: 3 }[exitCode] ?? 4
  }
  return containers.toSorted((a, b) => blame(b) - blame(a))[0]
}

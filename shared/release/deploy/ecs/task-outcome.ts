import type { Task } from '@aws-sdk/client-ecs'
import type { CommandOutcome } from '../outcome.ts'
import { groupStops } from './diagnose-stops.ts'

type Failure = NonNullable<CommandOutcome['failure']>

/** Where a one-off task stands. */
export type TaskVerdict =
  | { readonly over: false; readonly progress: string }
  | { readonly over: true; readonly exitCode: number | undefined; readonly failure?: Failure }

/**
 * What a one-off task amounts to. The command is over as soon as its own container has an exit code: others in the task
 * may run on where it is not essential.
 * Source: Amazon ECS API Reference, Task, `stopCode`, and Container, `exitCode`.
 * @param container the one that runs the command
 */
export function judgeTask(task: Task, container: string): TaskVerdict {
  const own = task.containers?.find(({ name }) => name === container)
  const exitCode = own?.exitCode
  const isOver = task.lastStatus === 'STOPPED' || (own?.lastStatus === 'STOPPED' && exitCode !== undefined)
  if (!isOver) return { over: false, progress: `The task is ${words(task.lastStatus ?? 'PENDING')}.` }
  // A program that ends well when it is told to stop has not done its work.
  const wasStopped = task.stopCode !== undefined && task.stopCode !== 'EssentialContainerExited'
  if (exitCode === 0 && !wasStopped) return { over: true, exitCode }
  return { over: true, exitCode, failure: failureOf(task, container, exitCode, own?.reason) }
}

function failureOf(
  task: Task,
  container: string,
  exitCode: number | undefined,
  detail: string | undefined,
): Failure {
  const said = [...new Set([task.stoppedReason, detail])].filter((text) => text !== undefined && text !== '')
  const because = said.length === 0 ? '' : ` ECS says: ${said.join('; ')}`
  if (task.stopCode === 'UserInitiated') {
    return {
      reason: `The command's task was stopped before it ended.${because}`,
      hint: 'Somebody stopped it by hand or by the API. Run the release again when its work can be done twice.',
    }
  }
  if (task.stopCode === 'SpotInterruption' || task.stopCode === 'TerminationNotice') {
    return {
      reason: `The command's task lost its machine before it ended.${because}`,
      hint: 'Run the release again; a service on Spot capacity can lose a task at any time.',
    }
  }
  if (exitCode === undefined) {
    const other = endedFirst(task, container)
    if (other !== undefined) return otherEnded(other, because)
    const hint = knownHint(task)
    return {
      reason: `The command's task could not start.${because}`,
      ...(hint === undefined ? {} : { hint }),
    }
  }
  const other = exitCode === 137 || exitCode === 143 ? endedFirst(task, container) : undefined
  if (other !== undefined && !/OutOfMemory/i.test(because)) return otherEnded(other, because)
  return {
    reason: `The command ended with exit code ${exitCode}.${detail === undefined || detail === '' ? '' : ` ECS says: ${detail}`}`,
    hint: exitCode > 125 || detail !== undefined ? (knownHint(task) ?? SEE_OUTPUT) : SEE_OUTPUT,
  }
}

const SEE_OUTPUT = 'Its output above says why. Nothing was deployed, and no tag was moved.'

/** What is known of how tasks stop, whatever they ran. */
function knownHint(task: Task): string | undefined {
  return groupStops([task])[0]?.hint
}

interface Ended {
  readonly name: string
  readonly exitCode: number
}

/** The other container whose end ended the task: one that failed, as those that were stopped mostly do not. */
function endedFirst(task: Task, container: string): Ended | undefined {
  const others = (task.containers ?? []).flatMap(({ name, exitCode }) =>
    name === undefined || name === container || exitCode === undefined ? [] : [{ name, exitCode }],
  )
  return others.find(({ exitCode }) => exitCode !== 0 && exitCode !== 137 && exitCode !== 143)
}

function otherEnded({ name, exitCode }: Ended, because: string): Failure {
  return {
    reason: `The container "${name}" of the command's task ended with exit code ${exitCode}, and ended the command with it.${because}`,
    hint: `Have "${name}" run on while the command does, or make it not essential in the task definition.`,
  }
}

/**
 * Why ECS started no task, from `failures` of RunTask.
 * Source: Amazon ECS Developer Guide, "API failures" messages.
 */
export function judgeRefusal(
  failures: readonly { readonly reason?: string | undefined; readonly detail?: string | undefined }[],
): Failure {
  const reasons = [
    ...new Set(
      failures.map(({ reason, detail }) => [reason ?? 'no reason', detail].filter(Boolean).join(': ')),
    ),
  ]
  const said = reasons.length === 0 ? 'It gave no reason.' : `It says: ${reasons.join(', ')}.`
  return { reason: `ECS did not start the command's task. ${said}`, ...refusalHint(reasons.join(' ')) }
}

function refusalHint(said: string): Pick<Failure, 'hint'> {
  if (/RESOURCE|MEMORY|CPU|ENI|PORTS/.test(said)) {
    return { hint: 'No machine of the cluster has room for one more task of this service: add capacity.' }
  }
  if (/capacity is unavailable/i.test(said))
    return { hint: 'Fargate has no capacity just now: run it again.' }
  if (/AGENT|INACTIVE|NO ACTIVE|EMPTY|ATTRIBUTE|memberOf/i.test(said)) {
    return { hint: 'No machine of the cluster can take the task: look at its container instances.' }
  }
  return {}
}

function words(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ')
}

import { fault } from '../wire/fault.ts'
import { number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { page } from '../wire/page.ts'
import { clusterOf, nameOf } from './arn.ts'
import { resolvedImages } from './lifecycle.ts'
import { checkRunTask } from './run-task-check.ts'
import { followContainer, writeTaskLog } from '../logs/task-log.ts'
import { containerSpec } from './real.ts'
import type { EcsRegion, EcsTask, TaskOutcome } from './state.ts'
import { findTaskDefinition, taskDefinitionArn } from './task-definitions.ts'
import { tagMap } from './tags.ts'
import { newTask, stopTask, taskJson } from './tasks.ts'

/** A one-off task: with a runtime its exit code is the container's, else what the test said, else 0. */
export function runTask(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const taskDefinition = taskDefinitionArn(ecs, text(input, 'taskDefinition') ?? '')
  checkRunTask(input, findTaskDefinition(ecs, taskDefinition) ?? {})
  const token = text(input, 'clientToken')
  const same = ecs.tasks.find(({ clientToken }) => token !== undefined && clientToken === token)
  if (same !== undefined) return { tasks: [taskJson(ecs, same)], failures: [] }
  const scripted = ecs.taskScript.shift()
  if (scripted?.failure !== undefined) {
    return { tasks: [], failures: [{ arn: cluster.arn, reason: scripted.failure }] }
  }
  const overrides = object(input, 'overrides') ?? {}
  const task = newTask(ecs, {
    cluster: cluster.name,
    taskDefinition,
    group: text(input, 'group') ?? `family:${nameOf(taskDefinition).split(':')[0] ?? ''}`,
    startedBy: text(input, 'startedBy') ?? '',
    images: resolvedImages(ecs, taskDefinition),
    lastStatus: 'PROVISIONING',
    overrides,
    clientToken: token,
  })
  ecs.tasks.push(task)
  ecs.tags.set(task.arn, tagMap(objects(input, 'tags')))
  const override = objects(overrides, 'containerOverrides')[0] ?? {}
  ecs.timers.after(ecs.rolloutMs / 4, () => {
    if (task.lastStatus !== 'STOPPED') task.lastStatus = 'RUNNING'
    if (scripted?.stopCode !== 'TaskFailedToStart') {
      writeTaskLog(ecs, task, scripted?.logs ?? [], text(override, 'name'))
    }
  })
  if (scripted === undefined && ecs.runtime.kind !== 'scripted') {
    void runForReal(ecs, task, override)
  } else if (scripted?.endless !== true) {
    ecs.timers.after(ecs.rolloutMs, () => {
      end(task, scripted ?? {}, text(override, 'name'))
    })
  }
  return { tasks: [taskJson(ecs, task)], failures: [] }
}

async function runForReal(ecs: EcsRegion, task: EcsTask, override: JsonObject): Promise<void> {
  const spec = containerSpec(ecs, task.taskDefinition, 'task', override)
  const name = text(override, 'name')
  if (spec === undefined) {
    end(
      task,
      { stopCode: 'TaskFailedToStart', stoppedReason: 'CannotPullContainerError: image not found' },
      name,
    )
    return
  }
  try {
    const container = await ecs.runtime.start({ ...spec, port: undefined })
    task.stop = container.stop
    await followContainer(ecs, task, container, name)
    const containerReason = container.logs().trimEnd().split('\n').at(-1) ?? ''
    end(task, { exitCode: await container.exited, containerReason }, name)
  } catch (error) {
    end(task, { stopCode: 'TaskFailedToStart', stoppedReason: String(error) }, name)
  }
}

/** Where the test names a container, that one fails, and the others are stopped for it. */
function end(task: EcsTask, outcome: TaskOutcome, overridden: string | undefined): void {
  if (task.lastStatus === 'STOPPED') return
  const stopCode = outcome.stopCode ?? 'EssentialContainerExited'
  stopTask(task, stopCode, outcome.stoppedReason ?? 'Essential container in task exited')
  const first = outcome.container ?? overridden ?? task.containers[0]?.name
  for (const container of task.containers) {
    const isFirst = container.name === first
    const exitCode = isFirst ? (outcome.exitCode ?? 0) : 143
    container.exitCode = stopCode === 'TaskFailedToStart' ? undefined : exitCode
    if (isFirst) container.reason = outcome.containerReason
  }
}

export function stopTaskByArn(input: JsonObject, ecs: EcsRegion): JsonObject {
  const task = findTask(ecs, text(input, 'task') ?? '')
  if (task === undefined) throw fault('InvalidParameterException', 'The referenced task was not found.')
  stopTask(task, 'UserInitiated', text(input, 'reason') ?? 'Task stopped by user')
  for (const container of task.containers) container.exitCode ??= 143
  void task.stop?.()
  return { task: taskJson(ecs, task) }
}

function findTask(ecs: EcsRegion, reference: string): EcsTask | undefined {
  return ecs.tasks.find(({ arn }) => nameOf(arn) === nameOf(reference))
}

export function listTasks(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const service = text(input, 'serviceName')
  const startedBy = text(input, 'startedBy')
  const family = text(input, 'family')
  const desired = text(input, 'desiredStatus') ?? 'RUNNING'
  const all = ecs.tasks.filter(
    (task) =>
      task.clusterArn === cluster.arn &&
      task.desiredStatus === desired &&
      (service === undefined || task.group === `service:${nameOf(service)}`) &&
      (startedBy === undefined || task.startedBy === startedBy) &&
      (family === undefined || nameOf(task.taskDefinition).split(':')[0] === family),
  )
  const { items, nextToken } = page(all, number(input, 'maxResults') ?? 100, text(input, 'nextToken'))
  return { taskArns: items.map(({ arn }) => arn), nextToken }
}

export function describeTasks(input: JsonObject, ecs: EcsRegion): JsonObject {
  clusterOf(ecs, text(input, 'cluster'))
  const references = texts(input, 'tasks')
  if (references.length === 0) throw fault('InvalidParameterException', 'Tasks cannot be empty.')
  const tasks: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const arn of references) {
    const task = findTask(ecs, arn)
    if (task === undefined) failures.push({ arn, reason: 'MISSING' })
    else tasks.push(taskJson(ecs, task))
  }
  return { tasks, failures }
}

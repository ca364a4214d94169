import { fault } from '../wire/fault.ts'
import { number, text, texts, type JsonObject } from '../wire/json.ts'
import { clusterOf, findTaskDefinition, nameIn } from './lookup.ts'
import { primaryOf } from './rollout.ts'
import type { EcsRegion } from './store.ts'
import { addTask, endTask } from './tasks.ts'

/** Newest first; RUNNING ones unless asked for others. */
export function listTasks(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, input)
  const serviceName = text(input, 'serviceName')
  const group = serviceName === undefined ? undefined : `service:${nameIn(ecs, serviceName)}`
  if (group !== undefined && !ecs.services.has(`${cluster}/${group.slice('service:'.length)}`)) {
    throw fault('ServiceNotFoundException', 'Service not found.')
  }
  const status = text(input, 'desiredStatus') ?? 'RUNNING'
  const family = text(input, 'family')
  const startedBy = text(input, 'startedBy')
  const found = [...ecs.tasks.entries()].filter(
    ([arn, task]) =>
      arn.includes(`:task/${cluster}/`) &&
      (group === undefined || task['group'] === group) &&
      (startedBy === undefined || task['startedBy'] === startedBy) &&
      (family === undefined || text(task, 'taskDefinitionArn')?.includes(`/${family}:`) === true) &&
      task['desiredStatus'] === status,
  )
  return { taskArns: found.map(([arn]) => arn).toReversed() }
}

export function describeTasks(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, input)
  const tasks: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const reference of texts(input, 'tasks')) {
    const arn = `arn:aws:ecs:${ecs.region}:${ecs.account}:task/${cluster}/${nameIn(ecs, reference)}`
    const task = ecs.tasks.get(arn)
    if (task === undefined) failures.push({ arn, reason: 'MISSING' })
    else tasks.push(task)
  }
  return { tasks, failures }
}

/** A one-off task: it runs for a while and ends with 0, unless it was scripted otherwise. */
export function runTask(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, input)
  const definition = findTaskDefinition(ecs, text(input, 'taskDefinition') ?? '')
  if (definition === undefined) throw fault('ClientException', 'TaskDefinition not found.')
  const script = ecs.taskScripts.shift() ?? {}
  const seed = {
    cluster,
    taskDefinition: text(definition, 'taskDefinitionArn') ?? '',
    startedBy: text(input, 'startedBy'),
    group: text(input, 'group') ?? `family:${text(definition, 'family') ?? ''}`,
  }
  const tasks = Array.from({ length: number(input, 'count') ?? 1 }, () =>
    addTask(ecs, seed, {
      lastStatus: 'PENDING',
      ...(input['overrides'] === undefined ? {} : { overrides: input['overrides'] }),
    }),
  )
  for (const task of tasks) {
    ecs.machine.timers.after(script.ms ?? ecs.machine.rolloutMs, () => {
      endTask(task, {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: script.exitCode ?? 0,
        members: script.task,
      })
    })
  }
  return { tasks: tasks.map((task) => ({ ...task })), failures: [] }
}

export function stopTask(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, input)
  const arn = `arn:aws:ecs:${ecs.region}:${ecs.account}:task/${cluster}/${nameIn(ecs, text(input, 'task') ?? '')}`
  const task = ecs.tasks.get(arn)
  if (task === undefined) throw fault('InvalidParameterException', 'The referenced task was not found.')
  endTask(task, { stopCode: 'UserInitiated', stoppedReason: text(input, 'reason') ?? 'Task stopped by user' })
  return { task }
}

export function createCluster(input: JsonObject, ecs: EcsRegion): JsonObject {
  const name = text(input, 'clusterName') ?? 'default'
  const cluster = ecs.clusters.get(name) ?? {
    clusterArn: `arn:aws:ecs:${ecs.region}:${ecs.account}:cluster/${name}`,
    clusterName: name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    capacityProviders: [],
    settings: [],
    tags: [],
  }
  ecs.clusters.set(name, cluster)
  return { cluster: clusterJson(ecs, cluster) }
}

export function describeClusters(input: JsonObject, ecs: EcsRegion): JsonObject {
  const asked = texts(input, 'clusters')
  const names = (asked.length === 0 ? ['default'] : asked).map((each) => nameIn(ecs, each))
  const found = names.map((name) => ({ name, cluster: ecs.clusters.get(name) }))
  return {
    clusters: found.flatMap(({ cluster }) => (cluster === undefined ? [] : [clusterJson(ecs, cluster)])),
    failures: found
      .filter(({ cluster }) => cluster === undefined)
      .map(({ name }) => ({
        arn: `arn:aws:ecs:${ecs.region}:${ecs.account}:cluster/${name}`,
        reason: 'MISSING',
      })),
  }
}

function clusterJson(ecs: EcsRegion, cluster: JsonObject): JsonObject {
  const services = [...ecs.services.values()].filter(
    (each) => each.cluster === cluster['clusterName'] && each.status === 'ACTIVE',
  )
  const running = services.reduce((sum, each) => sum + (primaryOf(each)?.running ?? 0), 0)
  return {
    ...cluster,
    activeServicesCount: services.length,
    runningTasksCount: running,
    pendingTasksCount: 0,
  }
}

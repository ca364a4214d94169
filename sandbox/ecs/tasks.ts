import { writeTaskLog } from '../logs/task-log.ts'
import type { JsonObject } from '../wire/json.ts'
import { arnOf, taskId } from './arn.ts'
import type { EcsRegion, EcsTask, Outcome, Revision, Rollout } from './state.ts'
import { tagList } from './tags.ts'

/** One running task of a rollout for each that the service wants. */
export function runServiceTasks(ecs: EcsRegion, rollout: Rollout): void {
  for (let count = 0; count < rollout.service.desiredCount; count += 1) {
    ecs.tasks.push(serviceTask(ecs, rollout))
  }
  rollout.runningTasks = rollout.service.desiredCount
}

/** Stops the tasks of a rollout that another one replaced. */
export function stopServiceTasks(ecs: EcsRegion, rollout: Rollout): void {
  for (const task of ecs.tasks) {
    if (task.startedBy !== rollout.id || task.lastStatus === 'STOPPED') continue
    stopTask(task, 'ServiceSchedulerInitiated', `Scaling activity initiated by (deployment ${rollout.id})`)
  }
  rollout.runningTasks = 0
}

/** One task that came up and failed, with the reasons that the outcome gives. */
export function failServiceTask(ecs: EcsRegion, rollout: Rollout, outcome: Outcome): void {
  const task = serviceTask(ecs, rollout)
  const starts = !/^(CannotPull|ResourceInitialization)/.test(outcome.stoppedReason ?? '')
  const stopCode = outcome.stopCode ?? (starts ? 'EssentialContainerExited' : 'TaskFailedToStart')
  stopTask(task, stopCode, outcome.stoppedReason ?? 'Essential container in task exited')
  const own = task.containers.find(({ imageDigest }) => imageDigest !== undefined)
  const failing = outcome.container ?? own?.name ?? task.containers[0]?.name
  for (const container of task.containers) {
    const fails = container.name === failing
    if (stopCode !== 'TaskFailedToStart') container.exitCode = fails ? (outcome.exitCode ?? 1) : 143
    if (fails) container.reason = outcome.containerReason
  }
  writeTaskLog(ecs, task, outcome.logs ?? [])
  ecs.tasks.push(task)
  rollout.failedTasks += 1
}

/** Marks a task as ended, now. */
export function stopTask(task: EcsTask, stopCode: string, stoppedReason: string): void {
  task.lastStatus = 'STOPPED'
  task.desiredStatus = 'STOPPED'
  task.stopCode = stopCode
  task.stoppedReason = stoppedReason
  task.stoppedAt = Date.now()
}

function serviceTask(ecs: EcsRegion, rollout: Rollout): EcsTask {
  const { service, target } = rollout
  return newTask(ecs, {
    cluster: service.cluster,
    taskDefinition: target.taskDefinition,
    group: `service:${service.name}`,
    startedBy: rollout.id,
    images: target.images,
    lastStatus: 'RUNNING',
    overrides: {},
    clientToken: undefined,
  })
}

/** What is asked of a task that is about to run. */
interface TaskSpec {
  readonly cluster: string
  readonly taskDefinition: string
  readonly group: string
  readonly startedBy: string
  readonly images: Revision['images']
  readonly lastStatus: string
  readonly overrides: JsonObject
  readonly clientToken: string | undefined
}

export function newTask(ecs: EcsRegion, spec: TaskSpec): EcsTask {
  return {
    arn: arnOf(ecs, `task/${spec.cluster}/${taskId()}`),
    clusterArn: arnOf(ecs, `cluster/${spec.cluster}`),
    taskDefinition: spec.taskDefinition,
    group: spec.group,
    startedBy: spec.startedBy,
    createdAt: Date.now(),
    launchType: 'FARGATE',
    lastStatus: spec.lastStatus,
    desiredStatus: 'RUNNING',
    stopCode: undefined,
    stoppedReason: undefined,
    stoppedAt: undefined,
    overrides: spec.overrides,
    clientToken: spec.clientToken,
    stop: undefined,
    containers: spec.images.map(({ containerName, image, imageDigest }) => ({
      name: containerName,
      image,
      imageDigest,
      exitCode: undefined,
      reason: undefined,
    })),
  }
}

/** A task as DescribeTasks shows it. */
export function taskJson(ecs: EcsRegion, task: EcsTask): JsonObject {
  return {
    taskArn: task.arn,
    clusterArn: task.clusterArn,
    taskDefinitionArn: task.taskDefinition,
    group: task.group,
    startedBy: task.startedBy === '' ? undefined : task.startedBy,
    launchType: task.launchType,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    createdAt: task.createdAt / 1000,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    stoppedAt: task.stoppedAt === undefined ? undefined : task.stoppedAt / 1000,
    overrides: task.overrides,
    healthStatus: 'UNKNOWN',
    containers: task.containers.map((container) => ({
      containerArn: arnOf(ecs, `container/${task.arn.split('/').slice(1).join('/')}/${container.name}`),
      taskArn: task.arn,
      name: container.name,
      image: container.image,
      imageDigest: container.imageDigest,
      lastStatus: task.lastStatus,
      exitCode: container.exitCode,
      reason: container.reason,
      networkInterfaces: [],
    })),
    tags: tagList(ecs.tags.get(task.arn)),
  }
}

import type { EcsRegion, EcsTask } from '../ecs/state.ts'
import { findTaskDefinition } from '../ecs/task-definitions.ts'
import type { Container } from '../runtime/runtime.ts'
import { object, objects, text, type JsonObject } from '../wire/json.ts'
import { writeLog } from './state.ts'

const LOOK_AGAIN_MS = 50

/**
 * Writes lines of a task's container where its task definition says: a stream of `awslogs`, or nowhere.
 * @param containerName the first container that logs so, unless told
 */
export function writeTaskLog(
  ecs: EcsRegion,
  task: EcsTask,
  lines: readonly string[],
  containerName?: string,
): void {
  const containers = objects(findTaskDefinition(ecs, task.taskDefinition), 'containerDefinitions')
  const container = containers.find((each) =>
    containerName === undefined ? logsByAwslogs(each) : text(each, 'name') === containerName,
  )
  if (container === undefined || !logsByAwslogs(container) || lines.length === 0) return
  const options = object(object(container, 'logConfiguration'), 'options')
  const prefix = text(options, 'awslogs-stream-prefix')
  const id = task.arn.split('/').at(-1) ?? ''
  const stream = prefix === undefined ? id : `${prefix}/${text(container, 'name') ?? ''}/${id}`
  writeLog(ecs.logs, text(options, 'awslogs-group') ?? '', stream, lines)
}

/** Writes what a container writes, line by line, until it has ended. */
export async function followContainer(
  ecs: EcsRegion,
  task: EcsTask,
  container: Container,
  containerName: string | undefined,
): Promise<void> {
  let written = 0
  const write = (upTo: string): void => {
    writeTaskLog(ecs, task, splitLines(upTo.slice(written)), containerName)
    written = upTo.length
  }
  const look = (): void => {
    const logs = container.logs()
    write(logs.slice(0, logs.lastIndexOf('\n') + 1))
    ecs.timers.after(LOOK_AGAIN_MS, () => {
      if (!ended) look()
    })
  }
  let ended = false
  look()
  await container.exited
  ended = true
  write(container.logs())
}

function logsByAwslogs(container: JsonObject): boolean {
  return text(object(container, 'logConfiguration'), 'logDriver') === 'awslogs'
}

function splitLines(written: string): readonly string[] {
  return written.split('\n').filter((line) => line !== '')
}

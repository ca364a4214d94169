import { isJsonObject, type JsonObject } from '../../../aws/raw-json.ts'

/** What tells a task's log apart; as DescribeTasks and RunTask answer it. */
export interface LoggedTask {
  readonly taskArn: string
  readonly containers?: readonly LoggedContainer[] | undefined
}

interface LoggedContainer {
  readonly name?: string | undefined
  readonly runtimeId?: string | undefined
}

/** A stream of CloudWatch Logs. */
export interface LogPlace {
  readonly region: string
  readonly logGroupName: string
  readonly logStreamName: string
}

/**
 * Where a container of a task logs to; undefined where that is not CloudWatch Logs, or cannot be told. With a prefix
 * the stream is `prefix/container/task-id`; without one, which Fargate does not take, it is the container's runtime id.
 * Source: Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch", `awslogs-stream-prefix`.
 * @param region the task's, for a driver that names none
 */
export function logPlaceOf(
  taskDefinition: JsonObject,
  task: LoggedTask,
  containerName: string,
  region: string,
): LogPlace | undefined {
  const containers = taskDefinition['containerDefinitions']
  const definition = Array.isArray(containers)
    ? containers.filter(isJsonObject).find(({ name }) => name === containerName)
    : undefined
  const configuration = definition?.['logConfiguration']
  if (!isJsonObject(configuration) || configuration['logDriver'] !== 'awslogs') return undefined
  const options = isJsonObject(configuration['options']) ? configuration['options'] : {}
  const group = options['awslogs-group']
  const prefix = options['awslogs-stream-prefix']
  const other = options['awslogs-region']
  const id = task.taskArn.split('/').at(-1) ?? ''
  const runtimeId = task.containers?.find(({ name }) => name === containerName)?.runtimeId
  const stream = typeof prefix === 'string' && prefix !== '' ? `${prefix}/${containerName}/${id}` : runtimeId
  if (typeof group !== 'string' || group === '' || stream === undefined || id === '') return undefined
  return {
    region: typeof other === 'string' && other !== '' ? other : region,
    logGroupName: group,
    logStreamName: stream,
  }
}

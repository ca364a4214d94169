import type { RunTaskCommandInput, Service } from '@aws-sdk/client-ecs'

/** What a one-off task is started from. */
export interface OneOffTask {
  readonly cluster: string
  /** As DescribeServices shows it: the task runs where its tasks run. */
  readonly service: Service
  readonly taskDefinitionArn: string
  /** The container that gets the words in place of its command. */
  readonly container: string
  readonly words: readonly string[]
  readonly stage: string
  /** The workflow's run, so that a task found later tells which release started it. */
  readonly run: string
  /** The same token starts one task, however often it is sent. */
  readonly clientToken: string
}

/**
 * The request for a one-off task where the service's own tasks run: its network, launch type or capacity providers,
 * platform version and placement constraints. A service of CodeDeploy keeps some of them at its primary task set. No
 * tags are sent, which would take a permission of their own.
 * Source: Amazon ECS API Reference, RunTask: a launch type and a capacity provider strategy exclude each other, and the
 * network is required for `awsvpc` and refused for every other mode.
 */
export function runTaskRequest(task: OneOffTask): RunTaskCommandInput {
  const { service } = task
  const taskSet = service.taskSets?.find(({ status }) => status === 'PRIMARY')
  const deployment = service.deployments?.find(({ status }) => status === 'PRIMARY')
  const networkConfiguration =
    service.networkConfiguration ?? taskSet?.networkConfiguration ?? deployment?.networkConfiguration
  const providers = [
    service.capacityProviderStrategy,
    taskSet?.capacityProviderStrategy,
    deployment?.capacityProviderStrategy,
  ].find((strategy) => strategy !== undefined && strategy.length > 0)
  const launchType = service.launchType ?? taskSet?.launchType ?? deployment?.launchType
  const platformVersion = service.platformVersion ?? taskSet?.platformVersion
  const { placementConstraints = [] } = service
  return {
    cluster: task.cluster,
    taskDefinition: task.taskDefinitionArn,
    count: 1,
    overrides: { containerOverrides: [{ name: task.container, command: [...task.words] }] },
    ...(networkConfiguration === undefined ? {} : { networkConfiguration }),
    ...(providers === undefined
      ? launchType === undefined
        ? {}
        : { launchType }
      : { capacityProviderStrategy: providers }),
    ...(platformVersion === undefined ? {} : { platformVersion }),
    ...(placementConstraints.length === 0 ? {} : { placementConstraints }),
    startedBy: plain(`release/${task.stage}/${task.run}`).slice(0, 128),
    group: `release:${plain(task.stage)}`,
    clientToken: task.clientToken,
  }
}

// Source: Amazon ECS API Reference, RunTask, `startedBy`: letters, numbers, hyphens, forward slashes and underscores.
function plain(text: string): string {
  return text.replace(/[^\w/-]/g, '_')
}

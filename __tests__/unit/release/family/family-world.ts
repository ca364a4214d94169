import type { JsonObject } from '../../../../shared/aws/raw-json.ts'
import {
  readTaskDefinition,
  type TaskDefinition,
} from '../../../../shared/release/deploy/ecs/task-definition.ts'
import { runOf, type Run, type Starter } from '../../../../shared/release/deploy/family/starter.ts'
import type { EcsFamily, Target } from '../../../../shared/release/request/target.ts'

/** The family `nightly` in the cluster `prod`, without schedules and rules. */
export const FAMILY: EcsFamily = {
  kind: 'family',
  cluster: 'prod',
  family: 'nightly',
  container: undefined,
  schedules: [],
  rules: [],
}

/** A target that runs it. */
export const TARGET: Target = {
  name: 'us-east-1 ecs family nightly',
  region: 'us-east-1',
  repository: { host: 'host', name: 'app', url: 'host/app', account: undefined, region: 'us-east-1' },
  wave: 1,
  role: undefined,
  alarms: [],
  environment: { set: {}, remove: [] },
  runs: FAMILY,
}

const ARN = 'arn:aws:ecs:us-east-1:123456789012'

/** The ARN of `family` or `family:revision`. */
export function definitionArn(name: string): string {
  return `${ARN}:task-definition/${name}`
}

/** A run of a task in a cluster. */
export function run(taskDefinition: string, { id = '', cluster = 'prod' } = {}): Run {
  const EcsParameters = { TaskDefinitionArn: definitionArn(taskDefinition) }
  return runOf(id, { Arn: `${ARN}:cluster/${cluster}`, EcsParameters })
}

/** A schedule or rule that remembers what it was moved to, or fails. */
export function starter(
  key: string,
  runs: readonly Run[],
  failure?: Error,
): Starter & { readonly moved: string[] } {
  const moved: string[] = []
  return {
    key,
    runs,
    notes: [],
    moved,
    move: (to) => {
      if (failure !== undefined) return Promise.reject(failure)
      moved.push(...[...to].map(([id, arn]) => `${id}=${arn.split('/').at(-1) ?? ''}`))
      return Promise.resolve()
    },
  }
}

/** A revision of the family whose container `job` has an image. */
export function revision(number: number, image: string, more: JsonObject = {}): TaskDefinition {
  return readTaskDefinition({
    taskDefinition: {
      taskDefinitionArn: definitionArn(`nightly:${number}`),
      family: 'nightly',
      revision: number,
      status: 'ACTIVE',
      containerDefinitions: [{ name: 'job', image }],
      ...more,
    },
  })
}

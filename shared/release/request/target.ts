import type { Repository } from '../../registry/reference.ts'

/** One thing that runs the image in a region, or a region that only keeps it. */
export interface Target {
  /** For people: `us-west-2 ecs prod/app`. */
  readonly name: string
  readonly region: string
  /** The repository that this target's image is taken from. */
  readonly repository: Repository
  /** Targets of one wave go together, one wave after another. */
  readonly wave: number
  /** ARN of the role for the target's account and its repository; undefined where the release's own identity is used. */
  readonly role: string | undefined
  /** Names or ARNs of CloudWatch alarms that must stay quiet while this target is deployed. */
  readonly alarms: readonly string[]
  readonly environment: EnvironmentChange
  readonly runs: EcsService | EcsFamily | LambdaFunction | undefined
}

/** What becomes of a target's environment variables: merged into those it has. Their values are never shown. */
export interface EnvironmentChange {
  readonly set: Readonly<Record<string, string>>
  readonly remove: readonly string[]
}

/** A service of ECS, whatever deploys it. */
export interface EcsService {
  readonly kind: 'ecs'
  /** Name or ARN. */
  readonly cluster: string
  /** Name or ARN. */
  readonly service: string
  /** The container to give the image to; found by its repository when absent. */
  readonly container: string | undefined
  /** What is cloned: what the service runs, the family's newest revision, or the revision of an ARN. */
  readonly taskDefinition: string
  /** For a service whose deployment controller is CODE_DEPLOY. */
  readonly codeDeploy: CodeDeployNames
}

/** What is given of a CodeDeploy deployment; the rest is found by the service. */
export interface CodeDeployNames {
  readonly application: string | undefined
  readonly group: string | undefined
  /** Path of an AppSpec file in the workspace. */
  readonly appSpec: string | undefined
}

/** A family of task definitions that nothing but schedules and rules run. */
export interface EcsFamily {
  readonly kind: 'family'
  /** Name or ARN. */
  readonly cluster: string
  readonly family: string
  readonly container: string | undefined
  /** `name`, `group/name` or ARN. */
  readonly schedules: readonly string[]
  /** `name` (of the default bus) or ARN. */
  readonly rules: readonly string[]
}

/** A function made from a container image. */
export interface LambdaFunction {
  readonly kind: 'lambda'
  /** Name or ARN, without a version. */
  readonly name: string
  /** Moved to the published version; without one `$LATEST` is all that changes. */
  readonly alias: string | undefined
  /** How the alias's traffic is shifted; empty: all at once. */
  readonly traffic: readonly TrafficStep[]
}

/** A share of the traffic, and how long it stays before the next step. */
export interface TrafficStep {
  /** 1 to 100. */
  readonly percent: number
  readonly milliseconds: number
}

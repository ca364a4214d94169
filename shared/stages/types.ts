/** What `.github/stages.yml` says: the stages of one image repository, in the order in which it is promoted. */
export interface StagesFile {
  /** Repository of the image that is built, `host/name`, without a tag. */
  readonly image: string | undefined
  /** ARN of the role for the account of `image`. */
  readonly role: string | undefined
  readonly stages: readonly Stage[]
}

/** One stage. What is absent here is left to the inputs of the release. */
export interface Stage {
  readonly name: string
  /** The tag it is promoted from: `latest` for the first stage, else the name of the stage above it. */
  readonly previous: string
  readonly region: string | undefined
  readonly image: string | undefined
  readonly role: string | undefined
  /** An http(s) URL that answers with success once the release is good. */
  readonly healthCheck: string | undefined
  /** Variables that every target of the stage gets. Their values are never shown. */
  readonly environment: Readonly<Record<string, string>>
  /** Names or ARNs of CloudWatch alarms that are watched in every target's region. */
  readonly alarms: readonly string[]
  /** `ecs` or `lambda` at the stage itself is one target; a stage with neither and without targets has none. */
  readonly targets: readonly StageTarget[]
}

/** Where a stage is deployed. With neither `ecs` nor `lambda` the image is copied there and tagged only. */
export interface StageTarget {
  /** The target's own, else its stage's where the target names no image of its own. */
  readonly region: string | undefined
  /** The target's own, else its stage's where the target names no region of its own. */
  readonly image: string | undefined
  /** The target's own, else its stage's. */
  readonly role: string | undefined
  /** Targets of one wave go together, waves one after another from the lowest number. */
  readonly wave: number
  readonly ecs: EcsTarget | undefined
  readonly lambda: LambdaTarget | undefined
  /** The target's own, besides those of its stage. */
  readonly alarms: readonly string[]
}

/** A service, or a family of task definitions that a schedule runs. `''` and `placeholder` are not created yet. */
export interface EcsTarget {
  /** Name or ARN. */
  readonly cluster: string
  /** Name or ARN; absent where a family is named. */
  readonly service: string | undefined
  readonly container: string | undefined
  readonly family: string | undefined
  /** EventBridge Scheduler schedules that run the family: `name`, `group/name` or ARN. */
  readonly schedules: readonly string[]
  /** EventBridge rules that run the family: `name` (of the default bus) or ARN. */
  readonly rules: readonly string[]
}

/** A function made from a container image. `''` and `placeholder` are not created yet. */
export interface LambdaTarget {
  /** Name or ARN, without a version. */
  readonly function: string
  readonly alias: string | undefined
  /** Steps `PERCENT[:MINUTES]`, rising and comma-separated, as the input `lambda-traffic`. */
  readonly traffic: string | undefined
}

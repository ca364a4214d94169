import type { AlarmSetup, AlarmStateValue } from './cloudwatch/state.ts'
import type { DeploymentOutcome, GroupSetup } from './codedeploy/state.ts'
import type { Repository, RepositoryOptions } from './ecr/store.ts'
import type { Outcome, OutcomeKind, TaskOutcome } from './ecs/state.ts'
import type { GithubState } from './github/state.ts'
import type { ImageSpec } from './images/assemble.ts'
import type { PutImage } from './images/store-image.ts'
import type { UpdateOutcome } from './lambda/state.ts'
import type { FamilySetup } from './seed/families.ts'
import type { ExpressSetup } from './seed/express.ts'
import type { FunctionSetup, FunctionView } from './seed/functions.ts'
import type { ServiceSetup, ServiceView } from './seed/services.ts'
import type { RuleSetup, ScheduleSetup } from './seed/starters.ts'
import type { JsonObject } from './wire/json.ts'
import type { Rule } from './wire/rules.ts'
import type { Received } from './wire/serve.ts'

/** What a test does in one account. */
export interface SandboxAccount {
  readonly account: string
  /** `127.0.0.1:PORT`, the registry of each region (HTTP). */
  readonly registries: Readonly<Record<string, string>>
  readonly createRepository: (region: string, name: string, options?: RepositoryOptions) => Repository
  /** The tags of a repository with the digest of each. */
  readonly tags: (region: string, repository: string) => Record<string, string>
  /** The digests a repository has, tagged or not. */
  readonly digests: (region: string, repository: string) => string[]
  /** Assembles a small valid image and stores it under a tag, several or none. */
  readonly putImage: (
    region: string,
    repository: string,
    tags?: string | readonly string[],
    spec?: ImageSpec,
  ) => PutImage
  /** A fresh password of the user AWS for a region's registry. */
  readonly password: (region: string) => string

  /** Creates a cluster and a service that runs already (with a runtime: that begins to). */
  readonly createService: (region: string, setup: ServiceSetup) => ServiceView
  /** The same for a service of Express Mode. */
  readonly createExpressService: (region: string, setup: ExpressSetup) => ServiceView
  readonly service: (region: string, cluster: string, service: string) => ServiceView
  /** How the service's next rollout ends; calls add up, one rollout each. */
  readonly nextRollout: (
    region: string,
    cluster: string,
    service: string,
    outcome: OutcomeKind | Outcome,
  ) => void
  /** How the region's next one-off task ends; calls add up. */
  readonly nextTask: (region: string, outcome: TaskOutcome) => void

  /** Creates a CodeDeploy application and its deployment group for a service with that controller. */
  readonly createDeploymentGroup: (region: string, setup: GroupSetup) => void
  /** How the next deployment of the service by CodeDeploy goes; calls add up. */
  readonly nextDeployment: (
    region: string,
    cluster: string,
    service: string,
    outcome: DeploymentOutcome,
  ) => void

  /** Registers a revision of a family that has no service; returns its ARN. */
  readonly createFamily: (region: string, setup: FamilySetup) => string
  /** The revisions of a family, oldest first, with every field. */
  readonly family: (region: string, name: string) => JsonObject[]
  /** Creates a schedule of EventBridge Scheduler that runs a task. */
  readonly createSchedule: (region: string, setup: ScheduleSetup) => void
  /** A schedule, by its name or `group/name`, as GetSchedule shows it. */
  readonly schedule: (region: string, reference: string) => JsonObject
  /** Creates a rule of EventBridge with its targets. */
  readonly createRule: (region: string, setup: RuleSetup) => void
  /** The targets of a rule by their ids. */
  readonly ruleTargets: (region: string, name: string, bus?: string) => Record<string, JsonObject>

  /** Creates a function that is ready. */
  readonly createFunction: (region: string, setup: FunctionSetup) => Promise<FunctionView>
  readonly fn: (region: string, name: string) => FunctionView
  /** How the next update of a function ends; calls add up, one update each. */
  readonly nextUpdate: (
    region: string,
    name: string,
    outcome: UpdateOutcome['status'] | UpdateOutcome,
  ) => void
  /** How the next published version of a function ends; calls add up. */
  readonly nextVersion: (region: string, name: string, outcome: UpdateOutcome) => void

  /**
   * Sets the state of a CloudWatch alarm, and creates one that is not there.
   * @param more its reason, or more than that
   */
  readonly setAlarm: (
    region: string,
    name: string,
    state: AlarmStateValue,
    more?: string | AlarmSetup,
  ) => void

  readonly createBucket: (region: string, name: string) => void
}

/**
 * AWS and GitHub on this machine. Everything it holds is in memory and ends with `stop()`. What is created without
 * naming an account is in the first one.
 */
export interface Sandbox extends SandboxAccount {
  /** `http://127.0.0.1:PORT`: AWS_ENDPOINT_URL for every service and region. */
  readonly endpoint: string
  readonly regions: readonly string[]
  /** One of the other accounts. */
  readonly in: (account: string) => SandboxAccount
  /** The variables of a job with credentials (AWS_*, GITHUB_API_URL, ...); region: the first one unless told. */
  readonly env: (region?: string) => Record<string, string>
  /** What a job with `permissions: id-token: write` has besides. */
  readonly oidcEnv: () => Record<string, string>

  /** Makes every registry token given out so far expire (in one region, or all). */
  readonly expireTokens: (region?: string) => void
  /** Makes every session of a role given out so far expire, whatever was said of its end. */
  readonly expireSessions: () => void
  /** A bucket's objects by key. */
  readonly objects: (bucket: string) => Record<string, Buffer>
  /** What GitHub knows: push commits to compare, read deployments, add answers. */
  readonly github: GithubState

  /** Makes calls fail, from now on. */
  readonly fail: (rule: Rule) => void
  /** Forgets every rule. */
  readonly heal: () => void
  /** Everything that was received, in order. Empty it by `requests.length = 0`. */
  readonly requests: Received[]
  readonly stop: () => Promise<void>
}

import type { Repository } from '../registry/reference.ts'

/** A build as it was asked for: read from inputs once, checked as far as that needs nothing from outside. */
export interface BuildRequest {
  readonly repository: Repository
  /** Absolute. Relative paths below are from here. */
  readonly workspace: string
  readonly context: string
  readonly dockerfile: string
  /** An image built elsewhere: an OCI layout (folder or tar), or a reference in a registry. */
  readonly from: string | undefined
  /** The commit that the image is for; undefined for the checkout's HEAD. */
  readonly commit: string | undefined
  /** Tags beside the commit's and `latest`. */
  readonly tags: readonly string[]
  /** Names of stages, which no tag may have. */
  readonly stages: readonly string[]
  readonly latest: LatestMode
  readonly rebuild: boolean
  readonly createRepository: boolean
  readonly options: BuildOptions
  /** Bucket for the build record. */
  readonly bucket: string | undefined
  readonly role: string | undefined
  readonly githubToken: string | undefined
}

export const LATEST_MODES = ['auto', 'true', 'false'] as const
/** `auto`: on the default branch and never backwards; `true`: always; `false`: never. */
export type LatestMode = (typeof LATEST_MODES)[number]

export const CACHE_MODES = ['none', 'ecr', 'gha'] as const
export type CacheMode = (typeof CACHE_MODES)[number]

export const CHECK_MODES = ['warn', 'error', 'off'] as const
type CheckMode = (typeof CHECK_MODES)[number]

/** A build secret: its id in the Dockerfile, and its value or the name of what holds the value. */
export interface NamedValue {
  readonly id: string
  readonly value: string
}

/** What is handed on to `docker buildx build`, under the names that docker/build-push-action gave it. */
export interface BuildOptions {
  readonly target: string | undefined
  readonly buildArgs: readonly string[]
  /** By value. */
  readonly secrets: readonly NamedValue[]
  /** By the name of an environment variable. */
  readonly secretEnvs: readonly NamedValue[]
  /** By the path of a file. */
  readonly secretFiles: readonly NamedValue[]
  readonly ssh: readonly string[]
  readonly platforms: readonly string[]
  readonly labels: readonly string[]
  readonly annotations: readonly string[]
  readonly cache: CacheMode
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly noCache: boolean
  readonly pull: boolean
  readonly builder: string | undefined
  readonly network: string | undefined
  /** As `--provenance` takes it. */
  readonly provenance: string
  /** As `--sbom` takes it. */
  readonly sbom: string
  readonly check: CheckMode
}

import type { InputReader } from '../runner/inputs.ts'
import { parseNamed, parseSecrets } from './secrets.ts'
import { type BuildOptions, CACHE_MODES, CHECK_MODES, LATEST_MODES, type LatestMode } from './request.ts'

/** The inputs of a build as they were given, each with TinyStacks' variable in its place. */
export interface BuildInputs {
  readonly ecrImageUrl: string | undefined
  readonly ecrEndpoint: string | undefined
  /** The input alone: it has to agree with the registry's host. */
  readonly awsRegion: string | undefined
  /** AWS_REGION, for a registry whose host names no region. */
  readonly defaultRegion: string | undefined
  readonly s3Bucket: string | undefined
  readonly context: string
  readonly dockerfilePath: string | undefined
  readonly from: string | undefined
  readonly sha: string | undefined
  readonly tags: readonly string[]
  readonly stages: readonly string[]
  readonly stagesFile: string | undefined
  readonly latest: LatestMode
  readonly rebuild: boolean
  readonly createRepository: boolean
  readonly options: BuildOptions
  readonly roleToAssume: string | undefined
  readonly githubToken: string | undefined
}

/** Inputs of the contract that are not made yet. Given, they are refused: silence would be taken for consent. */
const NOT_YET = ['merge'] as const
const NOT_YET_FLAGS = ['list', 'push-by-digest'] as const

/**
 * Reads the inputs of a build.
 * @throws UserError for a value that is not valid, and for an input that is not supported yet
 */
export function readBuildInputs(reader: InputReader): BuildInputs {
  reader.refuse(NOT_YET, 'it is not supported yet.')
  for (const name of NOT_YET_FLAGS) {
    if (reader.flag(name, false)) reader.refuse([name], 'it is not supported yet.')
  }
  return {
    ecrImageUrl: reader.text('ecr-image-url', 'ECR_IMAGE_URL'),
    ecrEndpoint: reader.text('ecr-endpoint', 'ECR_ENDPOINT'),
    awsRegion: reader.text('aws-region'),
    defaultRegion: reader.text('aws-region', 'AWS_REGION') ?? reader.text('aws-region', 'AWS_DEFAULT_REGION'),
    s3Bucket: reader.text('s3-bucket', 'S3_BUCKET'),
    context: reader.text('context') ?? '.',
    dockerfilePath: reader.text('dockerfile-path', 'DOCKERFILE_PATH'),
    from: reader.text('from'),
    sha: reader.text('sha')?.toLowerCase(),
    tags: reader.list('tags'),
    stages: reader.list('stages'),
    stagesFile: reader.text('stages-file'),
    latest: reader.choice('latest', LATEST_MODES, 'auto'),
    rebuild: reader.flag('rebuild', false),
    createRepository: reader.flag('create-repository', false),
    options: readOptions(reader),
    roleToAssume: reader.text('role-to-assume'),
    githubToken: reader.text('github-token'),
  }
}

function readOptions(reader: InputReader): BuildOptions {
  const named = (input: string): BuildOptions['secretEnvs'] =>
    reader.lines(input).map((line) => parseNamed(input, line))
  return {
    target: reader.text('target'),
    buildArgs: reader.lines('build-args'),
    secrets: parseSecrets(reader.text('secrets') ?? ''),
    secretEnvs: named('secret-envs'),
    secretFiles: named('secret-files'),
    ssh: reader.lines('ssh'),
    platforms: reader.list('platforms'),
    labels: reader.lines('labels'),
    annotations: reader.lines('annotations'),
    cache: reader.choice('cache', CACHE_MODES, 'none'),
    cacheFrom: reader.lines('cache-from'),
    cacheTo: reader.lines('cache-to'),
    noCache: reader.flag('no-cache', false),
    pull: reader.flag('pull', false),
    builder: reader.text('builder'),
    network: reader.text('network'),
    provenance: reader.text('provenance') ?? 'false',
    sbom: reader.text('sbom') ?? 'false',
    check: reader.choice('check', CHECK_MODES, 'warn'),
  }
}

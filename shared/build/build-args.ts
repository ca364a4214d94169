import type { CacheFlags } from './cache.ts'
import type { BuildOptions } from './request.ts'

/** Everything that decides the command line of a build. */
export interface BuildCommand {
  /** Absolute or relative to where the command runs. */
  readonly context: string
  readonly dockerfile: string
  /** The one reference to push. */
  readonly reference: string
  readonly labels: readonly string[]
  readonly cache: CacheFlags
  readonly metadataFile: string
  readonly options: BuildOptions
}

/** The arguments of `docker` that build and push an image. Secrets are named here, never given. */
export function buildArgs(command: BuildCommand): readonly string[] {
  const { options, cache } = command
  return [
    'buildx',
    'build',
    ...definitionArgs(command),
    '--progress=plain',
    '--push',
    ...flags('--tag', [command.reference]),
    ...flags('--annotation', options.annotations),
    ...flags('--cache-to', [...options.cacheTo, ...cache.to]),
    `--provenance=${options.provenance}`,
    ...(options.sbom === 'false' ? [] : [`--sbom=${options.sbom}`]),
    '--metadata-file',
    command.metadataFile,
    command.context,
  ]
}

/** The arguments of `docker` that run the build checks of the same Dockerfile and build nothing. */
export function checkArgs(command: BuildCommand): readonly string[] {
  return ['buildx', 'build', ...definitionArgs(command), '--call', 'check,format=json', command.context]
}

function definitionArgs({ dockerfile, labels, cache, options }: BuildCommand): readonly string[] {
  return [
    ...flags('--builder', optional(options.builder)),
    ...flags('--file', [dockerfile]),
    ...flags('--target', optional(options.target)),
    ...flags('--platform', options.platforms.length === 0 ? [] : [options.platforms.join(',')]),
    ...flags('--build-arg', options.buildArgs),
    ...flags('--label', labels),
    ...flags(
      '--secret',
      options.secrets.map(({ id }, index) => `id=${id},env=${secretVariable(index)}`),
    ),
    ...flags(
      '--secret',
      options.secretEnvs.map(({ id, value }) => `id=${id},env=${value}`),
    ),
    ...flags(
      '--secret',
      options.secretFiles.map(({ id, value }) => `id=${id},${csvField(`src=${value}`)}`),
    ),
    ...flags('--ssh', options.ssh),
    ...flags('--network', optional(options.network)),
    ...flags('--cache-from', [...options.cacheFrom, ...cache.from]),
    ...(options.noCache ? ['--no-cache'] : []),
    ...(options.pull ? ['--pull'] : []),
  ]
}

/** The environment that hands the values of `secrets` to the build: not on a command line, and in no file. */
export function secretEnvironment(options: BuildOptions): Readonly<Record<string, string>> {
  return Object.fromEntries(options.secrets.map(({ value }, index) => [secretVariable(index), value]))
}

function secretVariable(index: number): string {
  return `TINYSTACKS_BUILD_SECRET_${index}`
}

function flags(name: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [name, value])
}

function optional(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value]
}

/** One field of the comma-separated values that Buildx reads. Source: RFC 4180, section 2. */
function csvField(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

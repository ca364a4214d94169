import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { UserError } from '../errors.ts'
import { isDigest, type Repository } from '../registry/reference.ts'
import type { TokenSource } from '../registry/http/token.ts'
import type { Env, Ports } from '../runner/ports.ts'
import { buildArgs, type BuildCommand, checkArgs, secretEnvironment } from './build-args.ts'
import { annotate, warningsInMetadata, warningsInReport } from './checks.ts'
import { withTemporaryFolder, writeDockerConfig } from './docker-config.ts'
import { buildError, loginError } from './docker-errors.ts'

/** A build by Docker, with the paths and the repository beside its command. */
export interface EngineBuild {
  readonly repository: Repository
  readonly workspace: string
  readonly command: Omit<BuildCommand, 'metadataFile'>
}

/** What Docker made and pushed. */
export interface EngineResult {
  readonly digest: string
  /** The metadata of Buildx as JSON, without the build checks. */
  readonly metadata: string
}

type EnginePorts = Pick<Ports, 'env' | 'exec' | 'log' | 'signal'>

/**
 * Builds an image with Docker Buildx and pushes it under one tag. The registry's token is known to a configuration that
 * lives as long as this call.
 * @throws UserError when Docker or Buildx is absent, the token is refused, or the build fails
 */
export async function buildByEngine(
  build: EngineBuild,
  tokens: TokenSource,
  ports: EnginePorts,
): Promise<EngineResult> {
  return await withTemporaryFolder(ports, async (folder) => {
    const env = await signIn(build.repository, folder, tokens, ports)
    const command: BuildCommand = { ...build.command, metadataFile: join(folder, 'metadata.json') }
    const options = command.options
    const run = {
      cwd: build.workspace,
      signal: ports.signal,
      env: {
        ...env,
        ...secretEnvironment(options),
        ...(options.check === 'off' ? {} : { BUILDX_METADATA_WARNINGS: 'true' }),
      },
    }
    if (options.check === 'error') await checkFirst(build, command, run, ports)
    const result = await ports.log.group(`docker buildx build ${command.reference}`, async () =>
      ports.exec('docker', buildArgs(command), { ...run, show: true }),
    )
    if (result.exitCode !== 0) throw buildError(failedBuild(build), result)
    return await readMetadata(build, command, ports)
  })
}

async function signIn(
  repository: Repository,
  folder: string,
  tokens: TokenSource,
  { env, exec, signal }: EnginePorts,
): Promise<Env> {
  const { username, password } = await tokens.login(repository.region)
  const dockerEnv = await writeDockerConfig(folder, repository.host, env)
  const args = ['login', '--username', username, '--password-stdin', repository.host]
  const result = await exec('docker', args, { input: password, env: dockerEnv, signal })
  if (result.exitCode !== 0) throw loginError(repository.host, result)
  return dockerEnv
}

async function checkFirst(
  build: EngineBuild,
  command: BuildCommand,
  run: { readonly cwd: string; readonly env: Env; readonly signal: AbortSignal },
  { exec, log }: EnginePorts,
): Promise<void> {
  const result = await exec('docker', checkArgs(command), run)
  const warnings = warningsInReport(parseJson(result.stdout))
  if (result.exitCode === 0 && warnings.length === 0) return
  if (warnings.length === 0) throw buildError(failedBuild(build), result)
  annotate(log, warnings, command.dockerfile, build.workspace)
  throw new UserError(
    `The build checks found ${warnings.length === 1 ? 'a problem' : `${warnings.length} problems`} in the Dockerfile, and the input "check" is "error".`,
    'Mend what the annotations name, or set "check" to "warn".',
  )
}

async function readMetadata(
  build: EngineBuild,
  command: BuildCommand,
  { log }: EnginePorts,
): Promise<EngineResult> {
  const metadata = parseJson(await readFile(command.metadataFile, 'utf8').catch(() => ''))
  if (command.options.check === 'warn') {
    annotate(log, warningsInMetadata(metadata), command.dockerfile, build.workspace)
  }
  // The warnings carry the whole Dockerfile, which an output has no use for.
  const rest = Object.fromEntries(
    Object.entries(metadata).filter(([name]) => name !== 'buildx.build.warnings'),
  )
  const digest = rest['containerimage.digest']
  if (typeof digest !== 'string' || !isDigest(digest)) {
    throw new UserError(
      'Buildx did not say which digest it pushed.',
      'Update Docker Buildx: 0.10 or later is needed.',
    )
  }
  return { digest, metadata: JSON.stringify(rest) }
}

/** Paths as a user knows them, relative to the workspace. */
function failedBuild({ repository, workspace, command }: EngineBuild): Parameters<typeof buildError>[0] {
  return {
    repositoryUrl: repository.url,
    dockerfile: relative(workspace, command.dockerfile),
    context: relative(workspace, command.context) || '.',
  }
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

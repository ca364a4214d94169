import { UserError } from '../errors.ts'
import type { InputReader } from '../runner/inputs.ts'
import type { Overrides, Request } from './plan.ts'
import { isHttpPath, isPort } from './decide/routes.ts'

/** The inputs of auto-dockerize as they were given. */
export interface DockerizeInputs {
  readonly rootDirectory: string | undefined
  readonly dockerfilePath: string | undefined
  readonly overrides: Overrides
  readonly lambda: Request['lambda']
  readonly baseRegistry: string | undefined
  readonly overwrite: boolean
  readonly pinDigests: boolean
  readonly pullRequest: boolean
  readonly list: boolean
  /** For the pull request alone. */
  readonly githubToken: string | undefined
}

const LAMBDA = { auto: 'auto', true: 'always', false: 'never' } as const

/**
 * Reads the inputs of auto-dockerize.
 * @throws UserError for a value that is not valid
 */
export function readDockerizeInputs(reader: InputReader): DockerizeInputs {
  const root = reader.text('root-directory')
  return {
    // The default of action.yml is the same as nothing: a Dockerfile in a folder then names the application's.
    rootDirectory: root === '.' ? undefined : root,
    dockerfilePath: reader.text('dockerfile-path', 'DOCKERFILE_PATH'),
    overrides: readOverrides(reader),
    lambda: LAMBDA[reader.choice('lambda', ['auto', 'true', 'false'], 'auto')],
    baseRegistry: readRegistry(reader),
    overwrite: reader.flag('overwrite', false),
    pinDigests: reader.flag('pin-digests', false),
    pullRequest: reader.flag('pull-request', false),
    list: reader.flag('list', false),
    githubToken: reader.text('github-token'),
  }
}

function readOverrides(reader: InputReader): Overrides {
  const framework = reader.text('framework')?.toLowerCase()
  const version = reader.text('version')
  const buildCommand = oneLine(reader, 'build-command')
  const runCommand = oneLine(reader, 'run-command')
  const port = readPort(reader)
  const healthCheckPath = readPath(reader)
  return {
    ...(framework === undefined || framework === 'auto' ? {} : { framework }),
    ...(version === undefined ? {} : { version }),
    ...(buildCommand === undefined ? {} : { buildCommand }),
    ...(runCommand === undefined ? {} : { runCommand }),
    ...(port === undefined ? {} : { port }),
    ...(healthCheckPath === undefined ? {} : { healthCheckPath }),
  }
}

// A second line would be an instruction of the Dockerfile.
function oneLine(reader: InputReader, name: string): string | undefined {
  const value = reader.text(name)
  if (value === undefined || !/[\r\n]/.test(value)) return value
  throw new UserError(`The input "${name}" has more than one line.`, 'Join the commands by "&&".')
}

function readPort(reader: InputReader): number | undefined {
  const value = reader.text('port')
  if (value === undefined) return undefined
  if (/^\d+$/.test(value) && isPort(Number(value))) return Number(value)
  throw new UserError(`The input "port" is "${value}", which is no port.`, 'Use a number from 1 to 65535.')
}

function readPath(reader: InputReader): string | undefined {
  const value = reader.text('health-check-path')
  if (value === undefined || isHttpPath(value)) return value
  throw new UserError(
    `The input "health-check-path" is "${value}", which is no path.`,
    'Use a path such as /healthy.',
  )
}

function readRegistry(reader: InputReader): string | undefined {
  const value = reader.text('base-registry')
  if (value === undefined || /^[\w.-]+(?::\d+)?(?:\/[\w./-]+)?$/.test(value)) return value
  throw new UserError(
    `The input "base-registry" is "${value}".`,
    'Use a host with an optional path and without a scheme, for example public.ecr.aws/docker/library.',
  )
}

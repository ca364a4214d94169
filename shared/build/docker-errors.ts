import { UserError } from '../errors.ts'
import type { ExecResult } from '../runner/exec.ts'

/** The sentence for a `docker login` that failed. */
export function loginError(host: string, { exitCode, stderr }: ExecResult): UserError {
  const said = lastLine(stderr)
  if (exitCode === 127) return dockerAbsent()
  if (/unauthorized|denied|forbidden|\b40[13]\b|no basic auth/i.test(stderr)) {
    return new UserError(
      `The registry ${host} refused the token that ECR gave: ${said}`,
      'Check that the role belongs to the account of the image URL, or that its repository policy lets the role in.',
    )
  }
  return new UserError(
    `Docker cannot sign in to ${host}: ${said}`,
    'Check the host and region in the image URL, and the network of the runner.',
  )
}

/** The sentence for a `docker buildx` that failed. */
export function buildError(repositoryUrl: string, { exitCode, stderr }: ExecResult): UserError {
  if (exitCode === 127) return dockerAbsent()
  const said = reason(stderr)
  const known = KNOWN.find(({ pattern }) => pattern.test(stderr))
  if (known === undefined) return new UserError(`The build failed: ${said}`)
  return new UserError(known.message(repositoryUrl, said), known.hint)
}

interface Known {
  readonly pattern: RegExp
  readonly message: (repositoryUrl: string, said: string) => string
  readonly hint: string
}

const KNOWN: readonly Known[] = [
  {
    pattern:
      /'buildx' is not a docker command|unknown command: docker buildx|docker: unknown flag: --|unknown flag: --(?:builder|file|progress)/,
    message: () => 'Docker has no Buildx here.',
    hint: 'Run docker/setup-buildx-action before this step, or use a runner that has it.',
  },
  {
    pattern:
      /Cannot connect to the Docker daemon|failed to connect to the docker API|docker daemon is not running/i,
    message: (_, said) => `No Docker Engine answers: ${said}`,
    hint: 'Use a Linux runner with Docker, or give an image that was built elsewhere by the input "from".',
  },
  {
    pattern: /Cache export is not supported for the docker driver/,
    message: () => 'This builder cannot write a cache.',
    hint: 'Run docker/setup-buildx-action before this step, or set "cache" to "none".',
  },
  {
    pattern: /Attestation is not supported for the docker driver/,
    message: () => 'This builder cannot make attestations.',
    hint: 'Run docker/setup-buildx-action before this step, or leave "provenance" and "sbom" at "false".',
  },
  {
    pattern: /tag is immutable|ImageTagAlreadyExists|cannot be overwritten because/,
    message: (url, said) => `A tag in ${url} is immutable and has an image already: ${said}`,
    hint: 'Build another commit, or let the repository overwrite tags.',
  },
  {
    pattern: /name unknown|NAME_UNKNOWN|repository .*does not exist/i,
    message: (url) => `There is no repository ${url}.`,
    hint: 'Create it, or correct "ecr-image-url".',
  },
  {
    pattern: /failed to push[^]*(?:denied|unauthorized|\b40[13]\b)/i,
    message: (url, said) => `The push to ${url} was denied: ${said}`,
    hint: 'Allow "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:BatchCheckLayerAvailability" and "ecr:PutImage" on the repository.',
  },
]

function dockerAbsent(): UserError {
  return new UserError(
    'There is no "docker" command here.',
    'Use a runner with Docker and Buildx, or give an image that was built elsewhere by the input "from".',
  )
}

/** What BuildKit gives as the reason: its last line that begins with ERROR, else the last line of all. */
function reason(stderr: string): string {
  const errors = stderr.split('\n').filter((line) => /^(?:ERROR|error):/.test(line))
  return (errors.at(-1) ?? lastLine(stderr)).replace(/^(?:ERROR|error): /, '')
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.at(-1)?.trim() ?? 'no reason given'
}

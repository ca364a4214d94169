import { UserError } from '../errors.ts'
import type { ExecResult } from '../runner/exec.ts'
import { failedLine } from './failed-line.ts'
import { type FailedBuild, hintForCommand, hintForLine, knownFailure, SEE_LOG } from './known-failures.ts'

/** The sentence for a `docker login` that failed. */
export function loginError(host: string, { exitCode, stderr }: ExecResult): UserError {
  const said = lastLine(stderr)
  if (exitCode === 127) return dockerAbsent()
  // Without an engine the client itself asks a registry on loopback, by the wrong protocol.
  if (said.includes('HTTP response to HTTPS client')) {
    return new UserError(
      'No Docker Engine answers.',
      'Use a Linux runner with Docker, and check DOCKER_HOST.',
    )
  }
  if (/unauthorized|denied|forbidden|\b40[13]\b|no basic auth/i.test(stderr)) {
    return new UserError(
      `The registry ${host} refused the token that ECR gave: ${ended(said)}`,
      'Check that the role belongs to the account of the image URL, or that its repository policy lets the role in.',
    )
  }
  return new UserError(
    `Docker cannot sign in to ${host}: ${ended(said)}`,
    'Check the host and region in the image URL, and the network of the runner.',
  )
}

/**
 * The sentence for a `docker buildx` that failed.
 * @param build with the Dockerfile, relative to the workspace
 */
export function buildError(
  build: FailedBuild & { readonly dockerfile: string },
  { exitCode, stderr }: ExecResult,
): UserError {
  if (exitCode === 127) return dockerAbsent()
  const said = reason(stderr)
  const known = knownFailure(said)
  if (known !== undefined) return new UserError(ended(known.message(said, build)), known.hint)
  const failed = failedLine(stderr)
  if (failed === undefined) return new UserError(`The build failed: ${ended(said)}`, SEE_LOG)
  const place = `${build.dockerfile}:${failed.line}`
  const code = /did not complete successfully: exit code: (\d+)/.exec(said)?.[1]
  if (code === undefined)
    return new UserError(`The build failed at ${place}: ${ended(said)}`, hintForLine(said, build))
  const last = failed.output.length === 0 ? 'it printed nothing' : failed.output.join(' | ')
  return new UserError(
    `The build failed at ${place} with exit code ${code}: ${ended(last)}`,
    hintForCommand(code, last),
  )
}

function dockerAbsent(): UserError {
  return new UserError(
    'There is no "docker" command here.',
    'Use a runner with Docker and Buildx, or give an image that was built elsewhere by the input "from".',
  )
}

/**
 * What Buildx gives as the reason: from its last line that begins with ERROR, else all that was said. What the commands
 * of the Dockerfile printed never begins a line, and so is never taken for it.
 */
function reason(stderr: string): string {
  const start = [...stderr.matchAll(/^(?:ERROR|error): /gm)].at(-1)?.index
  const text = start === undefined ? withoutError(stderr) : stderr.slice(start)
  return text
    .replace(/^(?:ERROR|error): /, '')
    .replace(/^(?:failed to build: |failed to solve: |failed to compute cache key: )+/, '')
    .replace(/failed to calculate checksum of ref \S+: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()
}

/** The Docker client says what is wrong before its usage; a build that was ended from outside has a last line. */
function withoutError(stderr: string): string {
  return stderr.startsWith('#')
    ? lastLine(stderr)
    : (stderr.trim().split(/\n\s*\n/, 1)[0] ?? '') || 'no reason given'
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.at(-1)?.trim() ?? 'no reason given'
}

/** A sentence's end, so that the hint does not run on. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

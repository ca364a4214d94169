import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/**
 * A suite that needs a Docker Engine with Buildx. Without one the suite is reported as not run, with one line that
 * says what it needs; where REQUIRE_DOCKER=1 (as in CI) its absence is a failure, so that nothing passes by silence.
 */
export function describeWithDocker(name: string, suite: () => void): void {
  describeWith(name, missingDocker(), suite)
}

/** A suite that needs a Docker Engine with Buildx, and moto's AWS server (`pip install 'moto[server]'`). */
export function describeWithDockerAndMoto(name: string, suite: () => void): void {
  describeWith(name, missingDocker() ?? missing('moto_server', ['--help'], MOTO), suite)
}

/** A suite that needs moto's AWS server only. */
export function describeWithMoto(name: string, suite: () => void): void {
  describeWith(name, missing('moto_server', ['--help'], MOTO), suite)
}

/** What a run without something does with the suites that need it. */
export function verdict(lacks: string | undefined, required: boolean): 'run' | 'report' | 'fail' {
  if (lacks === undefined) return 'run'
  return required ? 'fail' : 'report'
}

const DOCKER = 'a Docker Engine that answers (`docker info`)'
const BUILDX = 'Docker Buildx (`docker buildx version`)'
const MOTO = "moto's server on PATH (`pip install 'moto[server]'`)"

function describeWith(name: string, lacks: string | undefined, suite: () => void): void {
  const decision = verdict(lacks, process.env['REQUIRE_DOCKER'] === '1')
  if (decision === 'fail')
    throw new Error(`${name}: needs ${lacks ?? ''}, and REQUIRE_DOCKER=1 says it must be there.`)
  if (decision === 'report') process.stderr.write(`NOT RUN ${name}: needs ${lacks ?? ''}\n`)
  describe.runIf(decision === 'run')(name, suite)
}

function missingDocker(): string | undefined {
  return missing('docker', ['info'], DOCKER) ?? missing('docker', ['buildx', 'version'], BUILDX)
}

function missing(command: string, args: readonly string[], what: string): string | undefined {
  const run = spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 })
  return run.status === 0 ? undefined : what
}

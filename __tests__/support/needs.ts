import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/** Something that a suite needs of the machine. */
export type Need = 'docker' | 'moto'

/**
 * A suite that needs something of the machine: a Docker Engine with Buildx, or moto's AWS server. Without it the suite
 * is reported as not run, with one line that says what it needs; where REQUIRE_DOCKER=1 (as in CI) its absence is a
 * failure, so that nothing passes by silence.
 */
export function describeNeeding(needs: readonly Need[], name: string, suite: () => void): void {
  const lacks = needs.map(lacking).find((lack) => lack !== undefined)
  const decision = verdict(lacks, process.env['REQUIRE_DOCKER'] === '1')
  if (decision === 'fail') {
    throw new Error(`"${name}" needs ${lacks ?? ''}, and REQUIRE_DOCKER=1 says that it is there.`)
  }
  if (decision === 'report') process.stderr.write(`NOT RUN "${name}": it needs ${lacks ?? ''}.\n`)
  describe.runIf(decision === 'run')(name, suite)
}

/** What to do with a suite, by what the machine lacks for it. */
export function verdict(lacks: string | undefined, required: boolean): 'run' | 'report' | 'fail' {
  if (lacks === undefined) return 'run'
  return required ? 'fail' : 'report'
}

function lacking(need: Need): string | undefined {
  if (need === 'moto') {
    return works('moto_server', '--help') ? undefined : "moto_server on PATH (pip install 'moto[server]')"
  }
  if (!works('docker', 'info')) return 'a Docker Engine that answers (docker info)'
  return works('docker', 'buildx', 'version') ? undefined : 'Docker Buildx (docker buildx version)'
}

function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0
}

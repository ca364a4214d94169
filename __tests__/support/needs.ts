import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'
import { motoServer } from './moto.ts'
import { ownsMachine } from './ecr-host.ts'

/** Something that a suite needs of the machine. */
export type Need = 'docker' | 'moto' | 'machine' | 'crane' | 'skopeo' | 'docker-registry'

/**
 * A suite that needs something of the machine: a Docker Engine with Buildx, moto's AWS server, registry clients and a
 * registry of others, or the right to set up host names on it. Without it the suite is reported as not run, with one
 * line that says what it needs. Where REQUIRE_DOCKER=1 (as in CI) the absence of anything but that right is a failure,
 * so that nothing passes by silence.
 */
export function describeNeeding(needs: readonly Need[], name: string, suite: () => void): void {
  const lack = needs.map((need) => ({ need, what: lackOf(need) })).find(({ what }) => what !== undefined)
  const decision = verdict(lack?.what, process.env['REQUIRE_DOCKER'] === '1' && lack?.need !== 'machine')
  if (decision === 'fail') {
    throw new Error(`"${name}" needs ${lack?.what ?? ''}, and REQUIRE_DOCKER=1 says that it is there.`)
  }
  if (decision === 'report') process.stderr.write(`NOT RUN "${name}": it needs ${lack?.what ?? ''}.\n`)
  describe.runIf(decision === 'run')(name, suite)
}

/** What to do with a suite, by what the machine lacks for it. */
export function verdict(lacks: string | undefined, required: boolean): 'run' | 'report' | 'fail' {
  if (lacks === undefined) return 'run'
  return required ? 'fail' : 'report'
}

// What tells that it is there, and what to say when it isn't.
const NEEDS: Readonly<Record<Exclude<Need, 'machine' | 'docker'>, readonly [() => boolean, string]>> = {
  moto: [
    () => works(motoServer(), '--help'),
    "moto_server on PATH or in MOTO_SERVER (pip install 'moto[server]')",
  ],
  crane: [
    () => works('crane', 'version'),
    'crane on PATH (go install github.com/google/go-containerregistry/cmd/crane)',
  ],
  skopeo: [() => works('skopeo', '--version'), 'skopeo on PATH (apt-get install skopeo)'],
  'docker-registry': [
    () => works('docker-registry', '--version'),
    "Debian's docker-registry on PATH (apt-get install docker-registry)",
  ],
}

/** What the machine lacks for it, in words; undefined where it is there. */
export function lackOf(need: Need): string | undefined {
  if (need === 'machine') return ownsMachine() ? undefined : 'root on Linux and CI=true'
  if (need === 'docker') return lackingDocker()
  const [isThere, what] = NEEDS[need]
  return isThere() ? undefined : what
}

function lackingDocker(): string | undefined {
  if (!works('docker', 'info')) return 'a Docker Engine that answers (docker info)'
  return works('docker', 'buildx', 'version') ? undefined : 'Docker Buildx (docker buildx version)'
}

function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0
}

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useBuildBench } from '../support/build-bench.ts'
import type { ActionRun, ActionStep } from '../support/run-action.ts'

const bench = useBuildBench()
const SECRET = 'hush-4711'

/** A `docker` that keeps the token as the real one does, notes what it finds, and then does as a test says. */
async function buildBy(
  commands: { login?: string; build?: string },
  step: Partial<ActionStep> = {},
): Promise<ActionRun & { seen: string; argv: string }> {
  const bin = join(bench.repo.folder, '.git', 'bin')
  const [seen = '', argv = ''] = ['seen', 'argv'].map((name) => join(bench.repo.folder, '.git', name))
  const script = [
    '#!/bin/sh',
    `echo "$@" >> ${argv}`,
    'if [ "$1" = login ]; then',
    '  cat > "$DOCKER_CONFIG/token"',
    `  ${commands.login ?? ':'}`,
    'else',
    `  ls "$DOCKER_CONFIG" > ${seen}; grep -rl ${SECRET} "$DOCKER_CONFIG" >> ${seen}`,
    '  echo started',
    `  ${commands.build ?? ':'}`,
    'fi',
    '',
  ]
  writeFileSync(join(bin, 'docker'), script.join('\n'), { mode: 0o755 })
  const path = `${bin}:/usr/bin:/bin`
  const run = await bench.build({ secrets: `token=${SECRET}` }, { PATH: path }, step)
  const read = (file: string): string => readFileSync(file, { encoding: 'utf8', flag: 'a+' })
  return { ...run, seen: read(seen), argv: read(argv) }
}

describe('the configuration with the token, the metadata and the secrets are gone', () => {
  it('after Docker has built, and meanwhile no secret is in a file or on a command line', async () => {
    const { digest } = bench.sandbox.putImage('us-east-1', bench.name, 'elsewhere')
    const metadata = JSON.stringify({ 'containerimage.digest': digest })
    const run = await buildBy({ build: `echo '${metadata}' > "$DOCKER_CONFIG/metadata.json"` })
    expect(run.annotations.at(-1)?.message).toMatch(/^:[0-9a-f]{40} names nothing and not sha256:/)
    expect(run.seen.trim().split('\n')).toEqual(['config.json', 'token'])
    expect(run.argv + run.log).not.toContain(SECRET)
    expect(run.leftovers).toEqual([])
  })

  it.each([
    ['a login that fails', { login: 'echo no >&2; exit 1' }],
    ['a build that fails', { build: 'echo "ERROR: no" >&2; exit 1' }],
    ['a build that says nothing of what it pushed', {}],
  ])('after %s', async (_, commands) => {
    const run = await buildBy(commands)
    expect(run.exitCode).toBe(1)
    expect(run.annotations).toHaveLength(1)
    expect(run.leftovers).toEqual([])
  })

  it.each([
    ['SIGINT', 'exec sleep 60'],
    ['SIGTERM', 'exec sleep 60'],
    ['SIGINT', "trap '' INT; sleep 60; exit 0"],
  ] as const)('after %s to a build that does: %s', async (signal, build) => {
    const run = await buildBy({ build }, { signals: [{ signal, at: /^started/m }] })
    expect(run.annotations.map(({ message }) => message)).toEqual([`Cancelled. The runner sent ${signal}.`])
    expect(run.exitCode).toBe(1)
    // The runner kills the step ten seconds after the first signal.
    expect(run.milliseconds).toBeLessThan(9000)
    expect(run.leftovers).toEqual([])
  })
})

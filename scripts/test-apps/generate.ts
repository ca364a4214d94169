import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../__tests__/support/action-file.ts'
import { runAction, type ActionRun } from '../../__tests__/support/run-action.ts'
import type { Expectations } from './expectations.ts'
import { failure } from './failure.ts'

/** What the action wrote. */
export interface Generated {
  readonly dockerfilePath: string
  readonly dockerfile: string
  readonly dockerignore: string
  /** The action's outputs, by name. */
  readonly outputs: Readonly<Record<string, string>>
}

/** The one sentence of an action that wrote nothing. */
export interface Refused {
  readonly refused: string
}

const SOURCES = join(repositoryRoot, 'auto-dockerize-action', 'src', 'main.ts')

/**
 * Runs the action over a checkout as a runner does: the bundle, and beside it the sources, so that a stale bundle is
 * told; with `sources` those alone.
 * @throws Error where the action crashes, says more or less than one error, or where bundle and sources differ
 */
export async function generate(
  workspace: string,
  { root, inputs = {} }: Expectations,
  sources: boolean,
): Promise<Generated | Refused> {
  const given = { overwrite: 'true', ...(root === undefined ? {} : { 'root-directory': root }), ...inputs }
  const once = async (main?: string): Promise<Generated | Refused> => {
    const step = { action: 'auto-dockerize', workspace, inputs: given, timeout: 60_000 }
    return read(workspace, await runAction(main === undefined ? step : { ...step, main }))
  }
  if (sources) return await once(SOURCES)
  const ignoreFile = join(workspace, '.dockerignore')
  const before = existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : undefined
  const bySources = await once(SOURCES)
  if (before === undefined) rmSync(ignoreFile, { force: true })
  else writeFileSync(ignoreFile, before)
  const byBundle = await once()
  if (JSON.stringify(bySources) !== JSON.stringify(byBundle)) {
    throw failure(
      'dist/ is not what the sources build: run npm run build',
      `by the sources:\n${shown(bySources)}\nby the bundle:\n${shown(byBundle)}`,
    )
  }
  return byBundle
}

function read(workspace: string, { exitCode, annotations, outputs, log }: ActionRun): Generated | Refused {
  const errors = annotations.filter(({ level }) => level === 'error')
  const [only] = errors
  if (exitCode !== 0) {
    if (only === undefined || errors.length > 1 || /^\s+at .*:\d+:\d+\)?$/m.test(log)) {
      throw failure('the action crashed', log)
    }
    return { refused: only.message }
  }
  if (errors.length > 0) throw failure('the action succeeded with an error', log)
  const dockerfilePath = outputs['dockerfile-path'] ?? ''
  return {
    outputs,
    dockerfilePath,
    dockerfile: readFileSync(join(workspace, dockerfilePath), 'utf8'),
    dockerignore: readFileSync(dockerignoreOf(workspace, dockerfilePath), 'utf8'),
  }
}

// Source: Docker's documentation, "Build context", "Filename and location" of .dockerignore files.
function dockerignoreOf(workspace: string, dockerfilePath: string): string {
  const own = join(workspace, `${dockerfilePath}.dockerignore`)
  return existsSync(own) ? own : join(workspace, '.dockerignore')
}

function shown(result: Generated | Refused): string {
  return 'refused' in result ? result.refused : `${result.dockerfile}\n${result.dockerignore}`
}

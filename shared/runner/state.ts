import { basename } from 'node:path'
import * as core from '@actions/core'
import type { Env } from './ports.ts'
import { variable } from './variable.ts'

/**
 * What a step leaves to its own post step, which runs after it whatever became of it: also after a cancel or a kill.
 * The runner reads it from a file when the process has ended, and prints it where debugging is on, so that no secret
 * may be kept. Source: docs.github.com, "Workflow commands for GitHub Actions", sending values to the post action.
 */
export interface StepState {
  /** This process is the post step. */
  readonly isPost: boolean
  /** Keeps a value at once; the last one of a name counts. Without a runner that takes it, does nothing. */
  readonly keep: (name: string, value: string) => void
  /** What the main step has kept; undefined in the main step itself. */
  readonly kept: (name: string) => string | undefined
}

// The runner starts this file as the post step. It loads the very bundle of the main step, which would otherwise be
// there twice. Source of its text: scripts/build.ts.
const POST_SCRIPT = 'post.js'

/**
 * The state of the running step.
 * @param script the file that Node was started with
 */
export function stepState(env: Env, script: string): StepState {
  return {
    isPost: basename(script) === POST_SCRIPT,
    keep: (name, value) => {
      if (variable(env, 'GITHUB_STATE') !== undefined) core.saveState(name, value)
    },
    kept: (name) => variable(env, `STATE_${name}`),
  }
}

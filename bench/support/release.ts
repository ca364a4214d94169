import { actionOf } from '../../__tests__/support/action-file.ts'
import { type FinishedStep, runActionStep } from './action-step.ts'

/** A step `uses: release-action` of a workflow. */
export interface ReleaseStep {
  readonly inputs: Readonly<Record<string, string>>
  /** Credentials, region and endpoint. */
  readonly env: Readonly<Record<string, string>>
  /** The content of `.github/stages.yml`; without it the repository has none. */
  readonly stagesFile?: string
}

/**
 * Runs the bundle of release-action as the runner does, each input with its default.
 * @throws Error with the log when it fails
 */
export async function runRelease({ inputs, env, stagesFile }: ReleaseStep): Promise<FinishedStep> {
  const action = actionOf('release')
  const defaults = action.inputs.map(({ name, default: fallback = '' }): [string, string] => [
    name,
    fallback.includes('${{') ? '' : fallback,
  ])
  return await runActionStep({
    main: [action.main],
    inputs: { ...Object.fromEntries(defaults), ...inputs },
    env,
    ...(stagesFile === undefined ? {} : { files: { '.github/stages.yml': stagesFile } }),
  })
}

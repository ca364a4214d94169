import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { actionOf } from '../../__tests__/support/action-file.ts'
import { runProcess, type Finished } from './run-process.ts'

/** A step `uses: release-action` of a workflow. */
export interface ReleaseStep {
  readonly inputs: Readonly<Record<string, string>>
  /** Credentials, region and endpoint. */
  readonly env: Readonly<Record<string, string>>
  /** The content of `.github/stages.yml`; without it the repository has none. */
  readonly stagesFile?: string
}

/**
 * Runs the bundle of release-action as the runner does: in an empty checkout, with the runner's variables and files,
 * each input with its default, and nothing of this process's environment but PATH.
 * @throws Error with the log when it fails
 */
export async function runRelease({ inputs, env, stagesFile }: ReleaseStep): Promise<Finished> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-release-'))
  try {
    const folder = (name: string): string => {
      mkdirSync(join(scratch, name), { recursive: true })
      return join(scratch, name)
    }
    const file = (name: string, content = ''): string => {
      writeFileSync(join(folder('files'), name), content)
      return join(scratch, 'files', name)
    }
    const workspace = folder('workspace')
    if (stagesFile !== undefined) writeFileSync(join(folder('workspace/.github'), 'stages.yml'), stagesFile)
    const action = actionOf('release')
    const given = action.inputs.map(({ name, default: fallback = '' }): [string, string] => [
      `INPUT_${name.toUpperCase()}`,
      inputs[name] ?? (fallback.includes('${{') ? '' : fallback),
    ])
    return await runProcess({
      argv: [process.execPath, action.main],
      cwd: workspace,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        HOME: folder('home'),
        TMPDIR: folder('tmp'),
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_JOB: 'release',
        GITHUB_REF: 'refs/heads/main',
        GITHUB_RUN_ID: '1',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_WORKFLOW: 'bench',
        RUNNER_OS: 'Linux',
        RUNNER_TEMP: folder('runner-temp'),
        GITHUB_WORKSPACE: workspace,
        GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
        ...env,
        ...Object.fromEntries(given),
        GITHUB_EVENT_PATH: file('event.json', '{}'),
        GITHUB_OUTPUT: file('output'),
        GITHUB_STATE: file('state'),
        GITHUB_ENV: file('env'),
        GITHUB_PATH: file('path'),
        GITHUB_STEP_SUMMARY: file('summary'),
      },
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

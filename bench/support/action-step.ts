import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parsePairs } from '../../__tests__/support/file-commands.ts'
import { runProcess, type Finished } from './run-process.ts'

/** A step of a workflow that `uses:` a JavaScript action. */
export interface ActionStep {
  /** The script, and its arguments where it is no action of the runner. */
  readonly main: readonly [string, ...string[]]
  /** All of them: the runner fills in defaults before it starts an action. */
  readonly inputs: Readonly<Record<string, string>>
  /** Credentials, region and endpoint. */
  readonly env: Readonly<Record<string, string>>
  /** Files of the checkout by path. */
  readonly files?: Readonly<Record<string, string>>
}

/** What a step took, and what it gives to later ones. */
export interface FinishedStep extends Finished {
  readonly outputs: Readonly<Record<string, string>>
  /** The content of a file that an output names. */
  readonly fileOf: Readonly<Record<string, string>>
}

/**
 * Runs a script as the runner runs a JavaScript action: in a checkout of its own, with the runner's variables and files,
 * and nothing of this process's environment but PATH.
 * @throws Error with the log when it fails
 */
export async function runActionStep({ main, inputs, env, files = {} }: ActionStep): Promise<FinishedStep> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-step-'))
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
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), content)
    }
    const given = Object.entries(inputs).map(([name, value]): [string, string] => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ])
    const output = file('output')
    const finished = await runProcess({
      argv: [process.execPath, ...main],
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
        GITHUB_OUTPUT: output,
        GITHUB_STATE: file('state'),
        GITHUB_ENV: file('env'),
        GITHUB_PATH: file('path'),
        GITHUB_STEP_SUMMARY: file('summary'),
      },
    })
    const outputs = parsePairs(readFileSync(output, 'utf8'))
    const named: readonly (readonly [string, string])[] = Object.entries(outputs).filter(([, value]) =>
      value.startsWith(scratch),
    )
    const fileOf: Readonly<Record<string, string>> = Object.fromEntries(
      named.map(([name, path]) => [name, readFileSync(path, 'utf8')]),
    )
    return { ...finished, outputs, fileOf }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

import { runAction, type ActionRun } from '../__tests__/support/run-action.ts'
import type { GitRepo } from '../__tests__/support/git-repo.ts'
import type { Sandbox } from '../sandbox/index.ts'

/** Runs an action as a workflow's step would, shows its log, and fails the demo when it fails. */
export type RunStep = (action: string, inputs?: Readonly<Record<string, string>>) => Promise<ActionRun>

/** Steps of one repository against one sandbox. */
export function stepsIn(repo: GitRepo, sandbox: Sandbox, show: (line: string) => void): RunStep {
  return async (action, inputs = {}) => {
    const given = Object.entries(inputs).map(([name, value]) => `${name}: ${value}`)
    show(`\n  uses: ${action}${given.length === 0 ? '' : `   with { ${given.join(', ')} }`}`)
    const run = await runAction({
      action,
      inputs,
      env: sandbox.env(),
      workspace: repo.folder,
      event: { repository: { default_branch: 'main' } },
      timeout: 300_000,
    })
    for (const line of run.log.split('\n').filter(isTelling)) show(`    │ ${line}`)
    if (run.exitCode !== 0)
      throw new Error(`${action} ended with exit code ${String(run.exitCode)}:\n${run.log}`)
    return run
  }
}

// Groups and annotations are for GitHub's log, and the build's own steps are many.
function isTelling(line: string): boolean {
  return line.trim() !== '' && !/^(::|#\d+ )/.test(line)
}

import { openGithubApi } from '../../github/api.ts'
import { setDeploymentStatus } from '../../github/deployments.ts'
import { readGithubContext } from '../../runner/github-context.ts'
import { inputReader } from '../../runner/inputs.ts'
import type { Ports } from '../../runner/ports.ts'
import type { StepState } from '../../runner/state.ts'

const STATE = 'github_deployment'
const PATIENCE_MS = 10_000

/** Keeps the id of a GitHub Deployment that is under way, for the post step of a step that is killed. */
export function keepDeployment({ keep }: Pick<StepState, 'keep'>, id: number): void {
  keep(STATE, String(id))
}

/** Its end was said. */
export function forgetDeployment({ keep }: Pick<StepState, 'keep'>): void {
  keep(STATE, '')
}

/** Says of a GitHub Deployment that a killed step left in progress that it is over. Asks nothing where there is none. */
export async function endLeftDeployment(ports: Ports): Promise<void> {
  const id = Number(ports.state.kept(STATE) ?? 0)
  if (!Number.isSafeInteger(id) || id <= 0) return
  const github = await readGithubContext(ports.env)
  const api = openGithubApi(github, inputReader(ports.env).text('github-token'), ports)
  if (api === undefined) return
  const description = 'The step was killed before it could say how the release ended.'
  const status = { state: 'error', description, logUrl: github.runUrl } as const
  const { ok, message } = await setDeploymentStatus(api, id, status, AbortSignal.timeout(PATIENCE_MS))
  if (!ok) ports.log.info(`The GitHub Deployment stays in progress: ${message}`)
}

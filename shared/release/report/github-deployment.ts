import type { GithubAnswer, GithubApi, GithubPorts } from '../../github/api.ts'
import { createDeployment, type DeploymentState, setDeploymentStatus } from '../../github/deployments.ts'
import { jobHasEnvironment } from '../../github/job-environment.ts'
import { shortDigest } from '../../report/markdown.ts'
import type { GithubContext } from '../../runner/github-context.ts'
import type { Ports } from '../../runner/ports.ts'
import type { ReleaseResult } from '../deploy/outcome.ts'
import { forgetDeployment, keepDeployment } from './left-deployment.ts'

/** What a GitHub Deployment is made of. */
export interface StageDeployment {
  readonly stage: string
  /** All stages in their order; empty without a stages file. */
  readonly stages: readonly string[]
  readonly digest: string
  readonly previousDigest: string | undefined
  readonly source: string
  /** Commit of the image, where it is known. */
  readonly commit: string | undefined
}

/** What a GitHub Deployment is made and followed with. */
type DeploymentPorts = GithubPorts & Pick<Ports, 'env' | 'state'>

/** A GitHub Deployment under way. */
export interface DeploymentUnderWay {
  /** Says how it ended, for as long as it takes at most, ms. Never rejects. */
  readonly end: (how: DeploymentEnd, patienceMs: number) => Promise<void>
}

/** How a release ended, for its deployment. */
interface DeploymentEnd {
  readonly result: ReleaseResult
  /** Where the stage answers. */
  readonly url?: string
  readonly reason?: string | undefined
}

const STATES: Readonly<Record<ReleaseResult, DeploymentState>> = {
  released: 'success',
  tagged: 'success',
  unchanged: 'success',
  planned: 'inactive',
  failed: 'failure',
  'rolled-back': 'failure',
  'timed-out': 'failure',
  // Something else runs there by now.
  superseded: 'inactive',
  cancelled: 'error',
}

/**
 * Makes a GitHub Deployment of a stage, beside the release, which waits for none of it. What stands in the way is said
 * in one line, as a warning only where a deployment was asked for.
 * @param mode `auto` makes none where the job has an `environment:`
 */
export function beginDeployment(
  mode: 'auto' | 'true',
  stage: StageDeployment,
  api: GithubApi,
  github: GithubContext,
  ports: DeploymentPorts,
): DeploymentUnderWay {
  const enough = new AbortController()
  const say = mode === 'true' ? ports.log.warning : ports.log.info
  const begun = begin(mode, stage, api, github, ports, enough.signal)
    .then((outcome) => {
      if (typeof outcome === 'number' || outcome === undefined) return outcome
      if (!enough.signal.aborted) say(refusal(stage.stage, outcome))
      return undefined
    })
    .catch(() => undefined)
  return {
    end: async ({ result, url = '', reason }, patienceMs) => {
      const timer = setTimeout(() => {
        enough.abort()
      }, patienceMs)
      const id = await begun
      if (id === undefined && enough.signal.aborted) {
        say(refusal(stage.stage, { status: undefined, message: 'it did not answer in time.' }))
      }
      if (id !== undefined) {
        const description = [result, ...(reason === undefined ? [] : [reason])].join(': ')
        const status = {
          state: STATES[result],
          description,
          logUrl: github.runUrl,
          ...(STATES[result] === 'success' && url !== '' ? { environmentUrl: url } : {}),
        }
        const answer = await setDeploymentStatus(api, id, status, enough.signal)
        if (answer.ok) forgetDeployment(ports.state)
        else say(refusal(stage.stage, answer))
      }
      clearTimeout(timer)
    },
  }
}

async function begin(
  mode: 'auto' | 'true',
  { stage, stages, digest, previousDigest, source, commit }: StageDeployment,
  api: GithubApi,
  github: GithubContext,
  ports: DeploymentPorts,
  signal: AbortSignal,
): Promise<number | GithubAnswer | undefined> {
  const ref = commit ?? github.sha
  if (ref === undefined) return undefined
  if (mode === 'auto') {
    const has = await jobHasEnvironment(api, github, stage, ports, signal)
    if (has === true) {
      ports.log.debug('The job has an environment, for which GitHub makes a deployment itself.')
      return undefined
    }
    if (has !== false) return has
  }
  const from = source.startsWith('sha256:') ? shortDigest(source) : source
  const description = `${shortDigest(digest)} from ${from}`
  const created = await createDeployment(
    api,
    {
      ref,
      environment: stage,
      description,
      payload: { digest, ...(previousDigest === undefined ? {} : { previousDigest }) },
      isProduction: isProduction(stage, stages),
    },
    signal,
  )
  if (typeof created !== 'number') return created
  keepDeployment(ports.state, created)
  const status = {
    state: 'in_progress',
    description: `${digest} from ${source}`,
    logUrl: github.runUrl,
  } as const
  await setDeploymentStatus(api, created, status, signal)
  return created
}

/** The last of several stages, or one that is called so. */
export function isProduction(stage: string, stages: readonly string[]): boolean {
  return (stages.length > 1 && stages.at(-1) === stage) || /^prod(?:uction)?(?![a-z])/i.test(stage)
}

function refusal(stage: string, { status, message }: Pick<GithubAnswer, 'status' | 'message'>): string {
  const made = `GitHub shows no deployment of "${stage}"`
  // A token without the permission is told that a private repository does not exist.
  if (status === 403 || status === 404) {
    return `${made}: the job's token may not make one. Give the job "permissions: deployments: write", or set "github-deployment: false". GitHub said: ${message}`
  }
  return `${made}: ${status === undefined ? '' : `it answered ${status}, `}${message}`
}

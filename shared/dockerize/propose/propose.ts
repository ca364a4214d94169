import { UserError } from '../../errors.ts'
import { openGithubApi, type GithubApi } from '../../github/api.ts'
import { proposeFiles, type Proposed } from '../../github/pull-request.ts'
import { readGithubContext } from '../../runner/github-context.ts'
import type { Ports } from '../../runner/ports.ts'
import { variable } from '../../runner/variable.ts'
import type { Dockerized } from '../index.ts'
import { proposalTexts } from './texts.ts'

/** Where a pull request can be opened. */
export interface ProposalPlace {
  readonly api: GithubApi
  readonly repository: string
  /** The branch that the run is of. */
  readonly base: string
}

const PERMISSIONS =
  'The job needs `permissions: { contents: write, pull-requests: write }`; a run for a fork has neither.'
const SETTING =
  'Allow it in the repository\'s settings (Actions, General, "Allow GitHub Actions to create and approve pull requests"), or give "github-token" a token of your own.'

/**
 * Looks, before anything is made, whether a pull request can be opened at all.
 * @throws UserError outside of GitHub, without a token, and for a run that belongs to no branch
 */
export async function proposalPlace(token: string | undefined, ports: Ports): Promise<ProposalPlace> {
  const context = await readGithubContext(ports.env)
  const api = openGithubApi(context, token, ports)
  if (api === undefined || context.repository === undefined) {
    throw new UserError(
      '"pull-request" is true, but there is no token or no repository to open one with.',
      'Run it in a workflow, and give the input "github-token" a token.',
    )
  }
  // Of a pull request, the branch it comes from; else what the run was started for.
  const base = variable(ports.env, 'GITHUB_HEAD_REF') ?? /^refs\/heads\/(.+)$/.exec(context.ref ?? '')?.[1]
  if (base === undefined) {
    throw new UserError(
      `"pull-request" is true, but this run is of ${context.ref ?? 'no ref'}, which is no branch.`,
      'Run it on a branch, for example by workflow_dispatch.',
    )
  }
  return { api, repository: context.repository, base }
}

/**
 * Proposes what was generated, and says what came of it.
 * @returns a sentence for the log and the summary, and the pull request's address where there is one
 * @throws UserError where GitHub refuses
 */
export async function propose(
  result: Dockerized,
  { api, repository, base }: ProposalPlace,
  signal: AbortSignal,
): Promise<{ readonly sentence: string; readonly url?: string }> {
  const { dockerfilePath, dockerfile = '', dockerignore } = result
  const files = [
    { path: dockerfilePath, text: dockerfile },
    ...(dockerignore === undefined ? [] : [{ path: dockerignore.path, text: dockerignore.text }]),
  ]
  const texts = proposalTexts(result, base)
  const proposed = await proposeFiles(api, { repository, base, files, ...texts }, signal)
  return tell(proposed, base, texts.branch)
}

function tell(proposed: Proposed, base: string, branch: string): { sentence: string; url?: string } {
  switch (proposed.kind) {
    case 'opened':
      return { sentence: `Opened a pull request for ${base}.`, url: proposed.url }
    case 'updated':
      return { sentence: `Brought the open pull request for ${base} up to date.`, url: proposed.url }
    case 'unchanged':
      return { sentence: `The open pull request for ${base} has these files already.`, url: proposed.url }
    case 'edited':
      return {
        sentence: `The open pull request stays as it is: somebody has committed to ${branch}.`,
        url: proposed.url,
      }
    case 'nothing':
      return { sentence: `${base} has these files already: there is nothing to propose.` }
    case 'no-base':
      throw new UserError(
        `The branch ${base} is not on GitHub any more.`,
        'Run it on a branch that is there.',
      )
    case 'refused':
      throw refusal(proposed)
  }
}

function refusal({ doing, refused }: Extract<Proposed, { kind: 'refused' }>): UserError {
  const { status, message } = refused
  const said = `GitHub refused ${doing}: ${status ?? 'no answer'} ${message}`.trimEnd()
  const may = status === 403 || status === 404 || status === 401
  const hint = message.includes('not permitted to create') ? SETTING : may ? PERMISSIONS : undefined
  return new UserError(/[.!]$/.test(said) ? said : `${said}.`, hint)
}

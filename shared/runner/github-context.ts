import { readFile } from 'node:fs/promises'
import type { Env } from './ports.ts'
import { variable } from './variable.ts'

/** What a run of a workflow says about itself; everything is undefined outside of GitHub. */
export interface GithubContext {
  readonly event: string | undefined
  /** `refs/heads/main`, `refs/pull/7/merge`, `refs/tags/v1`. */
  readonly ref: string | undefined
  readonly sha: string | undefined
  readonly defaultBranch: string | undefined
  /** `owner/name`. */
  readonly repository: string | undefined
  readonly repositoryUrl: string | undefined
  readonly runUrl: string | undefined
  readonly runId: string | undefined
  /** Name of the workflow. */
  readonly workflow: string | undefined
  /** Who started the run. */
  readonly actor: string | undefined
  /** Who started it again, where someone did; else the same. */
  readonly triggeringActor: string | undefined
  readonly apiUrl: string
}

/** Reads the variables of a run, and the default branch from the event's payload. */
export async function readGithubContext(env: Env): Promise<GithubContext> {
  const value = (name: string): string | undefined => variable(env, name)
  const repository = value('GITHUB_REPOSITORY')
  const server = value('GITHUB_SERVER_URL') ?? 'https://github.com'
  const run = value('GITHUB_RUN_ID')
  const repositoryUrl = repository === undefined ? undefined : `${server}/${repository}`
  return {
    event: value('GITHUB_EVENT_NAME'),
    ref: value('GITHUB_REF'),
    sha: value('GITHUB_SHA'),
    defaultBranch: await defaultBranchIn(value('GITHUB_EVENT_PATH')),
    repository,
    repositoryUrl,
    runUrl:
      repositoryUrl === undefined || run === undefined ? undefined : `${repositoryUrl}/actions/runs/${run}`,
    runId: run,
    workflow: value('GITHUB_WORKFLOW'),
    actor: value('GITHUB_ACTOR'),
    triggeringActor: value('GITHUB_TRIGGERING_ACTOR') ?? value('GITHUB_ACTOR'),
    apiUrl: value('GITHUB_API_URL') ?? 'https://api.github.com',
  }
}

async function defaultBranchIn(eventPath: string | undefined): Promise<string | undefined> {
  if (eventPath === undefined) return undefined
  const text = await readFile(eventPath, 'utf8').catch(() => '{}')
  try {
    const payload = JSON.parse(text) as { repository?: { default_branch?: unknown } } | null
    const branch = payload?.repository?.default_branch
    return typeof branch === 'string' && branch !== '' ? branch : undefined
  } catch {
    return undefined
  }
}

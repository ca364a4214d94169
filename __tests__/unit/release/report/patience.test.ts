import { describe, expect, it } from 'vitest'
import type { GithubAnswer, GithubApi } from '../../../../shared/github/api.ts'
import { beginDeployment } from '../../../../shared/release/report/github-deployment.ts'
import { openCommitHistory } from '../../../../shared/release/report/history.ts'
import { portsWith } from '../../github/fakes.ts'
import { NEW, NEW_COMMIT, OLD_COMMIT } from './a-report.ts'

/** A GitHub that answers nothing until nobody waits any more. */
function silent(): GithubApi & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    ask: async ({ action, signal }) => {
      asked.push(action)
      return await new Promise<GithubAnswer>((resolve) => {
        const answer = { ok: false, status: undefined, body: undefined, message: 'aborted' }
        signal?.addEventListener('abort', () => {
          resolve(answer)
        })
      })
    },
  }
}

describe('a GitHub that does not answer', () => {
  it('leaves the commits between two images unknown', async () => {
    const history = openCommitHistory(silent())
    expect(await history.compare([[OLD_COMMIT, NEW_COMMIT]], 1)).toStrictEqual(new Map())
  })

  it('is not asked for them when there is no time', async () => {
    const api = silent()
    expect(await openCommitHistory(api).compare([[OLD_COMMIT, NEW_COMMIT]], 0)).toStrictEqual(new Map())
    expect(api.asked).toStrictEqual([])
  })

  it('does not hold up the end of a release, which says so once', async () => {
    const api = silent()
    const ports = portsWith(() => Promise.reject(new Error('no network')))
    const stage = { stage: 'prod', stages: [], digest: NEW, previousDigest: undefined, source: 'staging' }
    const deployment = beginDeployment(
      'true',
      { ...stage, commit: NEW_COMMIT },
      api,
      {
        event: 'push',
        ref: undefined,
        sha: NEW_COMMIT,
        defaultBranch: undefined,
        repository: 'o/r',
        repositoryUrl: undefined,
        runUrl: undefined,
        runId: undefined,
        workflow: undefined,
        actor: undefined,
        triggeringActor: undefined,
        apiUrl: 'https://api.github.com',
      },
      { ...ports, env: {}, state: { isPost: false, keep: () => undefined, kept: () => undefined } },
    )
    await deployment.end({ result: 'released' }, 1)
    expect(api.asked).toStrictEqual(['CreateDeployment'])
    expect(ports.said).toStrictEqual(['GitHub shows no deployment of "prod": it did not answer in time.'])
  })
})

import { describe, expect, it } from 'vitest'
import { jobHasEnvironment } from '../../../shared/github/job-environment.ts'
import { apiOf, portsWith } from './fakes.ts'

const RUN = { sha: 'abc', runId: '42' }
const LIST = 'deployments?sha=abc&per_page=10'
const NEVER = new AbortController().signal
const OIDC = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner/token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
}

const statusesOf = (id: number): string => `deployments/${id}/statuses?per_page=1`
const status = (state: string, run: string): unknown => [
  { state, log_url: `https://github.com/o/r/actions/runs/${run}/job/7` },
]
const noNetwork = (): Promise<Response> => Promise.reject(new Error('no network'))

function tokenWith(claims: object): () => Promise<Response> {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return () => Promise.resolve(Response.json({ value: `head.${payload}.signature` }))
}

async function ask(
  answers: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
  fetch: () => Promise<Response> = noNetwork,
): Promise<{ readonly found: unknown; readonly asked: readonly string[] }> {
  const api = apiOf(answers)
  const found = await jobHasEnvironment(api, RUN, 'prod', { ...portsWith(fetch), env }, NEVER)
  return { found, asked: api.asked }
}

describe('whether the job has an environment', () => {
  it.each([
    ['a claim of it', { environment: 'production' }, true],
    ['no such claim', { sub: 'repo:o/r:ref:refs/heads/main' }, false],
    ['an empty one', { environment: '' }, false],
  ])("is told by the job's OIDC token: %s", async (_, claims, has) => {
    expect(await ask({}, OIDC, tokenWith(claims))).toStrictEqual({ found: has, asked: [] })
  })

  it('is looked up where the token cannot be had', async () => {
    expect(await ask({ [LIST]: [] }, OIDC)).toStrictEqual({ found: false, asked: [LIST] })
  })

  it.each([
    ['of this run, under way', status('in_progress', '42'), true],
    ['of this run, waiting', status('waiting', '42'), true],
    ['of this run, over', status('success', '42'), false],
    ['of another run', status('in_progress', '420'), false],
    ['without a status', [], false],
  ])("is told by GitHub's own deployment: one %s", async (_, statuses, has) => {
    const listed = [{ id: 1, environment: 'elsewhere', payload: {} }]
    expect((await ask({ [LIST]: listed, [statusesOf(1)]: statuses })).found).toBe(has)
  })

  it('is not told by deployments that a release made: they have a payload', async () => {
    const listed = [
      { id: 1, environment: 'prod', payload: { digest: 'sha256:x' } },
      { id: 2, environment: 'prod', payload: '{"digest":"sha256:x"}' },
    ]
    expect(await ask({ [LIST]: listed })).toStrictEqual({ found: false, asked: [LIST] })
  })

  it('takes three requests at most, those of the same name first', async () => {
    const listed = ['a', 'b', 'prod', 'c'].map((environment, id) => ({ id, environment, payload: {} }))
    const { asked } = await ask({ [LIST]: listed })
    expect(asked).toStrictEqual([LIST, statusesOf(2), statusesOf(0)])
  })

  it('stays open where GitHub does not tell', async () => {
    expect((await ask({ [LIST]: 403 })).found).toMatchObject({ ok: false, status: 403 })
  })
})

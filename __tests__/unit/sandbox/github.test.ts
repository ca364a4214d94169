import { getOctokit } from '@actions/github'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'

const FIRST = 'a'.repeat(40)
const SECOND = 'b'.repeat(40)
const repo = { owner: 'sandbox', repo: 'app' }

let sandbox: Sandbox
let rest: ReturnType<typeof getOctokit>['rest']
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.github.commits.push(
    { sha: FIRST, message: 'One', author: 'ann' },
    { sha: SECOND, message: 'Two', author: 'ben' },
  )
  rest = getOctokit('token', { baseUrl: sandbox.env()['GITHUB_API_URL'] ?? '' }).rest
})
afterEach(async () => {
  await sandbox.stop()
})

const asItIs = { auto_merge: false, required_contexts: [] }

describe("the sandbox's deployments", () => {
  it('are found by commit and environment, newest first, a page of them', async () => {
    for (const [ref, environment] of [
      [FIRST, 'dev'],
      [SECOND, 'dev'],
      [SECOND, 'prod'],
    ] as const) {
      await rest.repos.createDeployment({ ...repo, ...asItIs, ref, environment })
    }
    const list = async (query: object): Promise<unknown[]> =>
      (await rest.repos.listDeployments({ ...repo, ...query })).data.map(({ id }) => id)
    expect(await list({})).toEqual([3, 2, 1])
    expect(await list({ sha: SECOND })).toEqual([3, 2])
    expect(await list({ environment: 'dev', per_page: 1 })).toEqual([2])
    expect(await list({ environment: 'dev', per_page: 1, page: 2 })).toEqual([1])
  })

  it('give way to the next one that succeeds in their environment, unless it is production', async () => {
    for (const environment of ['dev', 'dev', 'production', 'production']) {
      const { data } = await rest.repos.createDeployment({ ...repo, ...asItIs, ref: SECOND, environment })
      if (!('id' in data)) throw new Error('no deployment')
      await rest.repos.createDeploymentStatus({ ...repo, deployment_id: data.id, state: 'success' })
    }
    const states = sandbox.github.deployments.map(({ statuses }) => statuses.at(-1)?.['state'])
    expect(states).toEqual(['inactive', 'success', 'success', 'success'])
  })

  it.each([
    ['a ref that does not exist', 422, { ...asItIs, ref: 'c'.repeat(40) }],
    ['a commit behind the default branch, which would be merged', 409, { ref: FIRST }],
  ])('refuse %s', async (_, status, input) => {
    await expect(rest.repos.createDeployment({ ...repo, ...input })).rejects.toMatchObject({ status })
  })

  it('refuse a token without the permission', async () => {
    sandbox.github.deploymentsPermission = 'read'
    await expect(rest.repos.createDeployment({ ...repo, ...asItIs, ref: SECOND })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration') as unknown,
    })
    expect((await rest.repos.listDeployments(repo)).data).toEqual([])
  })

  it('refuse a status with a description of more than 140 characters', async () => {
    await rest.repos.createDeployment({ ...repo, ...asItIs, ref: SECOND })
    const status = { ...repo, deployment_id: 1, state: 'failure' as const }
    await expect(
      rest.repos.createDeploymentStatus({ ...status, description: 'x'.repeat(141) }),
    ).rejects.toMatchObject({ status: 422 })
  })
})

describe("the sandbox's comparisons", () => {
  it('list a page of the commits, and count all', async () => {
    const { data } = await rest.repos.compareCommitsWithBasehead({
      ...repo,
      basehead: `${FIRST}...${SECOND}`,
      per_page: 1,
    })
    expect(data).toMatchObject({ status: 'ahead', total_commits: 1, commits: [{ sha: SECOND }] })
  })
})

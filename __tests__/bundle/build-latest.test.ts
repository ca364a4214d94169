import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { REGION, useBuildBench } from '../support/build-bench.ts'
import type { ActionRun, ActionStep } from '../support/run-action.ts'

const bench = useBuildBench()

describe('latest', () => {
  const run = async (
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
    step: Partial<ActionStep> = {},
  ): Promise<ActionRun> => {
    bench.sandbox.putImage(REGION, bench.name, bench.head(), { marker: 'ours' })
    const result = await bench.build(inputs, env, step)
    expect(result.exitCode).toBe(0)
    return result
  }
  const moved = (): boolean => bench.tags()['latest'] === bench.tags()[bench.head()]

  it('moves from an earlier commit', async () => {
    bench.sandbox.putImage(REGION, bench.name, ['latest', bench.repo.git('rev-parse', 'HEAD^')], {
      marker: 'former',
    })
    await run()
    expect(moved()).toBe(true)
  })

  it('stays on a later commit', async () => {
    const later = bench.repo.commit('Later')
    bench.repo.git('checkout', '--quiet', 'HEAD^')
    bench.sandbox.putImage(REGION, bench.name, ['latest', later], { marker: 'later' })
    const result = await run()
    expect(moved()).toBe(false)
    expect(result.log).toContain(`:latest stays as it is: it names ${later}, which comes after this commit.`)
    expect(result.outputs['tags']).toBe(bench.head())
  })

  it('moves back when that is asked for', async () => {
    const later = bench.repo.commit('Later')
    bench.repo.git('checkout', '--quiet', 'HEAD^')
    bench.sandbox.putImage(REGION, bench.name, ['latest', later], { marker: 'later' })
    await run({ latest: 'true' })
    expect(moved()).toBe(true)
  })

  it('is told by the revision label where the tags cannot be asked', async () => {
    const later = bench.repo.commit('Later')
    bench.repo.git('checkout', '--quiet', 'HEAD^')
    bench.sandbox.putImage(REGION, bench.name, 'latest', {
      config: { Labels: { 'org.opencontainers.image.revision': later } },
    })
    bench.sandbox.fail({ service: 'ecr', action: 'DescribeImages', code: 'AccessDeniedException' })
    await run()
    expect(moved()).toBe(false)
  })

  it('moves when nothing tells its commit', async () => {
    bench.sandbox.putImage(REGION, bench.name, 'latest', { marker: 'stranger' })
    await run()
    expect(moved()).toBe(true)
  })

  it.each([
    ['ahead', false],
    ['behind', true],
    ['diverged', true],
  ])('asks GitHub where the checkout lacks the history (%s)', async (status, moves) => {
    const unknown = 'f'.repeat(40)
    bench.sandbox.putImage(REGION, bench.name, ['latest', unknown], { marker: 'unknown' })
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`)
      response.end(JSON.stringify({ status }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await run({ 'github-token': 'gh-token' }, { GITHUB_API_URL: api, GITHUB_REPOSITORY: 'octo-org/app' })
    server.close()
    expect(asked).toEqual([
      `/repos/octo-org/app/compare/${bench.head()}...${unknown}?per_page=1 Bearer gh-token`,
    ])
    expect(moved()).toBe(moves)
  })

  it.each([
    ['a pull request', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }, {}],
    ['a branch', { GITHUB_REF: 'refs/heads/topic' }, {}],
    ['main where it is not the default', {}, { repository: { default_branch: 'trunk' } }],
  ])('stays on %s', async (_, env, event) => {
    const result = await run({}, env, { event })
    expect(Object.keys(bench.tags())).toEqual([bench.head()])
    expect(result.log).toContain(':latest stays as it is: ')
  })

  it('stays, and does not fail the build, where tags are immutable', async () => {
    bench.name = `${bench.name}-immutable`
    bench.sandbox.createRepository(REGION, bench.name, { mutability: 'IMMUTABLE' })
    bench.sandbox.putImage(REGION, bench.name, 'latest', { marker: 'first' })
    const result = await run()
    expect(moved()).toBe(false)
    expect(result.log).toContain('does not let it move (immutable tags)')
  })
})

import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGitRepo, type GitRepo } from '../../support/git-repo.ts'
import type { ActionRun, ActionStep } from '../../support/run-action.ts'
import { actionByUses, runWorkflow, type WorkflowWorld } from '../../support/workflow.ts'

const ran: ActionRun = {
  exitCode: 0,
  outputs: { digest: 'sha256:1' },
  state: {},
  exports: {},
  summary: '',
  log: '',
  masks: [],
  annotations: [],
  milliseconds: 1,
  leftovers: [],
}

describe('runWorkflow', () => {
  let repo: GitRepo
  let seen: ActionStep[]
  let files: string[][]
  beforeAll(() => {
    repo = createGitRepo()
  })
  afterAll(() => {
    repo.remove()
  })

  async function run(workflow: string, world: Partial<WorkflowWorld> = {}, result: ActionRun = ran) {
    seen = []
    files = []
    return await runWorkflow(workflow, {
      repository: repo.folder,
      github: { event_name: 'push', sha: 'abc' },
      run: (step) => {
        seen.push(step)
        files.push(readdirSync(step.workspace ?? ''))
        return Promise.resolve(result)
      },
      ...world,
    })
  }

  const pipeline = `
on: { push: { branches: [main] }, workflow_dispatch: }
jobs:
  dev:
    needs: build
    runs-on: ubuntu-latest
    environment: dev
    permissions: { id-token: write }
    steps:
      - uses: tinystacks/actions/release-action@v1
        with: { previous-stage-name: '\${{ needs.build.outputs.digest }}', cluster-arn: '\${{ vars.CLUSTER_ARN }}' }
  build:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    strategy: { matrix: { service: [api, web] } }
    env: { DOCKERFILE_PATH: 'services/\${{ matrix.service }}/Dockerfile' }
    outputs: { digest: '\${{ steps.it.outputs.digest }}' }
    steps:
      - uses: actions/checkout@v5
      - run: echo "SAID=$DOCKERFILE_PATH" >> "$GITHUB_ENV"
      - { id: it, uses: tinystacks/actions/build-action@v1 }
`

  test('runs jobs in the order of their needs, with matrix, outputs, variables of the environment and exports', async () => {
    const jobs = await run(pipeline, {
      environments: { dev: { CLUSTER_ARN: 'arn' } },
      oidc: { TOKEN_URL: 'x' },
    })
    expect(jobs.map(({ id, conclusion, matrix }) => [id, conclusion, matrix])).toEqual([
      ['build', 'success', { service: 'api' }],
      ['build', 'success', { service: 'web' }],
      ['dev', 'success', {}],
    ])
    expect(seen.map(({ action, inputs }) => [action, inputs])).toEqual([
      ['build', {}],
      ['build', {}],
      ['release', { 'previous-stage-name': 'sha256:1', 'cluster-arn': 'arn' }],
    ])
    expect(seen[1]?.env).toMatchObject({ SAID: 'services/web/Dockerfile', GITHUB_SHA: 'abc' })
    expect(files).toEqual([['.git', 'README.md'], ['.git', 'README.md'], []])
  })

  test('gives the token of the job to a job with id-token: write only', async () => {
    await run(pipeline, { oidc: { TOKEN_URL: 'x' } })
    expect(seen.map(({ env }) => env?.['TOKEN_URL'])).toEqual([undefined, undefined, 'x'])
  })

  test('skips a job whose condition fails, and those that need it', async () => {
    const jobs = await run(pipeline, { github: { event_name: 'workflow_dispatch', sha: 'abc' } })
    expect(jobs.map(({ conclusion }) => conclusion)).toEqual(['skipped', 'skipped', 'skipped'])
  })

  test('ends a job with the first step that fails', async () => {
    const jobs = await run(pipeline, {}, { ...ran, exitCode: 1 })
    expect(jobs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure', 'skipped'])
  })

  const job = (text: string): string => `{ on: push, jobs: { a: { runs-on: x, ${text} } } }`
  test.each([
    [pipeline.replace('main', 'next'), 'branch main'],
    ['{ on: pull_request, jobs: {} }', 'does not run on push'],
    [job('needs: b, steps: []'), 'needs of the jobs'],
    [job('container: x, steps: []'), 'does not know container'],
    [job('steps: [{ uses: other/action@v1 }]'), 'does not know other/action@v1'],
    [job('steps: [{ name: nothing }]'), 'either uses or run'],
    [job('permissions: {}, steps: [{ uses: actions/checkout@v5 }]'), 'may not check out'],
  ])('refuses %s', async (workflow, message) => {
    await expect(run(workflow)).rejects.toThrow(message)
  })
})

test.each([
  ['tinystacks/actions@v1', 'root'],
  ['tinystacks/actions/auto-dockerize-action@v1', 'auto-dockerize'],
  ['tinystacks/actions@main', undefined],
  ['other/actions/build-action@v1', undefined],
])('actionByUses %s', (uses, action) => {
  expect(actionByUses(uses)).toBe(action)
})

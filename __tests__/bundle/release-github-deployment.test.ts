import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'
import { type ActionRun, runPost } from '../support/run-action.ts'

const HEAD = 'd'.repeat(40)
const BUILT = 'b'.repeat(40)
const RUN = 'https://github.com/sandbox/app/actions/runs/1234567890'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
  stage.sandbox.github.commits.push(
    { sha: BUILT, message: 'Built', author: 'ann' },
    { sha: HEAD, message: 'Head', author: 'ben' },
  )
})
afterEach(async () => {
  await stage.sandbox.stop()
})

/** A job of the repository's own, with a token. */
async function release(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  return await stage.release(
    { 'github-token': 'token', ...inputs },
    { env: { GITHUB_REPOSITORY: 'sandbox/app', GITHUB_SHA: HEAD, ...env } },
  )
}

function statesOf(index: number): unknown[] {
  return stage.sandbox.github.deployments[index]?.statuses.map(({ state }) => state) ?? []
}

/** The deployment that GitHub makes itself for a job with an environment. */
function madeByGithub(environment: string, run: string, state = 'in_progress'): void {
  const id = stage.sandbox.github.deployments.length + 1
  stage.sandbox.github.deployments.push({
    id,
    fields: { id, sha: HEAD, ref: 'main', environment, task: 'deploy', payload: {}, description: null },
    statuses: [{ id: 1, state, log_url: `${run}/job/77`, environment_url: '' }],
  })
}

describe('the GitHub Deployment of a release', () => {
  it('is of the commit of the image, in progress while it is released, and a success then', async () => {
    const { running } = stage.furnish()
    const { digest } = stage.sandbox.putImage(EAST, 'app', ['latest', BUILT], { marker: 'built' })
    const run = await release()
    expect(run.outputs['result']).toBe('released')
    expect(stage.sandbox.github.deployments).toMatchObject([
      {
        fields: {
          sha: BUILT,
          environment: 'dev',
          payload: { digest, previousDigest: running },
          production_environment: false,
        },
        statuses: [
          { state: 'in_progress', log_url: RUN },
          { state: 'success', log_url: RUN },
        ],
      },
    ])
  })

  it('is of the commit of the run where that of the image is not known', async () => {
    stage.furnish()
    await release()
    expect(stage.sandbox.github.deployments).toMatchObject([{ fields: { sha: HEAD } }])
  })

  it('is a failure when the former image runs again', async () => {
    stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'circuit-breaker')
    const run = await release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(statesOf(0)).toEqual(['in_progress', 'failure'])
  })

  it('is an error when the job is cancelled', async () => {
    stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release(
      { 'github-token': 'token' },
      {
        env: { GITHUB_REPOSITORY: 'sandbox/app', GITHUB_SHA: HEAD },
        signals: [{ signal: 'SIGINT', at: /tasks running/ }],
      },
    )
    expect(run.outputs['result']).toBe('cancelled')
    expect(statesOf(0)).toEqual(['in_progress', 'error'])
  })

  it('is an error when the step is killed: its post step says so', async () => {
    stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const env = { GITHUB_REPOSITORY: 'sandbox/app', GITHUB_SHA: HEAD }
    const main = await stage.release(
      { 'github-token': 'token' },
      { env, signals: [{ signal: 'SIGKILL', at: /tasks running/ }] },
    )
    expect(statesOf(0)).toEqual(['in_progress'])
    const again = {
      action: 'release',
      inputs: { 'github-token': 'token' },
      env: { ...stage.sandbox.env(), ...env },
    }
    await runPost(again, main)
    expect(statesOf(0)).toEqual(['in_progress', 'error'])
    expect(stage.sandbox.github.deployments[0]?.statuses.at(-1)?.['description']).toContain('killed')
  })

  it('is production for a stage that is called so', async () => {
    stage.furnish()
    await release({ 'stage-name': 'prod-eu', 'previous-stage-name': 'latest' })
    expect(stage.sandbox.github.deployments).toMatchObject([
      { fields: { environment: 'prod-eu', production_environment: true } },
    ])
  })

  it('comes later where GitHub is slow: the release does not wait for it', async () => {
    stage.furnish()
    stage.sandbox.fail({ service: 'github', kind: 'delay', milliseconds: 400, action: 'CreateDeployment' })
    const run = await release()
    expect(run.outputs['result']).toBe('released')
    expect(statesOf(0)).toEqual(['in_progress', 'success'])
    const order = stage.sandbox.requests.map(({ action }) => action)
    expect(order.indexOf('UpdateService')).toBeLessThan(order.indexOf('CreateDeploymentStatus'))
  })
})

describe('no GitHub Deployment', () => {
  const none = async (run: Promise<ActionRun>): Promise<ActionRun> => {
    const done = await run
    expect(done.exitCode).toBe(0)
    expect(stage.sandbox.requests.map(({ action }) => action)).not.toContain('CreateDeployment')
    return done
  }

  it.each([
    ['with github-deployment: false', { 'github-deployment': 'false' }],
    ['in a plan', { plan: 'true' }],
    ['without a token', { 'github-token': '' }],
    ['where nothing runs the image', { 'service-name': 'placeholder' }],
  ])('%s', async (_, inputs) => {
    stage.furnish()
    await none(release(inputs))
  })

  it('when nothing changes, and GitHub is not asked at all', async () => {
    stage.furnish()
    await release({ 'github-deployment': 'false' })
    const run = await none(release())
    expect(run.outputs['result']).toBe('unchanged')
    expect(stage.sandbox.requests.filter(({ service }) => service === 'github')).toEqual([])
  })

  it("in a job with an environment, as its OIDC token says: one question, and none of GitHub's API", async () => {
    stage.furnish()
    stage.sandbox.github.environment = 'anything'
    await none(release({}, stage.sandbox.oidcEnv()))
    const asked = stage.sandbox.requests.filter(({ service }) => service === 'github' || service === 'oidc')
    expect(asked.map(({ action }) => action)).toEqual(['GetIdToken'])
  })

  it('in a job with an environment, as the deployment says that GitHub made for it', async () => {
    stage.furnish()
    madeByGithub('other', 'https://github.com/sandbox/app/actions/runs/12345678900')
    madeByGithub('Development', RUN)
    await none(release())
    const asked = stage.sandbox.requests.filter(({ service }) => service === 'github')
    expect(asked.length).toBeLessThanOrEqual(3)
  })

  it('where the token may not make one: a line that says what to do, and no annotation', async () => {
    stage.furnish()
    stage.sandbox.github.deploymentsPermission = 'read'
    const run = await release()
    expect(run).toMatchObject({ exitCode: 0, annotations: [] })
    expect(run.log).toContain('"permissions: deployments: write"')
    expect(stage.sandbox.github.deployments).toEqual([])
  })
})

describe('a GitHub Deployment that was asked for', () => {
  it('is made in a job with an environment, too', async () => {
    stage.furnish()
    stage.sandbox.github.environment = 'dev'
    await release({ 'github-deployment': 'true' }, stage.sandbox.oidcEnv())
    expect(stage.sandbox.github.deployments).toHaveLength(1)
  })

  it('is missed in a warning that names the permission', async () => {
    stage.furnish()
    stage.sandbox.github.deploymentsPermission = 'read'
    const run = await release({ 'github-deployment': 'true' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(run.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('deployments: write') as unknown },
    ])
  })
})

describe('a deployment of GitHub that has nothing to do with this job', () => {
  it.each([
    ['of another run', 'https://github.com/sandbox/app/actions/runs/1', 'in_progress'],
    ['of a job of this run that is over', RUN, 'success'],
  ])('%s', async (_, run, state) => {
    stage.furnish()
    madeByGithub('dev', run, state)
    await release()
    expect(stage.sandbox.github.deployments).toHaveLength(2)
  })
})

import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { repositoryRoot } from '../support/action-file.ts'
import { createGitRepo, type GitRepo } from '../support/git-repo.ts'
import { describeNeeding } from '../support/needs.ts'
import { readmeWorkflow } from '../support/readme.ts'
import { runWorkflow, type JobRun, type WorkflowWorld } from '../support/workflow.ts'

const REGION = 'us-east-1'
const BUILD_TIMEOUT = 300_000

let sandbox: Sandbox
let host: string
let repo: GitRepo | undefined
beforeEach(async () => {
  sandbox = await startSandbox()
  host = sandbox.registries[REGION] ?? ''
})
afterEach(async () => {
  repo?.remove()
  await sandbox.stop()
})

function addService(cluster: string, name: string): { CLUSTER_ARN: string; SERVICE_NAME: string } {
  sandbox.createService(REGION, {
    cluster,
    service: name,
    containers: { web: `${host}/${name}:none`, log: 'log' },
  })
  return { CLUSTER_ARN: `arn:aws:ecs:${REGION}:${sandbox.account}:cluster/${cluster}`, SERVICE_NAME: name }
}

/** The images that a service's containers have now. */
function images(cluster: string, name: string): unknown {
  return sandbox.service(REGION, cluster, name).taskDefinition['containerDefinitions']
}

const deployed = (uri: string): unknown[] => [
  expect.objectContaining({ name: 'web', image: uri }),
  expect.objectContaining({ name: 'log', image: 'log' }),
]

/** Runs a workflow with credentials by OIDC only, and holds every step to leave nothing behind. */
async function run(workflow: string, checkout: GitRepo, world: Partial<WorkflowWorld>): Promise<JobRun[]> {
  repo = checkout
  const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
  const env = Object.fromEntries(Object.entries(sandbox.env(REGION)).filter(([name]) => !keys.includes(name)))
  const jobs = await runWorkflow(readmeWorkflow(workflow), {
    repository: checkout.folder,
    github: { event_name: 'push', sha: checkout.git('rev-parse', 'HEAD') },
    env,
    oidc: sandbox.oidcEnv(),
    ...world,
    vars: { AWS_ROLE: `arn:aws:iam::${sandbox.account}:role/deploy`, ...world.vars },
  })
  const steps = jobs.flatMap((job) => job.steps)
  expect(steps.map((step) => step.run.leftovers)).toEqual(steps.map(() => []))
  expect(sandbox.requests.map(({ action }) => action)).toContain('AssumeRoleWithWebIdentity')
  return jobs
}

/** What went wrong, to be seen in the test's message, beside the conclusions. */
function conclusions(jobs: readonly JobRun[]): string[] {
  return jobs.map(({ id, conclusion, steps }) =>
    conclusion === 'failure'
      ? `${id} ${steps.map((step) => step.run.log).join('\n')}`
      : `${id} ${conclusion}`,
  )
}

describeNeeding(['docker'], 'the workflows of the README, as written', () => {
  test(
    'a check-in in one step: a push is built, tagged and deployed to dev',
    async () => {
      sandbox.createRepository(REGION, 'app')
      const vars = { ECR_IMAGE_URL: `${host}/app`, ...addService('dev', 'app') }
      const checkout = createGitRepo(join(repositoryRoot, 'examples/express-app'))
      const sha = checkout.git('rev-parse', 'HEAD')

      const first = await run('check-in', checkout, { vars })
      expect(conclusions(first)).toEqual(['dev success'])
      const outputs = first[0]?.steps[0]?.run.outputs ?? {}
      const digest = outputs['digest'] ?? ''
      expect(outputs).toMatchObject({ generated: 'true', skipped: 'false', result: 'released', commit: sha })
      expect(sandbox.tags(REGION, 'app')).toEqual({ [sha]: digest, latest: digest, dev: digest })
      expect(images('dev', 'app')).toEqual(deployed(`${host}/app@${digest}`))

      const again = await run('check-in', checkout, { vars })
      expect(again[0]?.steps[0]?.run.outputs).toMatchObject({ skipped: 'true', digest, result: 'unchanged' })
    },
    BUILD_TIMEOUT,
  )

  test(
    'stages, promoted by hand: a push goes to dev, and staging and prod get its image when they are asked for',
    async () => {
      sandbox.createRepository(REGION, 'app')
      const environments = {
        dev: addService('dev', 'app'),
        staging: addService('staging', 'app'),
        prod: addService('prod', 'app'),
      }
      const world = { vars: { ECR_IMAGE_URL: `${host}/app` }, environments }
      const checkout = createGitRepo(join(repositoryRoot, 'examples/express-app'))
      const sha = checkout.git('rev-parse', 'HEAD')
      const promote = async (stage: string): Promise<JobRun[]> =>
        await run('stages', checkout, {
          ...world,
          github: { event_name: 'workflow_dispatch', sha },
          inputs: { stage },
        })

      expect(conclusions(await run('stages', checkout, world))).toEqual([
        'build success',
        'dev success',
        'promote skipped',
      ])
      const digest = sandbox.tags(REGION, 'app')[sha] ?? ''
      expect(sandbox.tags(REGION, 'app')).toEqual({ [sha]: digest, latest: digest, dev: digest })
      expect(images('dev', 'app')).toEqual(deployed(`${host}/app@${digest}`))
      expect(images('staging', 'app')).toEqual(deployed(`${host}/app:none`))

      expect(conclusions(await promote('staging'))).toEqual([
        'build skipped',
        'dev skipped',
        'promote success',
      ])
      expect(images('staging', 'app')).toEqual(deployed(`${host}/app@${digest}`))
      expect(images('prod', 'app')).toEqual(deployed(`${host}/app:none`))

      expect(conclusions(await promote('prod'))).toEqual(['build skipped', 'dev skipped', 'promote success'])
      expect(images('prod', 'app')).toEqual(deployed(`${host}/app@${digest}`))
      expect(sandbox.tags(REGION, 'app')).toMatchObject({ staging: digest, prod: digest })
    },
    BUILD_TIMEOUT,
  )

  test(
    'a monorepo: each service is built from its own Dockerfile with the root as context, and deployed',
    async () => {
      const names = ['api', 'worker']
      for (const name of names) sandbox.createRepository(REGION, name)
      const [service] = names.map((name) => addService('dev', name))
      const checkout = createGitRepo()
      const sha = checkout.commit('Add services', {
        'shared/common.txt': 'common\n',
        'services/api/Dockerfile':
          'FROM scratch\nCOPY shared/common.txt services/api/main.txt /\nCMD ["/main"]\n',
        'services/api/main.txt': 'api\n',
        'services/worker/Dockerfile': 'FROM scratch\nCOPY shared/common.txt /worker.txt\nCMD ["/main"]\n',
      })

      const jobs = await run('monorepo', checkout, {
        vars: { ECR_ENDPOINT: host, CLUSTER_ARN: service?.CLUSTER_ARN ?? '' },
      })
      expect(conclusions(jobs)).toEqual(['service success', 'service success'])
      for (const name of names) {
        const digest = sandbox.tags(REGION, name)[sha] ?? 'none'
        expect(sandbox.tags(REGION, name)).toEqual({ [sha]: digest, latest: digest, dev: digest })
        expect(images('dev', name)).toEqual(deployed(`${host}/${name}@${digest}`))
      }
      expect(sandbox.digests(REGION, 'api')).not.toEqual(sandbox.digests(REGION, 'worker'))
    },
    BUILD_TIMEOUT,
  )
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'
const ROLE = 'arn:aws:iam::123456789012:role/deploy'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
  for (const region of [EAST, WEST]) sandbox.createRepository(region, 'app')
  sandbox.putImage(EAST, 'app', ['latest'])
  sandbox.createService(WEST, { cluster: 'dev', service: 'app' })
})
afterEach(async () => {
  await sandbox.stop()
})

/** A job with an OIDC token and without credentials. */
async function release(role: string, more: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  const env = Object.entries({ ...sandbox.env(), ...sandbox.oidcEnv(), RUNNER_DEBUG: '1', ...more })
  return await runAction({
    action: 'release',
    inputs: {
      'ecr-image-url': `${sandbox.registries[EAST] ?? ''}/app`,
      'regional-ecr-image-url': `${sandbox.registries[WEST] ?? ''}/app`,
      'stage-region': WEST,
      'stage-name': 'dev',
      'previous-stage-name': 'latest',
      'cluster-arn': 'dev',
      'service-name': 'app',
      'role-to-assume': role,
    },
    env: Object.fromEntries(env.filter(([name]) => !/^AWS_(ACCESS|SECRET)/.test(name))),
  })
}

describe('releasing by a role', () => {
  it('assumes it once for every service and region, and shows none of its secrets', async () => {
    const run = await release(ROLE)
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    const assumed = sandbox.requests.filter(({ service }) => service === 'sts')
    expect(assumed).toHaveLength(1)
    const keys = sandbox.requests.flatMap(({ accessKeyId }) => accessKeyId ?? [])
    expect(new Set(keys).size).toBe(1)
    const token = assumed[0]?.body['WebIdentityToken']
    expect(run.masks).toContain(token)
    expect(run.log.includes(typeof token === 'string' ? token : '')).toBe(false)
    expect(run.log).not.toMatch(/ASIA|Basic [A-Za-z0-9+/=]{8}/)
  })

  it('says what the trust policy has to allow when STS refuses the token', async () => {
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity'
    sandbox.fail({ service: 'sts', code: 'AccessDenied', status: 403, message })
    const run = await release(ROLE)
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(
      /^The role arn:aws:iam::123456789012:role\/deploy could not be assumed .*Its trust policy must allow/,
    )
    expect(run.outputs['result']).toBe('failed')
  })

  it('says which permission the job lacks when GitHub gives no token', async () => {
    const run = await release(ROLE, { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'wrong' })
    expect(run.annotations[0]?.message).toMatch(/^GitHub gave this job no OIDC token: .*id-token: write/)
  })

  it('refuses what is no role before anything is asked', async () => {
    const run = await release('deploy')
    expect(run.annotations[0]?.message).toMatch(/"role-to-assume" is "deploy", which is no ARN/)
    expect(sandbox.requests).toHaveLength(0)
  })
})

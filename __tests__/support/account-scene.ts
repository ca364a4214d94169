import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from './run-action.ts'

/** The region of the image. */
export const EAST = 'us-east-1'
/** The region of `prod`. */
export const WEST = 'us-west-2'
/** The account of the image and of `dev`. */
export const TOOLS = '123456789012'
/** The account of `prod`. */
export const PROD = '210987654321'
/** The role of the job, in TOOLS. */
export const HUB = `arn:aws:iam::${TOOLS}:role/hub`
/** The role of `prod`. */
export const SPOKE = `arn:aws:iam::${PROD}:role/release`

const BEFORE = { marker: 'before', layers: [{ file: 'before' }] }
export const AFTER = { marker: 'after', layers: [{ file: 'after' }] }

/** An image in one account, and a stage with a service and a function in another. */
export interface AccountScene {
  readonly sandbox: Sandbox
  /** Of the image. */
  readonly url: string
  /** Of its copy in PROD. */
  readonly prodUrl: string
  /** Writes another stages file. */
  readonly write: (lines: readonly string[]) => void
  /** Gives both stages something that runs, and `latest` and `dev` another image. */
  readonly furnish: () => Promise<{ before: string; after: string }>
  /**
   * Runs release-action; the sandbox's requests are then those that it made.
   * @param identity whether the job has an OIDC token, or credentials of TOOLS
   */
  readonly release: (
    stage: string,
    identity: 'oidc' | 'credentials',
    inputs?: Readonly<Record<string, string>>,
  ) => Promise<ActionRun>
  /** Who called what: `account service`, each once. */
  readonly callers: () => readonly string[]
  /** The calls of STS: operation, role and status. */
  readonly assumed: () => readonly unknown[]
  readonly close: () => Promise<void>
}

/** Starts a sandbox for it. */
export async function openAccountScene(options: SandboxOptions = {}): Promise<AccountScene> {
  const sandbox = await startSandbox({ accounts: [PROD], ...options })
  const prod = sandbox.in(PROD)
  const url = `${sandbox.registries[EAST] ?? ''}/app`
  const prodUrl = `${prod.registries[WEST] ?? ''}/app`
  const workspace = mkdtempSync(join(tmpdir(), 'accounts-'))
  mkdirSync(join(workspace, '.github'))
  const write = (lines: readonly string[]): void => {
    writeFileSync(join(workspace, '.github/stages.yml'), `${lines.join('\n')}\n`)
  }
  write(stagesFile(url, prodUrl))
  sandbox.createRepository(EAST, 'app')
  prod.createRepository(WEST, 'app')
  return {
    sandbox,
    url,
    prodUrl,
    write,
    furnish: async () => {
      const before = prod.putImage(WEST, 'app', ['prod'], BEFORE).digest
      sandbox.putImage(EAST, 'app', ['prod'], BEFORE)
      const after = sandbox.putImage(EAST, 'app', ['latest', 'dev'], AFTER).digest
      const containers = { app: `${url}@${before}` }
      sandbox.createService(EAST, { cluster: 'dev', service: 'app', containers })
      prod.createService(WEST, {
        cluster: 'prod',
        service: 'app',
        containers: { app: `${prodUrl}@${before}` },
      })
      await prod.createFunction(WEST, { name: 'app', imageUri: `${prodUrl}@${before}` })
      return { before, after }
    },
    release: async (stage, identity, inputs = {}) => {
      sandbox.requests.length = 0
      const env = Object.entries({ ...sandbox.env(), ...(identity === 'oidc' ? sandbox.oidcEnv() : {}) })
      return await runAction({
        action: 'release',
        inputs: { 'stage-name': stage, ...inputs },
        env: Object.fromEntries(
          env.filter(([name]) => identity !== 'oidc' || !/^AWS_(ACCESS|SECRET)/.test(name)),
        ),
        workspace,
      })
    },
    callers: () => {
      const others = ['sts', 'oidc', 'blob', 'registry']
      const calls = sandbox.requests.filter(({ service }) => !others.includes(service))
      return [...new Set(calls.map(({ account = '?', service }) => `${account} ${service}`))].toSorted()
    },
    assumed: () =>
      sandbox.requests
        .filter(({ service }) => service === 'sts')
        .map(({ action, body, status }) => [action, body['RoleArn'], status]),
    close: async () => {
      rmSync(workspace, { recursive: true })
      await sandbox.stop()
    },
  }
}

function stagesFile(url: string, prodUrl: string): readonly string[] {
  return [
    `image: ${url}`,
    `role: ${HUB}`,
    'stages:',
    '  - name: dev',
    '    ecs: { cluster: dev, service: app }',
    '  - name: prod',
    `    role: ${SPOKE}`,
    `    region: ${WEST}`,
    `    image: ${prodUrl}`,
    '    targets:',
    '      - ecs: { cluster: prod, service: app }',
    '      - lambda: { function: app }',
    '        wave: 2',
  ]
}

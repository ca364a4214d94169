import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun, type ActionStep } from './run-action.ts'

export const EAST = 'us-east-1'
export const WEST = 'us-west-2'
export const EU = 'eu-west-1'

/** Commits of the images, oldest first. */
export const [OLD_COMMIT, MIDDLE_COMMIT, NEW_COMMIT] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [
  string,
  string,
  string,
]

/** A stack whose `prod` is two services and a function, in three regions and two waves, promoted from `staging`. */
export interface ThreeRegions {
  readonly sandbox: Sandbox
  /** What prod runs, and what staging has. */
  readonly running: string
  readonly next: string
  /** Releases prod; the sandbox's requests are then those that it made. */
  readonly release: (
    inputs?: Readonly<Record<string, string>>,
    step?: Partial<Pick<ActionStep, 'env' | 'signals'>>,
  ) => Promise<ActionRun>
  /** Calls since then that changed something. */
  readonly writes: () => string[]
  readonly stop: () => Promise<void>
}

/** Starts it: prod runs the oldest commit's image everywhere, and staging has the newest one's in its own region. */
export async function startThreeRegions(): Promise<ThreeRegions> {
  const sandbox = await startSandbox({ regions: [EAST, WEST, EU] })
  const urlOf = (region: string): string => `${sandbox.registries[region] ?? ''}/app`
  const workspace = mkdtempSync(join(tmpdir(), 'three-regions-'))
  mkdirSync(join(workspace, '.github'))
  writeFileSync(
    join(workspace, '.github/stages.yml'),
    [
      `image: ${urlOf(EAST)}`,
      'stages:',
      '  - name: staging',
      '  - name: prod',
      '    targets:',
      `      - { region: ${EAST}, ecs: { cluster: prod, service: app }, wave: 1 }`,
      `      - { region: ${WEST}, image: "${urlOf(WEST)}", ecs: { cluster: prod, service: app }, wave: 2 }`,
      `      - { region: ${EU}, image: "${urlOf(EU)}", lambda: { function: app }, wave: 2 }`,
      '',
    ].join('\n'),
  )
  sandbox.github.commits.push(
    { sha: OLD_COMMIT, message: 'Start', author: 'ann' },
    { sha: MIDDLE_COMMIT, message: 'Fix the <b>price</b> | of @all\n\nAt length.', author: 'ben' },
    { sha: NEW_COMMIT, message: 'Cache products', author: 'ann' },
  )
  let running = ''
  for (const region of [EAST, WEST, EU]) {
    sandbox.createRepository(region, 'app')
    running = sandbox.putImage(region, 'app', ['prod', OLD_COMMIT], SAME_EVERYWHERE).digest
    const image = `${urlOf(region)}@${running}`
    if (region === EU) await sandbox.createFunction(region, { name: 'app', imageUri: image })
    else sandbox.createService(region, { cluster: 'prod', service: 'app', containers: { app: image } })
  }
  const next = sandbox.putImage(EAST, 'app', ['staging', NEW_COMMIT], { marker: 'new' }).digest
  return {
    sandbox,
    running,
    next,
    release: async (inputs = {}, { env = {}, ...step } = {}) => {
      sandbox.requests.length = 0
      return await runAction({
        action: 'release',
        inputs: { 'stage-name': 'prod', ...inputs },
        env: { ...sandbox.env(), GITHUB_SHA: NEW_COMMIT, ...env },
        workspace,
        ...step,
      })
    },
    writes: () =>
      sandbox.requests
        .filter(({ action, method }) => CHANGING.test(action) || method === 'PUT' || method === 'PATCH')
        .map(({ action }) => action),
    stop: async () => {
      rmSync(workspace, { recursive: true })
      await sandbox.stop()
    },
  }
}

// One digest in every region.
const SAME_EVERYWHERE = { marker: 'old', layers: [{ file: 'the same everywhere' }] }
const CHANGING =
  /^(Put|Update|Create|Register|Tag|Delete|Run|Stop|Start|Publish|Initiate|Upload|Complete|Set)/

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import type { Rule } from '../../sandbox/wire/rules.ts'
import { runAction, runPost, type ActionRun, type ActionStep } from './run-action.ts'

export const EAST = 'us-east-1'
export const WEST = 'us-west-2'
export const REGIONS = [EAST, WEST] as const

/** A stage `prod` of one service or function in each of two regions, and an image that is to be released to it. */
export interface TwoRegions {
  readonly sandbox: Sandbox
  readonly outgoing: string
  readonly incoming: string
  readonly release: (step?: Partial<ActionStep>) => Promise<ActionRun>
  /** The post step of such a release. */
  readonly post: (main: ActionRun, step?: Partial<ActionStep>) => Promise<ActionRun>
  /** `outgoing`, `incoming` or a digest: what a region was told to run last. */
  readonly runs: (region: string) => string
  /** The same of what the tag `prod` names. */
  readonly tagged: (region: string) => string
  /** Calls of an operation since the release began, by region. */
  readonly calls: (action: string) => readonly string[]
  /** Aborted when a call arrives, which is then struck as told; without `kind` and `code` it is only seen. */
  readonly at: (strike: Strike) => AbortSignal
  readonly close: () => Promise<void>
}

/** A call to wait for. */
interface Strike extends Pick<Rule, 'service' | 'action' | 'region' | 'when'> {
  /** How many of them are let through first. */
  readonly after?: number
  /** How many are struck; 1 unless told. */
  readonly times?: number
  readonly kind?: 'reset' | 'stall' | 'lost-reply' | 'delay'
  readonly milliseconds?: number
  readonly code?: string
}

/** How the two regions are furnished. */
interface Furnishing {
  /** `lambda`: a function with the alias `live`, whose environment the release changes. */
  readonly kind?: 'ecs' | 'lambda'
  /** The west is the first wave; with 1 wave, both are. */
  readonly waves?: 1 | 2
  /** The west has the incoming image already. */
  readonly copied?: boolean
}

/** Starts it. */
export async function openTwoRegions({
  kind = 'ecs',
  waves = 2,
  copied = true,
}: Furnishing = {}): Promise<TwoRegions> {
  const sandbox = await startSandbox()
  for (const region of REGIONS) sandbox.createRepository(region, 'app')
  const url = (region: string): string => `${sandbox.registries[region] ?? ''}/app`
  const put = (region: string, marker: string, tags: readonly string[]): string =>
    sandbox.putImage(region, 'app', tags, { marker, layers: [{ file: marker }] }).digest
  const [outgoing = ''] = REGIONS.map((region) => put(region, 'outgoing', ['prod']))
  const incoming = put(EAST, 'incoming', ['latest', 'c'.repeat(40)])
  if (copied) put(WEST, 'incoming', ['c'.repeat(40)])
  for (const region of REGIONS) {
    const image = `${url(region)}@${outgoing}`
    if (kind === 'ecs')
      sandbox.createService(region, { cluster: 'prod', service: 'app', containers: { app: image } })
    else {
      const environment = { LEVEL: 'info', KEPT: 'yes' }
      await sandbox.createFunction(region, { name: 'app', imageUri: image, alias: 'live', environment })
    }
  }
  const workspace = mkdtempSync(join(tmpdir(), 'regions-'))
  mkdirSync(join(workspace, '.github'))
  const what =
    kind === 'ecs' ? 'ecs: { cluster: prod, service: app }' : 'lambda: { function: app, alias: live }'
  const targets = [WEST, EAST].map(
    (region, index) =>
      `      - { region: ${region}, image: "${url(region)}", ${what}, wave: ${Math.min(waves, index + 1)} }`,
  )
  const environment = kind === 'ecs' ? [] : ['    environment: { LEVEL: warn }']
  const head = [`image: ${url(EAST)}`, 'stages:', '  - name: prod', ...environment]
  const stages = [...head, '    targets:', ...targets, '']
  writeFileSync(join(workspace, '.github/stages.yml'), stages.join('\n'))
  const nameOf = (text: string): string =>
    text.includes(outgoing) ? 'outgoing' : text.includes(incoming) ? 'incoming' : text
  const stepOf = ({ inputs = {}, env = {}, ...step }: Partial<ActionStep>): ActionStep => ({
    action: 'release',
    workspace,
    ...step,
    inputs: { 'stage-name': 'prod', ...inputs },
    env: { ...sandbox.env(), ...env },
  })
  return {
    sandbox,
    outgoing,
    incoming,
    release: async (step = {}) => {
      sandbox.requests.length = 0
      return await runAction(stepOf(step))
    },
    post: async (main, step = {}) => await runPost(stepOf(step), main),
    runs: (region) => {
      if (kind === 'ecs') return nameOf(JSON.stringify(sandbox.service(region, 'prod', 'app').taskDefinition))
      const { aliases, versions } = sandbox.fn(region, 'app')
      return nameOf(versions[aliases['live']?.version ?? ''] ?? 'nothing')
    },
    tagged: (region) => nameOf(sandbox.tags(region, 'app')['prod'] ?? 'nothing'),
    calls: (action) => sandbox.requests.filter((call) => call.action === action).map(({ region }) => region),
    at: (strike) => {
      const { after = 0, times = 1, code, kind, milliseconds = 0, when, ...call } = strike
      const arrived = new AbortController()
      let seen = 0
      const isStruck: Rule['when'] = (each) => {
        if (when?.(each) === false) return false
        seen += 1
        if (seen <= after || seen > after + times) return false
        arrived.abort()
        return code !== undefined || kind !== undefined
      }
      const damage = code === undefined ? { kind: kind ?? 'delay', milliseconds } : { code, status: 400 }
      sandbox.fail({ ...call, ...damage, when: isStruck })
      return arrived.signal
    },
    close: async () => {
      rmSync(workspace, { recursive: true })
      await sandbox.stop()
    },
  }
}

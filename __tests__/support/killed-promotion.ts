import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { openBodyTaps, type BodyTaps } from './body-tap.ts'
import { contentOf, wrongIn } from './promotion-truth.ts'
import { runAction, type ActionRun } from './run-action.ts'

/** Where a promotion is killed. `nth` counts from 1. */
export type Kill =
  /** When its nth request arrives, which is then not carried out. */
  | { readonly kind: 'before'; readonly nth: number }
  /** When its nth request was carried out, and the answer is lost. */
  | { readonly kind: 'after'; readonly nth: number }
  /** In the middle of the nth blob that goes down or up, after this share of its bytes. */
  | { readonly kind: 'body'; readonly nth: number; readonly share: number }
  /** So many milliseconds after its first request. */
  | { readonly kind: 'time'; readonly milliseconds: number }

/** A stage without targets in three regions, and an image that is to be promoted to it. */
export interface Promotion {
  readonly sandbox: Sandbox
  /** Runs it, to be killed or not; `busy` is how many milliseconds it lived after its first request. */
  readonly run: (kill?: Kill) => Promise<ActionRun & { readonly busy: number }>
  /** What was ever wrong, asked at each request that arrived and after each run. */
  readonly wrong: () => readonly string[]
  /** Tags, manifests and blobs of every region. */
  readonly state: () => unknown
  readonly close: () => Promise<void>
}

const HOME = 'us-east-1'
const REGIONS = [HOME, 'us-west-2', 'eu-west-1'] as const
const COMMIT = 'c0ffee'.repeat(6) + 'c0ff'
const PLATFORMS = ['linux/amd64', 'linux/arm64']
// Several pieces on any connection, and no two of them alike.
const LARGE = Array.from({ length: 8_000 }, (_, index) => (index * 2_654_435_761) % 999_983).join(' ')

/** Opens one. Of the incoming image the regions have one layer, which the outgoing one has too; its home has all. */
export async function openPromotion(): Promise<Promotion> {
  const sandbox = await startSandbox({ regions: REGIONS })
  const repositories = new Map(REGIONS.map((region) => [region, sandbox.createRepository(region, 'app')]))
  const everywhere = (tag: string): string => {
    const spec = { marker: tag, platforms: PLATFORMS, layers: [{ base: 'of all' }, { file: tag }] }
    const [digest = ''] = REGIONS.map((region) => sandbox.putImage(region, 'app', tag, spec).digest)
    return digest
  }
  const images = {
    older: everywhere('prod-previous'),
    outgoing: everywhere('prod'),
    incoming: sandbox.putImage(HOME, 'app', ['latest', COMMIT], {
      marker: 'incoming',
      platforms: PLATFORMS,
      layers: [{ base: 'of all' }, { file: 'one' }, { file: 'two' }, { file: LARGE }],
    }).digest,
  }
  const content = contentOf(repositories.get(HOME), images.incoming)
  const taps = await openBodyTaps(sandbox.registries)
  const workspace = workspaceOf(taps.hosts)
  const wrong: string[] = []
  const look = (when: string): void => {
    wrong.push(...wrongIn(repositories, images, content, COMMIT).map((what) => `${when}: ${what}`))
  }
  return {
    sandbox,
    run: async (kill) => {
      const killer = new AbortController()
      const armed = arm(sandbox, taps, kill, look, () => {
        killer.abort()
      })
      const run = await runAction({
        action: 'release',
        inputs: { 'stage-name': 'prod' },
        env: sandbox.env(),
        workspace,
        signals: [{ signal: 'SIGKILL', at: killer.signal }],
      })
      const busy = performance.now() - armed.since()
      armed.timers.forEach(clearTimeout)
      sandbox.heal()
      taps.stopIn(undefined)
      look(`after ${described(kill)}`)
      return { ...run, busy }
    },
    wrong: () => wrong,
    state: () =>
      [...repositories.values()].map(({ tags, manifests, blobs }) => ({
        tags: Object.fromEntries(tags),
        manifests: [...manifests.keys()].toSorted(),
        blobs: [...blobs.keys()].toSorted(),
      })),
    close: async () => {
      rmSync(workspace, { recursive: true })
      await Promise.all([taps.close(), sandbox.stop()])
    },
  }
}

/** For a message. */
export function described(kill: Kill | undefined): string {
  return kill === undefined ? 'no kill' : JSON.stringify(kill)
}

function workspaceOf(hosts: Readonly<Record<string, string>>): string {
  const workspace = mkdtempSync(join(tmpdir(), 'kills-'))
  mkdirSync(join(workspace, '.github'))
  const image = (region: string): string => `${hosts[region] ?? ''}/app`
  const targets = REGIONS.map((region) => `      - { region: ${region}, image: "${image(region)}" }`)
  const stages = [`image: ${image(HOME)}`, 'stages:', '  - name: prod', '    targets:', ...targets, '']
  writeFileSync(join(workspace, '.github/stages.yml'), stages.join('\n'))
  return workspace
}

/** Sees every request of the run that begins now, and kills it where it is to be killed. */
function arm(
  sandbox: Sandbox,
  taps: BodyTaps,
  kill: Kill | undefined,
  look: (when: string) => void,
  killNow: () => void,
): { readonly timers: readonly NodeJS.Timeout[]; readonly since: () => number } {
  const timers: NodeJS.Timeout[] = []
  let seen = 0
  let since = Infinity
  for (const service of ['ecr', 'registry', 'blob'] as const) {
    sandbox.fail({
      service,
      kind: kill?.kind === 'before' ? 'reset' : 'lost-reply',
      when: ({ action, region }) => {
        seen += 1
        look(`${described(kill)} at request ${seen}, ${action} in ${region}`)
        since = Math.min(since, performance.now())
        if (kill?.kind === 'time' && seen === 1) timers.push(setTimeout(killNow, kill.milliseconds))
        if ((kill?.kind !== 'before' && kill?.kind !== 'after') || seen !== kill.nth) return false
        killNow()
        return true
      },
    })
  }
  if (kill?.kind === 'body') taps.stopIn({ ...kill, then: killNow })
  return { timers, since: () => since }
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'
const SERVICES = ['ecr', 'ecs', 'lambda', 'registry', 'blob'] as const
const CHANGING = /^(Put|Update|Register|Tag|Start|Initiate|Complete|Upload|Finish)/

interface Stage {
  readonly sandbox: Sandbox
  readonly workspace: string
  readonly outgoing: string
  readonly incoming: string
  readonly close: () => Promise<void>
}

/** A stage of a service and a function in two regions, none of which has anything of the image that comes. */
async function openStage(): Promise<Stage> {
  const sandbox = await startSandbox()
  for (const region of [EAST, WEST]) sandbox.createRepository(region, 'app')
  const url = (region: string): string => `${sandbox.registries[region] ?? ''}/app`
  const spec = { marker: 'outgoing', layers: [{ file: 'one' }] }
  const { digest: outgoing } = sandbox.putImage(EAST, 'app', ['prod'], spec)
  sandbox.putImage(WEST, 'app', ['prod'], spec)
  const { digest: incoming } = sandbox.putImage(EAST, 'app', ['latest', 'c'.repeat(40)], {
    marker: 'incoming',
    layers: [{ file: 'one' }, { file: 'two' }, { file: 'three' }],
  })
  for (const region of [EAST, WEST]) {
    const image = `${url(region)}@${outgoing}`
    sandbox.createService(region, { cluster: 'prod', service: 'app', containers: { app: image } })
    await sandbox.createFunction(region, { name: 'app', imageUri: image, tags: { IMAGE_SHA: outgoing } })
  }
  const workspace = mkdtempSync(join(tmpdir(), 'killed-'))
  mkdirSync(join(workspace, '.github'))
  const targets = [EAST, WEST].flatMap((region) => [
    `      - { region: ${region}, image: "${url(region)}", ecs: { cluster: prod, service: app } }`,
    `      - { region: ${region}, image: "${url(region)}", lambda: { function: app }, wave: 2 }`,
  ])
  const stages = [`image: ${url(EAST)}`, 'stages:', '  - name: prod', '    targets:', ...targets, '']
  writeFileSync(join(workspace, '.github/stages.yml'), stages.join('\n'))
  return {
    sandbox,
    workspace,
    outgoing,
    incoming,
    close: async () => {
      rmSync(workspace, { recursive: true })
      await sandbox.stop()
    },
  }
}

async function release({ sandbox, workspace }: Stage, killed?: AbortSignal): Promise<ActionRun> {
  return await runAction({
    action: 'release',
    inputs: { 'stage-name': 'prod' },
    env: sandbox.env(),
    workspace,
    ...(killed === undefined ? {} : { signals: [{ signal: 'SIGKILL', at: killed }] }),
  })
}

/** Kills the release as soon as its nth changing request is carried out, before the answer arrives. */
function killAt({ sandbox }: Stage, nth: number): AbortSignal {
  const killer = new AbortController()
  let seen = 0
  for (const service of SERVICES) {
    sandbox.fail({
      service,
      kind: 'lost-reply',
      when: ({ action }) => {
        if (!CHANGING.test(action)) return false
        seen += 1
        if (seen !== nth) return false
        killer.abort()
        return true
      },
    })
  }
  return killer.signal
}

/** What runs and what is tagged, in every region; registry hosts differ from sandbox to sandbox. */
function stateOf({ sandbox }: Stage): unknown {
  return [EAST, WEST].map((region) => ({
    tags: sandbox.tags(region, 'app'),
    service: /"image":"[^"]*@(sha256:\w+)"/.exec(
      JSON.stringify(sandbox.service(region, 'prod', 'app').taskDefinition),
    )?.[1],
    function: sandbox.fn(region, 'app').image.split('@')[1],
    functionTags: sandbox.fn(region, 'app').tags,
  }))
}

function expectTruthfulTags(stage: Stage): void {
  const { sandbox, incoming, outgoing } = stage
  const tags = [EAST, WEST].map((region) => sandbox.tags(region, 'app'))
  for (const { prod } of tags) expect([incoming, outgoing]).toContain(prod)
  if (tags.every(({ prod }) => prod === outgoing)) return
  // A tag has moved, so everything runs the image by now.
  for (const region of [EAST, WEST]) {
    expect(JSON.stringify(sandbox.service(region, 'prod', 'app').taskDefinition)).toContain(incoming)
    expect(sandbox.fn(region, 'app').image).toContain(incoming)
  }
  // The home's tag, which the next stage is promoted from, is the last.
  if (tags[0]?.['prod'] === incoming) expect(tags[1]?.['prod']).toBe(incoming)
}

describe('a release that is killed and run again', () => {
  it('ends as if it had not been killed, whatever it was killed at', { timeout: 300_000 }, async () => {
    const undisturbed = await openStage()
    expect((await release(undisturbed)).outputs['result']).toBe('released')
    const end = stateOf(undisturbed)
    await undisturbed.close()

    let kills = 0
    for (let nth = 1; nth === kills + 1; nth += 1) {
      const stage = await openStage()
      const run = await release(stage, killAt(stage, nth))
      if (run.exitCode === null) kills += 1
      expectTruthfulTags(stage)
      stage.sandbox.heal()
      const again = await release(stage)
      expect(again.exitCode, `after kill ${nth}:\n${run.log}\n${again.log}`).toBe(0)
      expect(stateOf(stage), `after kill ${nth}:\n${run.log}\n${again.log}`).toStrictEqual(end)
      await stage.close()
    }
    expect(kills).toBeGreaterThan(15)
  })
})

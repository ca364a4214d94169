import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startSandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from './run-action.ts'
import { openTagGates, type TagCall } from './tag-gate.ts'

/** The regions of a stage by a short name; the image's own repository is in `home`. */
export const REGIONS = { home: 'us-east-1', west: 'us-west-2', europe: 'eu-west-1' } as const

export type Place = keyof typeof REGIONS

/** A stage in several regions, and writers who each promote another image to it. */
export interface StageRace {
  /** The digest that a writer promotes. */
  readonly imageOf: (writer: string) => string
  /** The digest that the stage's tag names everywhere before. */
  readonly outgoing: string
  /** Promotes a writer's image; its calls on the stage's tags go through the gate. */
  readonly promote: (writer: string) => Promise<ActionRun>
  /** `prod` and `prod-previous` by place. */
  readonly tags: () => Readonly<Record<string, StageTags>>
  readonly close: () => Promise<void>
}

/** What a region says of the stage. */
interface StageTags {
  readonly prod: string | undefined
  readonly previous: string | undefined
}

/** Opens a stage, whose regions have all images already. */
export async function openStageRace(
  places: readonly Place[],
  writers: readonly string[],
  meet: (call: TagCall) => Promise<void>,
): Promise<StageRace> {
  const sandbox = await startSandbox({ regions: places.map((place) => REGIONS[place]) })
  for (const region of sandbox.regions) sandbox.createRepository(region, 'app')
  const everywhere = (tag: string): string => {
    const spec = { marker: tag, layers: [{ file: tag }] }
    const [digest = ''] = sandbox.regions.map((region) => sandbox.putImage(region, 'app', tag, spec).digest)
    return digest
  }
  everywhere('prod-previous')
  const outgoing = everywhere('prod')
  const images = new Map(writers.map((writer) => [writer, everywhere(`build-${writer.toLowerCase()}`)]))
  const gates = await openTagGates(sandbox.endpoint, writers, meet)
  const workspace = mkdtempSync(join(tmpdir(), 'race-'))
  const image = (place: Place): string => `${sandbox.registries[REGIONS[place]] ?? ''}/app`
  const targets = places.map((place) => `      - { region: ${REGIONS[place]}, image: "${image(place)}" }`)
  mkdirSync(join(workspace, '.github'))
  const stages = [`image: ${image('home')}`, 'stages:', '  - name: prod', '    targets:', ...targets, '']
  writeFileSync(join(workspace, '.github/stages.yml'), stages.join('\n'))
  return {
    outgoing,
    imageOf: (writer) => images.get(writer) ?? '',
    promote: async (writer) =>
      await runAction({
        action: 'release',
        inputs: {
          'stage-name': 'prod',
          'previous-stage-name': `build-${writer.toLowerCase()}`,
          'stages-file': '.github/stages.yml',
        },
        env: { ...sandbox.env(), AWS_ENDPOINT_URL: gates.endpoints[writer] ?? '' },
        workspace,
        timeout: 30_000,
      }),
    tags: () =>
      Object.fromEntries(
        places.map((place) => {
          const tags = sandbox.tags(REGIONS[place], 'app')
          return [place, { prod: tags['prod'], previous: tags['prod-previous'] }]
        }),
      ),
    close: async () => {
      rmSync(workspace, { recursive: true })
      await Promise.all([gates.close(), sandbox.stop()])
    },
  }
}

/** Those who could say that the stage runs their image, and ended so. */
export function isGood({ exitCode, outputs }: ActionRun): boolean {
  return exitCode === 0 && outputs['result'] === 'tagged'
}

/** Those who say that another release came later, and failed for it. */
export function isSuperseded({ exitCode, outputs }: ActionRun): boolean {
  return exitCode === 1 && outputs['result'] === 'superseded'
}

/**
 * Expects all regions to have what one of the writers alone would have made of the tags that it found: its own image, and
 * one former image.
 * @param befores whose image the former one may be; `outgoing` is what the stage had before all of them
 * @returns the writer whose image it is
 */
export function expectAgreement(
  race: StageRace,
  writers: readonly string[],
  befores: readonly string[],
  story: string,
): string {
  const nameOf = (digest: string | undefined): string =>
    writers.find((writer) => race.imageOf(writer) === digest) ??
    (digest === race.outgoing ? 'outgoing' : 'another')
  const tags = Object.entries(race.tags()).map(([place, { prod, previous }]) => ({
    place,
    prod: nameOf(prod),
    previous: nameOf(previous),
  }))
  const winner = writers.find((writer) => tags[0]?.prod === writer) ?? 'a writer'
  const former = befores.find((before) => tags[0]?.previous === before && before !== winner) ?? befores[0]
  expect(tags, story).toStrictEqual(tags.map(({ place }) => ({ place, prod: winner, previous: former })))
  return winner
}

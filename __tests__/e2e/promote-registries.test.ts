import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf } from '../../sandbox/images/digest.ts'
import { describeNeeding } from '../support/needs.ts'
import { labelledImage, type OddImage, oddImages, sparseIndex } from '../support/odd-images.ts'
import { hasBlob, pullManifest, pushImage } from '../support/push-image.ts'
import { type Kind, type RegionPair, type RegionRegistry, startRegionPair } from '../support/region-pair.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const COMMIT = 'c0ffee'.repeat(6) + 'c0ff'
const LATER = 'decade'.repeat(6) + 'deca'

async function promote(
  { east, west, env }: RegionPair,
  repository: string,
  from: string,
  stage: string,
): Promise<ActionRun> {
  const inputs = {
    'ecr-image-url': `${east.name}/${repository}`,
    'stage-region': west.region,
    'regional-ecr-image-url': `${west.name}/${repository}`,
    'previous-stage-name': from,
    'stage-name': stage,
  }
  return await runAction({ action: 'release', inputs, env })
}

/** Everyone who asks for these tags gets the image as it was pushed, with everything below it. */
async function expectImage(
  { judges }: RegionPair,
  { name, plain }: RegionRegistry,
  image: OddImage,
  tags: readonly [string, ...string[]],
): Promise<void> {
  const named = (tag: string): string => `${name}/${image.name}:${tag}`
  const repository = `${plain}/${image.name}`
  const [digests, manifest, fault, children, blobs] = await Promise.all([
    Promise.all(tags.map((tag) => judges.digest(named(tag)))),
    judges.manifest(named(tags[0])),
    judges.fault(named(tags[0])),
    Promise.all(image.children.map(({ digest }) => pullManifest(repository, digest))),
    Promise.all(image.blobs.map((blob) => hasBlob(repository, digestOf(blob)))),
  ])
  expect(digests).toStrictEqual(tags.map(() => image.root.digest))
  expect(manifest).toStrictEqual(image.root.bytes)
  expect(children).toStrictEqual(image.children.map(({ bytes, mediaType }) => ({ bytes, mediaType })))
  expect(blobs).toStrictEqual(image.blobs.map(() => true))
  if (image.flaw === undefined) expect(fault).toBeUndefined()
  else expect(fault).toMatch(image.flaw)
}

function inBoth(pair: RegionPair): readonly RegionRegistry[] {
  return [pair.east, pair.west]
}

async function requestsOf(pair: RegionPair): Promise<readonly (readonly string[])[]> {
  return await Promise.all(inBoth(pair).map(async ({ requests }) => await requests()))
}

/** Everything that holds between any two registries. */
function promotions(kinds: readonly [Kind, Kind], more: (pair: () => RegionPair) => void): void {
  let pair: RegionPair
  beforeAll(async () => {
    pair = await startRegionPair(...kinds)
  })
  afterAll(async () => {
    await pair.stop()
  })

  // Several at once: most of it is waiting for programs to start.
  it.concurrent.each(oddImages().map((image) => [image.name, image] as const))(
    'copies %s as it is',
    async (_, image) => {
      await pushImage(`${pair.east.plain}/${image.name}`, image, [COMMIT])
      const run = await promote(pair, image.name, COMMIT, 'prod')
      expect(run.annotations).toStrictEqual([])
      expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged', digest: image.root.digest } })
      for (const region of inBoth(pair)) await expectImage(pair, region, image, ['prod', COMMIT])
    },
  )

  it('gives the commit of its label as a tag, where no tag of the source tells it', async () => {
    const image = labelledImage(COMMIT)
    await pushImage(`${pair.east.plain}/${image.name}`, image, ['dev'])
    const run = await promote(pair, image.name, 'dev', 'prod')
    expect(run).toMatchObject({ exitCode: 0, outputs: { digest: image.root.digest, commit: COMMIT } })
    await expectImage(pair, pair.east, image, ['dev', 'prod'])
    await expectImage(pair, pair.west, image, ['prod', COMMIT])
  })

  more(() => pair)
}

describeNeeding(
  ['docker', 'docker-registry', 'crane', 'skopeo'],
  'promotions between real registries',
  () => {
    describe('registry:3 in both regions', () => {
      promotions(['container', 'container'], (pair) => {
        it('copies a sparse index as it is', async () => {
          const image = sparseIndex()
          await pushImage(`${pair().east.plain}/${image.name}`, image, [COMMIT])
          const run = await promote(pair(), image.name, COMMIT, 'prod')
          expect(run).toMatchObject({ exitCode: 0, outputs: { digest: image.root.digest } })
          for (const region of inBoth(pair())) await expectImage(pair(), region, image, ['prod', COMMIT])
        })
      })
    })

    describe("registry:3 and Debian's docker-registry", () => {
      promotions(['container', 'debian'], (pair) => {
        it('moves no tag when a region refuses an index that is sparse', async () => {
          const image = sparseIndex()
          await pushImage(`${pair().east.plain}/${image.name}`, image, [COMMIT])
          const run = await promote(pair(), image.name, COMMIT, 'prod')
          expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
          for (const { plain } of inBoth(pair())) {
            expect(await pullManifest(`${plain}/${image.name}`, 'prod')).toBeUndefined()
          }
        })
      })
    })
  },
)

describeNeeding(
  ['machine', 'docker-registry', 'crane', 'skopeo'],
  "promotions under ECR's host names",
  () => {
    promotions(['debian-as-ecr', 'debian-as-ecr'], (pair) => {
      it('goes from stage to stage, keeps the former image, and asks for no write when it is done', async () => {
        const [former, later] = oddImages().map((image) => ({ ...image, name: 'app' }))
        if (former === undefined || later === undefined) throw new Error('There are two kinds of images.')
        const ways = [
          [COMMIT, 'dev'],
          ['dev', 'prod'],
          [LATER, 'dev'],
          ['dev', 'prod'],
        ] as const
        await pushImage(`${pair().east.plain}/app`, former, [COMMIT])
        await pushImage(`${pair().east.plain}/app`, later, [LATER])
        for (const [from, stage] of ways) {
          expect((await promote(pair(), 'app', from, stage)).outputs).toMatchObject({ result: 'tagged' })
        }
        for (const region of inBoth(pair())) {
          await expectImage(pair(), region, former, ['prod-previous', 'dev-previous', COMMIT])
          await expectImage(pair(), region, later, ['prod', 'dev', LATER])
        }
        const before = await requestsOf(pair())
        expect((await promote(pair(), 'app', 'dev', 'prod')).outputs).toMatchObject({ result: 'unchanged' })
        const since = (await requestsOf(pair())).flatMap((all, at) => all.slice(before[at]?.length))
        expect(since).not.toStrictEqual([])
        expect(since.filter((request) => !/^(GET|HEAD) /.test(request))).toStrictEqual([])
      })
    })
  },
)

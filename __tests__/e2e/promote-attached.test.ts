import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AssembledImage } from '../../sandbox/images/assemble.ts'
import { digestOf } from '../../sandbox/images/digest.ts'
import { tar } from '../../sandbox/images/tar.ts'
import { describeNeeding } from '../support/needs.ts'
import { hasBlob, pullManifest, pushImage, pushManifest } from '../support/push-image.ts'
import { imageOf, referrerOf, referrersIndex, statement } from '../support/raw-image.ts'
import { type RegionPair, type RegionRegistry, startRegionPair } from '../support/region-pair.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const COMMIT = 'c0ffee'.repeat(6) + 'c0ff'
const SBOM = 'application/spdx+json'
// Source: sigstore/cosign, specs/SIGNATURE_SPEC.md and specs/ATTESTATION_SPEC.md.
const SIGNATURE = 'application/vnd.dev.cosign.simplesigning.v1+json'
const ATTESTATION = 'application/vnd.dsse.envelope.v1+json'

/** `sha256-<hex>`: where an image's referrers are found by tag. */
function tagOf({ root }: AssembledImage): string {
  return root.digest.replace(':', '-')
}

/** An image with everything that can be attached to it, in the eastern region. */
interface Attached {
  readonly image: AssembledImage
  readonly signature: AssembledImage
  readonly attestation: AssembledImage
  readonly sbom: AssembledImage
}

async function pushAttached(repository: string, marker: string): Promise<Attached> {
  const image = imageOf('amd64', tar({ marker }))
  const signature = statement(`signature of ${marker}`, SIGNATURE)
  const attestation = statement(`attestation of ${marker}`, ATTESTATION)
  const sbom = referrerOf(image, SBOM, `what is in ${marker}`)
  await pushImage(repository, image, [COMMIT])
  await pushImage(repository, signature, [`${tagOf(image)}.sig`])
  await pushImage(repository, attestation, [`${tagOf(image)}.att`])
  await pushImage(repository, sbom)
  await pushManifest(repository, referrersIndex(SBOM, [sbom]), tagOf(image))
  return { image, signature, attestation, sbom }
}

/** The digests under the tag of an image's referrers, as skopeo reads it. */
async function referrersIn(
  { judges }: RegionPair,
  repository: string,
  image: AssembledImage,
): Promise<string[]> {
  const bytes = await judges.manifest(`${repository}:${tagOf(image)}`)
  const { manifests } = JSON.parse(bytes.toString('utf8')) as {
    readonly manifests: readonly { readonly digest: string; readonly artifactType?: string }[]
  }
  expect(manifests.map(({ artifactType }) => artifactType)).toStrictEqual(manifests.map(() => SBOM))
  return manifests.map(({ digest }) => digest)
}

describeNeeding(['docker', 'docker-registry', 'crane', 'skopeo'], 'what is attached to an image', () => {
  let pair: RegionPair
  beforeAll(async () => {
    pair = await startRegionPair('container', 'debian')
  })
  afterAll(async () => {
    await pair.stop()
  })

  const promote = async (repository: string, more: Readonly<Record<string, string>>): Promise<ActionRun> => {
    const inputs = {
      'ecr-image-url': `${pair.east.name}/${repository}`,
      'stage-region': pair.west.region,
      'regional-ecr-image-url': `${pair.west.name}/${repository}`,
      'previous-stage-name': COMMIT,
      'stage-name': 'prod',
      ...more,
    }
    return await runAction({ action: 'release', inputs, env: pair.env })
  }

  it('goes along, signatures by their tags and referrers by their subject, before the tags of the image', async () => {
    const { image, signature, attestation, sbom } = await pushAttached(`${pair.east.plain}/all`, 'all')
    expect(await promote('all', {})).toMatchObject({ exitCode: 0, outputs: { digest: image.root.digest } })

    const west = `${pair.west.name}/all`
    for (const [reference, expected] of [
      [`:prod`, image],
      [`:${COMMIT}`, image],
      [`:${tagOf(image)}.sig`, signature],
      [`:${tagOf(image)}.att`, attestation],
      [`@${sbom.root.digest}`, sbom],
    ] as const) {
      expect(await pair.judges.digest(`${west}${reference}`)).toBe(expected.root.digest)
      expect(await pair.judges.manifest(`${west}${reference}`)).toStrictEqual(expected.root.bytes)
      for (const blob of expected.blobs) {
        expect(await hasBlob(`${pair.west.plain}/all`, digestOf(blob))).toBe(true)
      }
    }
    expect(await referrersIn(pair, west, image)).toStrictEqual([sbom.root.digest])
    const written = (await pair.west.requests()).filter((request) =>
      request.startsWith('PUT /v2/all/manifests/'),
    )
    expect(written.slice(-2)).toStrictEqual([COMMIT, 'prod'].map((tag) => `PUT /v2/all/manifests/${tag}`))
  })

  it('joins what the other region has attached itself', async () => {
    const { image, sbom } = await pushAttached(`${pair.east.plain}/joined`, 'joined')
    const own = referrerOf(image, SBOM, 'a scan of this region')
    await pushImage(`${pair.west.plain}/joined`, own)
    await pushManifest(`${pair.west.plain}/joined`, referrersIndex(SBOM, [own]), tagOf(image))
    expect(await promote('joined', {})).toMatchObject({ exitCode: 0 })
    expect(new Set(await referrersIn(pair, `${pair.west.name}/joined`, image))).toStrictEqual(
      new Set([own.root.digest, sbom.root.digest]),
    )
  })

  it('stays where it is when referrers are off', async () => {
    const { image, sbom } = await pushAttached(`${pair.east.plain}/off`, 'off')
    expect(await promote('off', { referrers: 'off' })).toMatchObject({ exitCode: 0 })
    const west = `${pair.west.plain}/off`
    expect(await pullManifest(west, 'prod')).toMatchObject({ bytes: image.root.bytes })
    for (const reference of [`${tagOf(image)}.sig`, `${tagOf(image)}.att`, tagOf(image), sbom.root.digest]) {
      expect(await pullManifest(west, reference)).toBeUndefined()
    }
  })

  it.each(['east', 'west'] as const)(
    'is mounted, not read, in another repository of the registry (%s)',
    async (side) => {
      const registry = pair[side]
      const image = imageOf('amd64', tar({ mounted: side }), tar({ second: 'layer' }))
      await pushImage(`${registry.plain}/app`, image, [COMMIT])
      const before = await registry.requests()
      const run = await releaseStage(registry, pair.env)
      const asked = (await registry.requests()).slice(before.length)
      expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged', digest: image.root.digest } })
      expect(asked.filter((request) => /^POST .*\bmount=/.test(request))).toHaveLength(image.blobs.length)
      expect(
        asked.filter((request) => /^(GET .*\/blobs\/sha256|PUT .*\/uploads\/)/.test(request)),
      ).toStrictEqual([])

      const stage = `${registry.name}/app-prod:prod`
      expect(await pair.judges.digest(stage)).toBe(image.root.digest)
      expect(await pair.judges.fault(stage)).toBeUndefined()
    },
  )
})

/** Releases the stage that a stages file gives a repository of its own. */
async function releaseStage(
  registry: RegionRegistry,
  env: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  const workspace = mkdtempSync(join(tmpdir(), 'stages-'))
  mkdirSync(join(workspace, '.github'))
  const lines = [
    `image: ${registry.name}/app`,
    'stages:',
    '  - name: prod',
    `    image: ${registry.name}/app-prod`,
  ]
  writeFileSync(join(workspace, '.github/stages.yml'), `${lines.join('\n')}\n`)
  try {
    // A tag that is a commit needs no label to tell it, hence no configuration to be read.
    const inputs = { 'stage-name': 'prod', 'previous-stage-name': COMMIT }
    return await runAction({ action: 'release', inputs, env, workspace })
  } finally {
    rmSync(workspace, { recursive: true })
  }
}

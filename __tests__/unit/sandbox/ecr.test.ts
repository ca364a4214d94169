import {
  BatchCheckLayerAvailabilityCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  GetLifecyclePolicyCommand,
  ListImageReferrersCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST, WEST, type Clients } from './clients.ts'

let sandbox: Sandbox
let ecr: Clients['ecr']
beforeEach(async () => {
  sandbox = await startSandbox()
  ecr = clientsOf(sandbox).ecr
  sandbox.createRepository(EAST, 'app')
})
afterEach(async () => {
  await sandbox.stop()
})

const repositoryName = 'app'

interface Manifest {
  readonly imageManifest: string
  readonly imageManifestMediaType: string
}

async function manifestOf(imageTag: string, client = ecr): Promise<Manifest> {
  const { images } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag }] }))
  const { imageManifest = '', imageManifestMediaType = '' } = images?.[0] ?? {}
  return { imageManifest, imageManifestMediaType }
}

describe('reading images', () => {
  it('answers found ones and reports missing ones in one reply', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'latest')
    const { images, failures } = await ecr.send(
      new BatchGetImageCommand({
        repositoryName,
        imageIds: [{ imageTag: 'latest' }, { imageTag: 'dev' }, { imageDigest: digest }],
      }),
    )
    expect(images?.map(({ imageId }) => imageId)).toStrictEqual([
      { imageDigest: digest, imageTag: 'latest' },
      { imageDigest: digest },
    ])
    expect(failures?.map(({ failureCode }) => failureCode)).toStrictEqual(['ImageNotFound'])
  })

  it('gives no manifest of a media type that is not accepted', async () => {
    sandbox.putImage(EAST, 'app', 'latest')
    const acceptedMediaTypes = ['application/vnd.docker.distribution.manifest.v2+json']
    const { images } = await ecr.send(
      new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'latest' }], acceptedMediaTypes }),
    )
    expect(images).toStrictEqual([])
  })

  it('throws for a missing one in DescribeImages, and pages with all tags', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', ['a', 'b'], { marker: '1' })
    sandbox.putImage(EAST, 'app', 'c', { marker: '2' })
    await expect(
      ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'dev' }] })),
    ).rejects.toMatchObject({ name: 'ImageNotFoundException' })
    const first = await ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 1 }))
    expect(first.imageDetails).toMatchObject([{ imageDigest: digest, imageTags: ['a', 'b'] }])
    const { nextToken } = first
    const second = await ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 1, nextToken }))
    expect(second).toMatchObject({ imageDetails: [{ imageTags: ['c'] }] })
    expect(second.nextToken).toBeUndefined()
  })

  it('lists referrers by their subject', async () => {
    const { digest, mediaType, size } = sandbox.putImage(EAST, 'app', 'latest')
    const sbom = sandbox.putImage(EAST, 'app', [], {
      subject: { digest, mediaType, size },
      artifactType: 'application/spdx+json',
    })
    const { referrers } = await ecr.send(
      new ListImageReferrersCommand({ repositoryName, subjectId: { imageDigest: digest } }),
    )
    expect(referrers).toMatchObject([{ digest: sbom.digest, artifactType: 'application/spdx+json' }])
  })
})

describe('PutImage', () => {
  it('moves a tag, and says so when it is there already', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'latest')
    const put = new PutImageCommand({ repositoryName, imageTag: 'dev', ...(await manifestOf('latest')) })
    await ecr.send(put)
    expect(sandbox.tags(EAST, 'app')).toStrictEqual({ latest: digest, dev: digest })
    await expect(ecr.send(put)).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' })
  })

  it('refuses bytes of another digest', async () => {
    sandbox.putImage(EAST, 'app', 'latest')
    const { imageManifest, ...rest } = await manifestOf('latest')
    const imageDigest = sandbox.tags(EAST, 'app')['latest']
    const changed = { repositoryName, ...rest, imageManifest: `${imageManifest}\n`, imageDigest }
    await expect(ecr.send(new PutImageCommand(changed))).rejects.toMatchObject({
      name: 'ImageDigestDoesNotMatchException',
    })
  })

  it('names every layer that is missing, and the manifests of an index', async () => {
    sandbox.createRepository(WEST, 'app')
    sandbox.putImage(EAST, 'app', 'latest', { layerCount: 3 })
    const { children } = sandbox.putImage(EAST, 'app', 'index', { platforms: ['linux/amd64', 'linux/arm64'] })
    const west = clientsOf(sandbox, WEST).ecr
    const put = async (tag: string): Promise<unknown> =>
      await west.send(new PutImageCommand({ repositoryName, imageTag: tag, ...(await manifestOf(tag)) }))
    const missing: unknown = await put('latest').catch((error: unknown) => error)
    expect(missing).toMatchObject({ name: 'LayersNotFoundException' })
    expect(String(missing).match(/sha256:[0-9a-f]{64}/g)).toHaveLength(4)
    const absent: unknown = await put('index').catch((error: unknown) => error)
    expect(absent).toMatchObject({ name: 'ReferencedImagesNotFoundException' })
    expect(String(absent).match(/sha256:[0-9a-f]{64}/g)).toStrictEqual(children)
  })

  it.each([
    ['IMMUTABLE', 'dev', false],
    ['IMMUTABLE', 'latest', false],
    ['IMMUTABLE_WITH_EXCLUSION', 'dev-previous', true],
    ['IMMUTABLE_WITH_EXCLUSION', 'prod', false],
    ['MUTABLE_WITH_EXCLUSION', 'dev', false],
    ['MUTABLE_WITH_EXCLUSION', 'prod', true],
  ])('in a repository that is %s lets %s move: %s', async (mutability, tag, moves) => {
    const exclusionFilters = [{ filterType: 'WILDCARD', filter: 'dev*' }]
    const filtered = mutability.endsWith('EXCLUSION') ? { exclusionFilters } : {}
    sandbox.createRepository(EAST, 'app', { mutability, ...filtered })
    sandbox.putImage(EAST, 'app', tag, { marker: 'old' })
    sandbox.putImage(EAST, 'app', 'next', { marker: 'new' })
    const put = new PutImageCommand({ repositoryName, imageTag: tag, ...(await manifestOf('next')) })
    const name: unknown = await ecr.send(put).then(
      () => 'moved',
      (error: unknown) => (error instanceof Error ? error.name : error),
    )
    expect(name).toBe(moves ? 'moved' : 'ImageTagAlreadyExistsException')
  })
})

describe('repositories', () => {
  it('are created with their settings, once, and described', async () => {
    const filters = [{ filterType: 'WILDCARD' as const, filter: 'dev*' }]
    const create = new CreateRepositoryCommand({
      repositoryName: 'team/api',
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
    })
    await ecr.send(create)
    await expect(ecr.send(create)).rejects.toMatchObject({ name: 'RepositoryAlreadyExistsException' })
    const { repositories } = await ecr.send(
      new DescribeRepositoriesCommand({ repositoryNames: ['team/api'] }),
    )
    expect(repositories?.[0]).toMatchObject({
      repositoryUri: `${sandbox.registries[EAST] ?? ''}/team/api`,
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
    })
  })

  it('are of one region, and refuse what is not there by name', async () => {
    const west = clientsOf(sandbox, WEST).ecr
    await expect(
      west.send(new DescribeRepositoriesCommand({ repositoryNames: ['app'] })),
    ).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
    await expect(ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))).rejects.toMatchObject({
      name: 'LifecyclePolicyNotFoundException',
    })
  })

  it('say which layers they hold, a hundred at once', async () => {
    const absent = `sha256:${'0'.repeat(64)}`
    const { layers } = await ecr.send(
      new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [absent] }),
    )
    expect(layers).toStrictEqual([{ layerDigest: absent, layerAvailability: 'UNAVAILABLE' }])
    const many = Array.from({ length: 101 }, () => absent)
    await expect(
      ecr.send(new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: many })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('give a token for twelve hours', async () => {
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
    const [token] = authorizationData ?? []
    expect(atob(token?.authorizationToken ?? '')).toMatch(/^AWS:.+/)
    expect(token?.proxyEndpoint).toBe(`http://${sandbox.registries[EAST] ?? ''}`)
    const hours = ((token?.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(12)
  })
})

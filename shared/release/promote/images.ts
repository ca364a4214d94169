import { awsErrorName } from '../../aws/errors.ts'
import { UserError } from '../../errors.ts'
import { childrenOf, isIndex, type Manifest } from '../../registry/manifest.ts'
import type { ImageStore } from '../../registry/image-store.ts'
import type { Registries } from '../../registry/open.ts'
import { isCommit, isDigest, type Repository } from '../../registry/reference.ts'
import { previousTag } from '../../stages/index.ts'
import type { ReleasedImage } from '../deploy/outcome.ts'
import type { Commits } from './commits.ts'
import type { ReleaseRequest } from '../request/request.ts'

/** A repository of the release, as it is before the first write. */
export interface RepositoryState {
  readonly store: ImageStore
  /** The repository itself is still to be created, as the request allows. */
  readonly isAbsent: boolean
  /** The released image is there already. */
  readonly hasImage: boolean
  /** What the stage's tag names. */
  readonly current: Manifest | undefined
  /** What the tag `<stage>-previous` names. */
  readonly previous: Manifest | undefined
  /** The tag of the image's commit, where it names another image here. */
  readonly taken?: { readonly tag: string; readonly digest: string } | undefined
}

/** The image's own repository first. */
export type RepositoryStates = readonly [RepositoryState, ...RepositoryState[]]

/** The source, resolved once, and the state of every repository of the release, the image's own first. */
export interface ReleaseImages {
  readonly manifest: Manifest
  readonly image: ReleasedImage
  readonly states: RepositoryStates
  /** All stages as they were found in the image's own repository. */
  readonly board: readonly { readonly stage: string; readonly digest: string | undefined }[]
}

/**
 * Resolves the source to a digest, once and for all, and looks at every repository in one read each.
 * @param atHome asks for the commits of the images in the image's own repository; what it returns is `asked`
 * @param platformOf reads the platform of an image that is no index
 * @throws UserError when the source or a repository does not exist, or the digest is not the expected one
 */
export async function readImages<C extends Commits | undefined>(
  registries: Registries,
  request: ReleaseRequest,
  atHome: (store: ImageStore, incoming: Manifest, found: ReadonlyMap<string, Manifest>) => C,
  platformOf: (store: ImageStore, manifest: Manifest) => Promise<string | undefined>,
): Promise<ReleaseImages & { readonly asked: C }> {
  const { stage, home, expectedDigest } = request
  const source = request.rollback ? previousTag(stage) : request.source
  // The other stages cost no request of their own: they are for the board.
  const wanted = [...new Set([source, stage, previousTag(stage), ...request.stages])]
  const { store, found } = await registries.locate(home, wanted)
  const manifest = found.get(source)
  if (manifest === undefined) throw missingSource(request, source)
  if (expectedDigest !== undefined && manifest.digest !== expectedDigest) {
    throw new UserError(
      `The tag "${source}" of ${home.url} is ${manifest.digest} now, not the expected ${expectedDigest}.`,
      'Something else was built or released since. Approve the new digest, or release the expected one by giving it as "previous-stage-name".',
    )
  }
  const asked = atHome(store, manifest, found)
  const others = distinctRepositories(request).filter(({ url }) => url !== home.url)
  // Where the commit's tag has another image already, that is to be known before anything is copied there.
  const commit = others.length === 0 ? undefined : (await asked)?.get(manifest.digest)
  const states = await Promise.all(
    others.map(async (repository) => {
      const regional = registries.open(repository, store.protocol)
      const tags = [stage, previousTag(stage), ...(commit === undefined ? [] : [commit])]
      const there = await readOrExplain(regional, [manifest.digest, ...tags], request)
      return state(regional, there, manifest.digest, stage, commit)
    }),
  )
  return {
    manifest,
    image: releasedImage(manifest, async () => await platformOf(store, manifest)),
    board: request.stages.map((name) => ({ stage: name, digest: found.get(name)?.digest })),
    asked,
    states: [{ ...state(store, found, manifest.digest, stage), hasImage: true }, ...states],
  }
}

function state(
  store: ImageStore,
  found: ReadonlyMap<string, Manifest> | undefined,
  digest: string,
  stage: string,
  commit?: string,
): RepositoryState {
  const ofCommit = commit === undefined ? undefined : found?.get(commit)
  return {
    store,
    isAbsent: found === undefined,
    hasImage: found?.has(digest) ?? false,
    current: found?.get(stage),
    previous: found?.get(previousTag(stage)),
    taken:
      commit === undefined || ofCommit === undefined || ofCommit.digest === digest
        ? undefined
        : { tag: commit, digest: ofCommit.digest },
  }
}

function releasedImage(manifest: Manifest, ask: () => Promise<string | undefined>): ReleasedImage {
  const platforms = platformsOf(manifest)
  let asked: Promise<string | undefined> | undefined
  const platform = async (): Promise<string | undefined> => {
    if (isIndex(manifest)) return undefined
    // Several targets ask for the same.
    asked ??= ask().catch(() => undefined)
    return await asked
  }
  return { digest: manifest.digest, platforms, platform }
}

function distinctRepositories({ targets }: ReleaseRequest): readonly Repository[] {
  return [...new Map(targets.map(({ repository }) => [repository.url, repository])).values()]
}

async function readOrExplain(
  store: ImageStore,
  references: readonly string[],
  { createRepository }: ReleaseRequest,
): Promise<ReadonlyMap<string, Manifest> | undefined> {
  try {
    return await store.read(references)
  } catch (error) {
    if (awsErrorName(error) !== 'RepositoryNotFoundException') throw error
    if (createRepository) return undefined
    throw new UserError(
      `There is no repository "${store.repository.name}" in ${store.repository.region} (${store.repository.url}).`,
      'Set "create-repository: true", which creates it with the settings of the image\'s own repository, or create it yourself.',
      { cause: error },
    )
  }
}

function missingSource({ home, stage, rollback }: ReleaseRequest, source: string): UserError {
  const hint = isDigest(source)
    ? 'A digest is released from the repository that has it: check "ecr-image-url", and that no lifecycle rule removed it.'
    : rollback
      ? `The stage "${stage}" keeps its former image under that tag from its second release on.`
      : source === 'latest' || isCommit(source)
        ? 'Build it first, with build-action.'
        : `Release to the stage "${source}" first, or give another tag as "previous-stage-name".`
  return new UserError(`There is no image "${source}" in ${home.url}.`, hint)
}

/** The images in an index by platform. Attestations stand there as `unknown/unknown`. */
function platformsOf(manifest: Manifest): ReadonlyMap<string, string> {
  return new Map(
    childrenOf(manifest).flatMap(({ platform, digest }) =>
      platform === undefined || platform.os === 'unknown'
        ? []
        : [[`${platform.os}/${platform.architecture}`, digest] as const],
    ),
  )
}

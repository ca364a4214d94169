import type { AwsSession } from '../aws/session.ts'
import { UserError } from '../errors.ts'
import { copyTree } from '../registry/copy/copy-tree.ts'
import { readTree } from '../registry/copy/tree.ts'
import { createRepository } from '../registry/create-repository.ts'
import type { ImageStore } from '../registry/image-store.ts'
import type { Manifest } from '../registry/manifest.ts'
import { type Located, openRegistries, type Registries } from '../registry/open.ts'
import { formatBytes } from '../runner/journal.ts'
import type { Ports } from '../runner/ports.ts'
import { comesBefore } from './ancestry.ts'
import { cacheFlags, type CacheFlags } from './cache.ts'
import { chooseCommit } from './commit.ts'
import { differenceFrom, hashOfContext } from './difference.ts'
import { buildByEngine } from './engine.ts'
import { commitsOf, isMadeFrom, type Likeness, refuseImmutableCommit, repositoryExists } from './existing.ts'
import { type BuiltElsewhere, openFrom } from './from.ts'
import { type Checkout, commitTime, readCheckout } from './git.ts'
import { type GithubContext, readGithubContext } from '../runner/github-context.ts'
import { imageLabels } from './labels.ts'
import { latestBeside, type LatestDecision, mayMoveLatest } from './latest.ts'
import { type BuildPaths, findPaths } from './paths.ts'
import { publishTags } from './publish.ts'
import { recipeOf } from './recipe.ts'
import type { BuildRequest } from './request.ts'
import type { BuildResult } from './result.ts'
import { checkTags } from './tags.ts'

/** What one build works with. */
interface Work {
  readonly request: BuildRequest
  readonly commit: string
  readonly tags: readonly string[]
  readonly checkout: Checkout | undefined
  readonly github: GithubContext
  readonly session: AwsSession
  readonly registries: Registries
  readonly ports: Ports
}

/** The commit's image in the repository, and what the tags named at that time. */
interface Made extends Located {
  readonly image: Manifest
  readonly made: BuildResult['made']
  readonly likeness?: Likeness | undefined
  readonly metadata?: string | undefined
}

/**
 * Makes the image of a commit exist under the commit's tag, then gives it its other tags, `latest` last. An image
 * that exists already is taken when it was made from the same files.
 * @throws UserError for everything that a user can mend; until the image is pushed, nothing is written
 */
export async function buildImage(
  request: BuildRequest,
  ports: Ports,
  session: AwsSession,
): Promise<BuildResult> {
  const started = ports.clock.now()
  const paths = request.from === undefined ? await findPaths(request) : undefined
  const [github, checkout] = await Promise.all([
    readGithubContext(ports.env),
    readCheckout(ports.exec, paths?.context ?? request.workspace),
  ])
  const { commit, why } = chooseCommit(request.commit, checkout, github)
  const tags = checkTags(request.tags, request.stages, commit)
  ports.log.info(`Commit ${commit} (${why})`)
  const registries = openRegistries(() => session, ports)
  const work: Work = { request, commit, tags, checkout, github, session, registries, ports }

  const made = paths === undefined ? await takeElsewhere(work) : await buildHere(work, paths)
  const { store, image, found } = made
  const outcomes = await publishTags(
    store,
    image,
    tags,
    found,
    async () => await decideLatest(work, made),
    ports,
  )
  return {
    repository: request.repository,
    commit,
    digest: image.digest,
    made: made.made,
    outcomes,
    difference: made.likeness?.difference,
    recipe: made.likeness?.recipe,
    metadata: made.metadata,
    milliseconds: ports.clock.now() - started,
  }
}

async function buildHere(work: Work, paths: BuildPaths): Promise<Made> {
  const { request, commit, checkout, github, registries, session, ports } = work
  const [difference, recipe, located] = await Promise.all([
    checkout === undefined ? hashOfContext(paths) : differenceFrom(ports.exec, checkout, commit, paths),
    recipeOf(checkout?.root ?? request.workspace, paths, request.options, ports.env),
    locate(work),
  ])
  const likeness = { difference, recipe }
  if (difference !== undefined && checkout !== undefined) {
    ports.log.info(`The work tree differs from the commit (${difference.slice(0, 12)}): the image says so.`)
  }
  const { store, found } = located
  const existing = found.get(commit)
  if (existing !== undefined && !request.rebuild) {
    const same = await isMadeFrom(likeness, existing, store, session, ports)
    if (same) return thereAlready(located, existing, likeness)
  }
  if (existing !== undefined) await refuseImmutableCommit(store, commit)
  if (found.size === 0) await ensureRepository(work, store)

  const { repository, options } = request
  const labels = imageLabels(
    {
      commit,
      committed: checkout === undefined ? undefined : await commitTime(ports.exec, checkout.folder, commit),
      source: github.repositoryUrl,
      ...likeness,
    },
    options.labels,
  )
  const { digest, metadata } = await buildByEngine(
    {
      repository,
      workspace: request.workspace,
      command: {
        ...paths,
        reference: `${repository.url}:${commit}`,
        labels,
        cache: cacheOf(work),
        options,
      },
    },
    registries.tokensOf(repository),
    ports,
  )
  // Read again: while it was built, other runs may have moved what the tags name.
  const after = await locate(work, digest)
  const image = after.found.get(digest)
  if (image === undefined) {
    throw new UserError(
      `Buildx says that it pushed ${digest}, but ${repository.url} does not have it.`,
      'Run the job again; when it happens again, look at the log of the build.',
    )
  }
  const named = after.found.get(commit)?.digest
  if (named !== digest) {
    throw new UserError(
      `:${commit} names ${named ?? 'nothing'} and not ${digest}, which this run pushed: another run builds the same commit.`,
      'Run the job again, and give the workflow a "concurrency" group.',
    )
  }
  ports.log.info(`${repository.url}@${digest} is pushed as :${commit}.`)
  return { ...after, image, made: 'built', likeness, metadata }
}

async function takeElsewhere(work: Work): Promise<Made> {
  const { request, commit, registries, ports } = work
  const { repository, from = '' } = request
  const [elsewhere, located] = await Promise.all([
    openFrom(from, request.workspace, repository, registries, ports.env),
    locate(work),
  ])
  const existing = located.found.get(commit)
  if (existing?.digest === elsewhere.image.digest) return thereAlready(located, existing)
  if (existing !== undefined) await refuseImmutableCommit(located.store, commit)
  const known = located.found.size > 0 || (await ensureRepository(work, located.store))
  const store = known ? located.store : registries.open(repository, 'distribution')
  await pushElsewhere(elsewhere, store, work)
  return { store, found: located.found, image: elsewhere.image, made: 'copied' }
}

async function ensureRepository(
  { request, commit, session, ports }: Work,
  store: ImageStore,
): Promise<boolean> {
  const create = async (): Promise<void> => {
    await createRepository(request.repository, session, ports.log)
  }
  return await repositoryExists(store, commit, request.createRepository ? create : undefined)
}

async function pushElsewhere(
  { source, image }: BuiltElsewhere,
  store: ImageStore,
  { commit, registries: { retries }, ports }: Work,
): Promise<void> {
  const tree = await readTree(source, image)
  const [copied] = await copyTree(source, tree, [{ store, tag: commit }], { ...ports, retries })
  if (copied === undefined) return
  if (copied.error !== undefined) throw copied.error
  ports.log.info(
    `${store.repository.url}@${image.digest} is pushed as :${commit}: ${formatBytes(copied.bytesCopied)} sent, ${formatBytes(copied.bytesAvoided)} were there.`,
  )
}

function thereAlready({ store, found }: Located, image: Manifest, likeness?: Likeness): Made {
  return { store, found, image, made: 'there', likeness }
}

/** Reads what the tags name now; with a digest also that image, which a registry without ECR's API may have. */
async function locate({ request, commit, tags, registries }: Work, digest?: string): Promise<Located> {
  const references = [...(digest === undefined ? [] : [digest]), commit, 'latest', ...tags]
  return await registries.locate(request.repository, references)
}

async function decideLatest(work: Work, { store, found }: Located): Promise<LatestDecision> {
  const { request, commit, checkout, github, session, ports } = work
  const allowed = mayMoveLatest(request.latest, github)
  const former = found.get('latest')
  if (!allowed.moves || allowed.forced || former === undefined) return allowed
  const history = { checkout, github, token: request.githubToken }
  return await latestBeside(
    commit,
    await commitsOf(former, store, session, ports),
    async (descendant) => await comesBefore(history, commit, descendant, ports),
  )
}

function cacheOf({ request, github, ports }: Work): CacheFlags {
  const { repository, options } = request
  if (options.cache === 'gha' && !ports.env['ACTIONS_RUNTIME_TOKEN']) {
    ports.log.notice('There is no GitHub cache here, so the build goes without one.')
    return { from: [], to: [] }
  }
  const readOnly = github.event?.startsWith('pull_request') ?? false
  return cacheFlags(options.cache, repository.url, repository.name.replaceAll('/', '-'), readOnly)
}

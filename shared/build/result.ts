import type { Repository } from '../registry/reference.ts'
import type { Outputs } from '../runner/step.ts'
import type { TagOutcome } from './publish.ts'

/** What a build came to. */
export interface BuildResult {
  readonly repository: Repository
  readonly commit: string
  readonly digest: string
  /** How the image came to be in the repository. `there`: it was, and nothing was built. */
  readonly made: 'built' | 'copied' | 'there'
  /** The tags beside the commit's, and what became of each. */
  readonly outcomes: readonly TagOutcome[]
  /** What made the work tree another than the commit's, as a hash; undefined for the commit's own image. */
  readonly difference: string | undefined
  /** Which image of the commit it is, as a hash; undefined for the plain one. */
  readonly recipe: string | undefined
  /** Buildx's metadata as JSON; undefined when nothing was built. */
  readonly metadata: string | undefined
  readonly milliseconds: number
}

/** The tags that name the image now, the commit's first. */
export function tagsOfResult({
  commit,
  outcomes,
}: Pick<BuildResult, 'commit' | 'outcomes'>): readonly string[] {
  return [commit, ...outcomes.filter(({ state }) => state !== 'kept').map(({ tag }) => tag)]
}

/**
 * The outputs of a build. GitHub drops an output that contains anything masked, and account ids often are: only
 * `image-uri` and `image-tag` hold the registry's host.
 * Source: actions/runner, JobExtension, "Skip output since it may contain secret".
 */
export function buildOutputs(result: BuildResult): Outputs {
  const { repository, digest, commit } = result
  return {
    digest,
    'image-uri': `${repository.url}@${digest}`,
    'image-tag': `${repository.url}:${commit}`,
    'commit-tag': commit,
    repository: repository.name,
    tags: tagsOfResult(result).join('\n'),
    skipped: result.made === 'there',
    metadata: result.metadata,
    services: '',
  }
}

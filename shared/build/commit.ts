import { UserError } from '../errors.ts'
import { isCommit } from '../registry/reference.ts'
import type { Checkout } from './git.ts'
import type { GithubContext } from '../runner/github-context.ts'

/** The commit that an image is for, and where that was learned. */
export interface ChosenCommit {
  readonly commit: string
  readonly why: string
}

/**
 * The commit of a build: the one that was asked for, else the checkout's HEAD, else the run's.
 * @throws UserError for a value that is no full sha, and when nothing names a commit
 */
export function chooseCommit(
  asked: string | undefined,
  checkout: Checkout | undefined,
  github: GithubContext,
): ChosenCommit {
  if (asked !== undefined) {
    if (isCommit(asked)) return { commit: asked, why: 'the input "sha"' }
    throw new UserError(
      `The input "sha" is "${asked}", which is no full commit sha.`,
      'It has 40 hexadecimal digits in lower case, as "git rev-parse HEAD" prints it.',
    )
  }
  if (checkout !== undefined && isCommit(checkout.head)) {
    const merge = github.event?.startsWith('pull_request') && checkout.head === github.sha
    return {
      commit: checkout.head,
      why: merge
        ? `HEAD of the checkout, which a ${github.event ?? ''} event sets; "sha" can name another`
        : 'HEAD of the checkout',
    }
  }
  if (github.sha !== undefined && isCommit(github.sha)) {
    return { commit: github.sha, why: 'GITHUB_SHA; there is no git checkout here' }
  }
  throw new UserError(
    'There is no git checkout here, so the commit of the image is not known.',
    'Run actions/checkout before this step, or set the input "sha".',
  )
}

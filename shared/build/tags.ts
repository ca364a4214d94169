import { UserError } from '../errors.ts'
import { faultOfTag, shortened } from '../registry/grammar.ts'
import { isCommit } from '../registry/reference.ts'

/**
 * Checks the tags that are asked for beside the commit's and `latest`. A tag that a stage has, or may get, would let a
 * build pass for a release.
 * @returns the tags without duplicates and without the commit's own
 * @throws UserError that names the first tag that is refused, and why
 */
export function checkTags(
  tags: readonly string[],
  stages: readonly string[],
  commit: string,
): readonly string[] {
  const reserved = new Set(stages)
  for (const tag of tags) {
    const why = refusal(tag, reserved, commit)
    if (why !== undefined) throw new UserError(`The input "tags" has "${shortened(tag)}", ${why}`)
  }
  return [...new Set(tags)].filter((tag) => tag !== commit)
}

function refusal(tag: string, stages: ReadonlySet<string>, commit: string): string | undefined {
  const fault = faultOfTag(tag)
  if (fault !== undefined) return `${fault}.`
  if (tag === 'latest') return 'which has an input of its own: use "latest".'
  if (stages.has(tag)) return 'which is the name of a stage: only a release gives it.'
  if (tag.endsWith('-previous')) return 'which ends in "-previous", the tag of what a stage ran before.'
  if (isCommit(tag) && tag !== commit) return `which is shaped like a commit, and this one is ${commit}.`
  return undefined
}

// TinyStacks' own variables. Source: docs.tinystacks.com, "Builds & releases": "your build cannot override them".
const IMMUTABLE = new Set(['S3_BUCKET', 'ECR_ENDPOINT', 'ECR_IMAGE_URL'])

/**
 * Refuses a build argument or secret with the name of a variable that a stack owns.
 * @param input the input that the names stand in, for the message
 * @throws UserError for the first of them
 */
export function refuseImmutable(input: string, names: readonly string[]): void {
  const found = names.find((name) => IMMUTABLE.has(name))
  if (found === undefined) return
  throw new UserError(
    `The input "${input}" sets ${found}, which a build cannot change.`,
    `Use another name; immutable are ${[...IMMUTABLE].join(', ')}.`,
  )
}

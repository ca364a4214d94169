import { UserError } from '../errors.ts'
import { faultOfTag } from '../registry/grammar.ts'

const PREVIOUS_SUFFIX = '-previous'

/** What makes a good stage name, for hints. */
export const STAGE_NAME_HINT =
  'A stage name is an image tag: 1 to 128 letters, digits, ".", "_" or "-", for example "dev".'

/**
 * What is wrong with a stage name, as a clause that goes on after the name (`which ...`); undefined for a good one.
 * A stage name is a tag that no other tag of ours can be.
 */
export function stageNameFault(name: string): string | undefined {
  const fault = faultOfTag(name)
  if (fault !== undefined) return fault
  if (name === 'latest') return 'the tag of the newest build, which is no stage'
  if (/^[0-9a-f]{7,40}$/i.test(name)) return 'which is shaped like a commit sha, the tag that builds give'
  if (name.endsWith(PREVIOUS_SUFFIX)) {
    return `which ends in "${PREVIOUS_SUFFIX}", the tags that releases keep for a rollback`
  }
  return undefined
}

/**
 * Checks a stage name that an input gave.
 * @throws UserError that names the input and the part that is wrong.
 */
export function checkStageName(name: string, input: string): void {
  const fault = stageNameFault(name)
  if (fault !== undefined) {
    throw new UserError(`The input "${input}" is "${name.slice(0, 200)}", ${fault}.`, STAGE_NAME_HINT)
  }
}

/** The tag that keeps the image a stage had before its last release. */
export function previousTag(stage: string): string {
  return `${stage}${PREVIOUS_SUFFIX}`
}

/** The tags that belong to these stages and that a build may not give: their names and `<stage>-previous`. */
export function reservedTags(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, previousTag(name)])
}

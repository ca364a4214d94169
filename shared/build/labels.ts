import { REVISION_LABEL } from '../registry/image-labels.ts'

/**
 * Says that an image was made from a work tree that was not the commit's: the hash of the difference. Empty, or not
 * there, for the commit's own.
 */
export const DIFFERENCE_LABEL = 'com.tinystacks.build.difference'

/** Says which image of its commit an image is, where the commit can have several: the hash of its recipe, or empty. */
export const RECIPE_LABEL = 'com.tinystacks.build.recipe'

/** What the labels of an image say about where it comes from. */
export interface Origin {
  readonly commit: string
  /** Time of the commit, RFC 3339: the same commit built again gets the same label, hence the same digest. */
  readonly committed: string | undefined
  /** URL of the source repository. */
  readonly source: string | undefined
  readonly difference: string | undefined
  readonly recipe: string | undefined
}

/**
 * The labels of an image: ours, then those that were asked for. One of the same name as ours takes its place, except
 * the difference and the recipe, by which later builds recognise the image.
 * @param asked `KEY=VALUE` each
 */
export function imageLabels(origin: Origin, asked: readonly string[]): readonly string[] {
  const names = new Set(asked.map((label) => label.split('=', 1)[0]))
  const own: readonly (readonly [string, string | undefined])[] = [
    [REVISION_LABEL, origin.commit],
    ['org.opencontainers.image.source', origin.source],
    ['org.opencontainers.image.created', origin.committed],
  ]
  return [
    ...own.flatMap(([name, value]) => (value === undefined || names.has(name) ? [] : [`${name}=${value}`])),
    ...asked.filter((label) => ![DIFFERENCE_LABEL, RECIPE_LABEL].includes(label.split('=', 1)[0] ?? '')),
    // Also when empty: a base image may have been built here, and an image inherits labels.
    `${DIFFERENCE_LABEL}=${origin.difference ?? ''}`,
    `${RECIPE_LABEL}=${origin.recipe ?? ''}`,
  ]
}

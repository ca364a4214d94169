import { UserError } from '../../../errors.ts'
import type { Repository } from '../../../registry/reference.ts'

/** What a container definition has that tells which one runs an image. */
export interface ContainerImage {
  readonly name: string
  readonly image: string
}

/**
 * The containers that run the released repository: the one that is named, or those whose image is of exactly this
 * repository in any registry. The same repository in another region or account counts, `app-worker` never counts as
 * `app`, and a single container is taken whatever it runs now (a first release replaces a placeholder image).
 * @returns the index of the container in the list
 * @throws UserError that lists the containers when none or several match
 */
export function findContainer(
  containers: readonly ContainerImage[],
  repository: Repository,
  name: string | undefined,
  taskDefinition: string,
): number {
  const listed = containers.map((container) => `${container.name} (${container.image})`).join(', ')
  if (name !== undefined) {
    const named = containers.findIndex((container) => container.name === name)
    if (named >= 0) return named
    throw new UserError(
      `The task definition ${taskDefinition} has no container "${name}".`,
      `Its containers: ${listed}. Set "container-name" to one of them.`,
    )
  }
  const matching = containers.flatMap((container, index) =>
    repositoryName(container.image) === repository.name ? [index] : [],
  )
  const [only, another] = matching.length === 0 && containers.length === 1 ? [0] : matching
  if (only !== undefined && another === undefined) return only
  const count = only === undefined ? 'no container' : `${matching.length} containers`
  throw new UserError(
    `The task definition ${taskDefinition} has ${count} of the repository "${repository.name}".`,
    `Its containers: ${listed}. Set "container-name" to the one that runs this application.`,
  )
}

/**
 * The repository name in an image reference, without registry, tag and digest.
 * Source: distribution/reference, grammar: the part before the first slash is a host when it has a dot, a colon, or is
 * `localhost`.
 */
export function repositoryName(image: string): string {
  const [withoutDigest = ''] = image.split('@')
  const slash = withoutDigest.indexOf('/')
  const host = withoutDigest.slice(0, Math.max(slash, 0))
  const path = host === 'localhost' || /[.:]/.test(host) ? withoutDigest.slice(slash + 1) : withoutDigest
  return path.replace(/:[\w][\w.-]{0,127}$/, '')
}

/** The digest in an image reference, or undefined. */
export function digestIn(image: string): string | undefined {
  return /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1]
}

import { findImage } from '../ecr/lookup.ts'
import type { EcrRegion, Repository, StoredManifest } from '../ecr/store.ts'

/** What an image reference names, as far as the sandbox knows. */
export interface ResolvedImage {
  /** The registry it is in; undefined for one outside the sandbox (a sidecar from a public registry). */
  readonly ecr: EcrRegion | undefined
  readonly repository: Repository | undefined
  readonly manifest: StoredManifest | undefined
}

/** Looks an image up by `host/name[:tag][@digest]`: the loopback host of a region or its ECR host name. */
export function resolveImage(regions: Iterable<EcrRegion>, image: string): ResolvedImage {
  const slash = image.indexOf('/')
  const host = image.slice(0, Math.max(0, slash))
  const named =
    /^(?<account>\d{12})\.dkr\.ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(host)
  const there = [...regions].filter((each) => each.host === host || named?.groups?.['region'] === each.region)
  const ecr = there.find(({ account }) => account === named?.groups?.['account']) ?? there[0]
  const [path = '', digest] = image.slice(slash + 1).split('@')
  const [name = '', tag = 'latest'] = path.split(':')
  const repository = ecr?.repositories.get(name)
  if (repository === undefined) return { ecr, repository: undefined, manifest: undefined }
  const id = digest === undefined ? { imageTag: tag } : { imageDigest: digest }
  return { ecr, repository, manifest: findImage(repository, id) }
}

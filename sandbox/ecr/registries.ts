import { openEcrRegion, type EcrRegion } from './store.ts'

/** The image that a reference names, found in one of the sandbox's registries. */
export interface FoundImage {
  readonly ecr: EcrRegion
  readonly repository: string
  /** Undefined where the registry is ours and has no such image. */
  readonly digest: string | undefined
}

/** The registries of all regions. */
export type Registries = ReadonlyMap<string, EcrRegion>

export function openRegistries(regions: readonly string[], account: string): Registries {
  return new Map(regions.map((region) => [region, openEcrRegion(region, account)]))
}

/** Looks an image reference up, by the loopback host or by ECR's own host name; undefined for a registry not ours. */
export function findImageByReference(registries: Registries, reference: string): FoundImage | undefined {
  const parts =
    /^(?<host>[^/]+)\/(?<name>[^@]+?)(?::(?<tag>[\w][\w.-]*))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/.exec(
      reference,
    )?.groups
  const host = parts?.['host'] ?? ''
  const ecr = [...registries.values()].find(
    (each) => host === each.host || host === `${each.account}.dkr.ecr.${each.region}.amazonaws.com`,
  )
  if (ecr === undefined || parts?.['name'] === undefined) return undefined
  const repository = ecr.repositories.get(parts['name'])
  const digest = parts['digest'] ?? repository?.tags.get(parts['tag'] ?? 'latest')
  const there = digest !== undefined && repository?.manifests.has(digest) === true
  return { ecr, repository: parts['name'], digest: there ? digest : undefined }
}

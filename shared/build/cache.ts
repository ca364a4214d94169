import type { CacheMode } from './request.ts'

/** The layer cache as `docker buildx build` takes it. */
export interface CacheFlags {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/**
 * The flags of a cache mode. A cache that cannot be written must not fail a build whose image is pushed already, hence
 * `ignore-error`; and a pull request reads the cache without writing what nobody has reviewed into it.
 * Source: docs.docker.com, "Cache storage backends", Registry and GitHub Actions; ECR needs `image-manifest=true`.
 * @param scope tells the caches of several images in one GitHub repository apart
 */
export function cacheFlags(
  mode: CacheMode,
  repositoryUrl: string,
  scope: string,
  readOnly: boolean,
): CacheFlags {
  if (mode === 'none') return { from: [], to: [] }
  const common = mode === 'ecr' ? `type=registry,ref=${repositoryUrl}:buildcache` : `type=gha,scope=${scope}`
  const registryOnly = mode === 'ecr' ? ',image-manifest=true,oci-mediatypes=true' : ''
  return {
    from: [common],
    to: readOnly ? [] : [`${common},mode=max${registryOnly},ignore-error=true`],
  }
}

/** Media types of the OCI image spec (media-types.md) and of Docker's image manifest v2, schema 2. */
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json'
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip'
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json'

/** Whether a manifest of this media type names other manifests rather than layers. */
export function isIndex(mediaType: string): boolean {
  return mediaType === OCI_INDEX || mediaType === DOCKER_LIST
}

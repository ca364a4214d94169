import { putManifest } from '../ecr/put-image.ts'
import { addBlob, type Repository } from '../ecr/store.ts'
import { isFault } from '../wire/fault.ts'
import { assemble, type Assembled, type ImageSpec } from './assemble.ts'

/** An image that was put: what it is known by. */
export interface PutImage {
  readonly digest: string
  readonly mediaType: string
  /** Bytes of its manifest. */
  readonly size: number
  /** The digests of an index's manifests, in the order of `platforms`. */
  readonly children: readonly string[]
  /** `host/name@digest` */
  readonly uri: string
}

/** Assembles an image and stores it under the tags; without a tag it is known by its digest alone. */
export function storeImage(
  repository: Repository,
  account: string,
  tags: readonly string[],
  spec: ImageSpec,
): PutImage {
  const { blobs, children, root } = assemble(spec)
  for (const blob of blobs) addBlob(repository, blob)
  const put = (manifest: Assembled, tag: string | undefined): void => {
    try {
      putManifest(repository, account, { ...manifest, tag })
    } catch (error) {
      // A test may put one image twice, which is no mistake of it.
      if (!isFault(error) || error.code !== 'ImageAlreadyExistsException') throw error
    }
  }
  for (const child of children) put(child, undefined)
  for (const tag of tags.length === 0 ? [undefined] : tags) put(root, tag)
  return {
    digest: root.digest,
    mediaType: root.mediaType,
    size: root.bytes.length,
    children: children.map(({ digest }) => digest),
    uri: `${repository.uri}@${root.digest}`,
  }
}

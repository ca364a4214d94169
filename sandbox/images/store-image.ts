import { putManifest } from '../ecr/put-image.ts'
import { addBlob, type Repository } from '../ecr/store.ts'
import { isFault } from '../wire/fault.ts'
import { assemble, type Assembled, type AssembledImage, type ImageSpec } from './assemble.ts'

/** Assembles an image and stores it under the tags; without a tag it is known by its digest alone. */
export function storeImage(
  repository: Repository,
  account: string,
  tags: readonly string[],
  spec: ImageSpec,
): AssembledImage {
  const image = assemble(spec)
  for (const blob of image.blobs) addBlob(repository, blob)
  const put = (manifest: Assembled, tag: string | undefined): void => {
    try {
      putManifest(repository, account, { ...manifest, tag })
    } catch (error) {
      // A test may put one image twice, which is no mistake of it.
      if (!isFault(error) || error.code !== 'ImageAlreadyExistsException') throw error
    }
  }
  for (const child of image.children) put(child, undefined)
  for (const tag of tags.length === 0 ? [undefined] : tags) put(image.root, tag)
  return image
}

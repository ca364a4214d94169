import type { Descriptor, Manifest } from './manifest.ts'
import type { Repository } from './reference.ts'

/** Where images can be read from: a repository in a registry, or a layout on disk. */
export interface ImageSource {
  /** The manifests of tags or digests, by what was asked; those that do not exist are not in the map. */
  readonly read: (references: readonly string[]) => Promise<ReadonlyMap<string, Manifest>>
  /**
   * The bytes of a blob, not yet verified. A chunk is valid until the next one is asked for.
   * @param offset the first byte that is wanted
   */
  readonly readBlob: (blob: Descriptor, offset?: number) => Promise<AsyncIterable<Uint8Array>>
  /** Which of these blobs it lacks, where that can be told without reading them. */
  readonly missing?: (blobs: readonly Descriptor[]) => Promise<readonly Descriptor[]>
}

/** What is uploaded. */
export interface UploadContent {
  /** Each is sent before the next one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** Aborted when no more will come, and the upload is to be given up. */
  readonly signal: AbortSignal
}

/** Sends the content of a blob, of which the registry verifies the digest. */
export type Upload = (content: UploadContent) => Promise<void>

/** A repository that images can be read from and written to. */
export interface ImageStore extends ImageSource {
  readonly repository: Repository
  /** How manifests travel: by ECR's own API, or by the distribution protocol. Blobs always take the latter. */
  readonly protocol: Protocol
  /** Signs in for blobs, so that a refusal is known before anything is written. */
  readonly signIn: () => Promise<void>
  /**
   * Writes a manifest under its digest, and under a tag where one is given. The same tag on the same digest is
   * success, also where tags are immutable.
   * @throws UserError when the tag is immutable and names another digest.
   */
  readonly write: (manifest: Manifest, tag?: string) => Promise<void>
  /** Which of these manifests the repository has. */
  readonly has: (digests: readonly string[]) => Promise<ReadonlySet<string>>
  /** Which of these blobs the repository lacks. */
  readonly missing: (blobs: readonly Descriptor[]) => Promise<readonly Descriptor[]>
  /**
   * Begins to upload a blob; undefined when the registry took it from the other repository.
   * @param mountFrom a repository of the same registry that has the blob
   */
  readonly startUpload: (blob: Descriptor, mountFrom?: string) => Promise<Upload | undefined>
  /**
   * What refers to an image by its `subject`; undefined where the registry does not keep it.
   * Source: OCI Distribution Specification v1.1, "Listing Referrers".
   */
  readonly referrers: (digest: string) => Promise<readonly Descriptor[] | undefined>
  /** All tags of each of these digests, in one call; a digest that does not exist has none. Undefined where it can't be told. */
  readonly tagsOf: (digests: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]> | undefined>
  /** When an image was pushed, in ms since the epoch, where `tagsOf` was told so on the way. */
  readonly pushedAt?: (digest: string) => number | undefined
  /** Which of these tags cannot be moved once they exist; undefined where it can't be told. */
  readonly immutable: (tags: readonly string[]) => Promise<readonly string[] | undefined>
}

export type Protocol = 'ecr' | 'distribution'

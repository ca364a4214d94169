import type { Descriptor, Manifest } from './manifest.ts'
import type { Repository } from './reference.ts'

/** Where images can be read from: a repository in a registry, or a layout on disk. */
export interface ImageSource {
  /** The manifests of tags or digests, by what was asked; those that do not exist are not in the map. */
  readonly read: (references: readonly string[]) => Promise<ReadonlyMap<string, Manifest>>
  /** The bytes of a blob, not yet verified. */
  readonly readBlob: (blob: Descriptor) => Promise<ReadableStream<Uint8Array>>
}

/** A repository that images can be read from and written to. */
export interface ImageStore extends ImageSource {
  readonly repository: Repository
  /** How manifests travel: by ECR's own API, or by the distribution protocol. Blobs always take the latter. */
  readonly protocol: Protocol
  /**
   * Writes a manifest under its digest, and under a tag where one is given. The same tag on the same digest is
   * success, also where tags are immutable.
   * @throws UserError when the tag is immutable and names another digest.
   */
  readonly write: (manifest: Manifest, tag?: string) => Promise<void>
  /** Which of these blobs the repository lacks. */
  readonly missing: (blobs: readonly Descriptor[]) => Promise<readonly Descriptor[]>
  /** Uploads a blob; the registry verifies its digest. */
  readonly writeBlob: (blob: Descriptor, content: ReadableStream<Uint8Array>) => Promise<void>
  /**
   * All tags of each of these digests, in one call; a digest that does not exist has none. Undefined where the registry
   * can't tell or the role may not ask.
   */
  readonly tagsOf: (digests: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]> | undefined>
  /** Which of these tags cannot be moved once they exist; undefined where the registry can't tell or the role may not ask. */
  readonly immutable: (tags: readonly string[]) => Promise<readonly string[] | undefined>
}

export type Protocol = 'ecr' | 'distribution'

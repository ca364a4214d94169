import { digestOf } from '../images/digest.ts'

/** A manifest as pushed: opaque bytes. */
export interface StoredManifest {
  readonly bytes: Buffer
  readonly mediaType: string
  readonly digest: string
  /** Milliseconds since the epoch. */
  readonly pushedAt: number
}

/** A WILDCARD filter of tags that the repository's mutability does not hold for. */
interface ExclusionFilter {
  readonly filterType: string
  readonly filter: string
}

/** One repository: what ECR and the registry of its region both show. */
export interface Repository {
  readonly name: string
  readonly arn: string
  /** `127.0.0.1:PORT/name` */
  readonly uri: string
  readonly createdAt: number
  mutability: string
  exclusionFilters: readonly ExclusionFilter[]
  scanOnPush: boolean
  encryption: Readonly<Record<string, string>>
  awsTags: Map<string, string>
  policy: string | undefined
  lifecyclePolicy: string | undefined
  readonly tags: Map<string, string>
  readonly manifests: Map<string, StoredManifest>
  readonly blobs: Map<string, Buffer>
}

/** The registry of one region. */
export interface EcrRegion {
  readonly region: string
  readonly account: string
  /** `127.0.0.1:PORT`; known once the registry listens. */
  host: string
  /** A presigned URL of a blob; known once the registry listens. */
  presign: (repository: string, digest: string, bytes: Buffer) => string
  readonly repositories: Map<string, Repository>
  /** Tokens given out, with the time (ms) they expire at. */
  readonly tokens: Map<string, number>
}

export function openEcrRegion(region: string, account: string): EcrRegion {
  const presign = (): never => {
    throw new Error('the registry does not listen yet')
  }
  return { region, account, host: '', presign, repositories: new Map(), tokens: new Map() }
}

/** What can be said about a repository when it is created; everything else starts at ECR's own defaults. */
export interface RepositoryOptions {
  readonly mutability?: string
  readonly exclusionFilters?: readonly ExclusionFilter[]
  readonly scanOnPush?: boolean
  readonly encryption?: Readonly<Record<string, string>>
  readonly tags?: Readonly<Record<string, string>>
}

export function addRepository(ecr: EcrRegion, name: string, options: RepositoryOptions = {}): Repository {
  const repository: Repository = {
    name,
    arn: `arn:aws:ecr:${ecr.region}:${ecr.account}:repository/${name}`,
    uri: `${ecr.host}/${name}`,
    createdAt: Date.now(),
    mutability: options.mutability ?? 'MUTABLE',
    exclusionFilters: options.exclusionFilters ?? [],
    scanOnPush: options.scanOnPush ?? false,
    encryption: options.encryption ?? { encryptionType: 'AES256' },
    awsTags: new Map(Object.entries(options.tags ?? {})),
    policy: undefined,
    lifecyclePolicy: undefined,
    tags: new Map(),
    manifests: new Map(),
    blobs: new Map(),
  }
  ecr.repositories.set(name, repository)
  return repository
}

// One copy of a layer's bytes, however many repositories and regions hold it.
const pool = new Map<string, WeakRef<Buffer>>()

/** Keeps a blob; its digest is the caller's to have checked, or taken from the bytes. */
export function addBlob(repository: Repository, bytes: Buffer, digest = digestOf(bytes)): string {
  const shared = pool.get(digest)?.deref() ?? bytes
  pool.set(digest, new WeakRef(shared))
  repository.blobs.set(digest, shared)
  return digest
}

/** The tags of a digest, in the order they were given. */
export function tagsOf(repository: Repository, digest: string): string[] {
  return [...repository.tags].filter(([, target]) => target === digest).map(([tag]) => tag)
}

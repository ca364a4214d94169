import { randomUUID } from 'node:crypto'
import { addBlob, type Repository } from '../ecr/store.ts'
import { digestOf, isDigest } from '../images/digest.ts'
import { fault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'

interface Session {
  readonly repository: Repository
  readonly chunks: readonly Buffer[]
}

/** The upload sessions of one registry. */
export interface Uploads {
  readonly start: (repository: Repository) => Reply
  /** Takes the session away: it comes back only when the request ends well, for ECR resumes nothing. */
  readonly take: (id: string) => Session | undefined
  readonly append: (id: string, session: Session | undefined, body: Buffer) => Reply
  readonly finish: (session: Session | undefined, digest: string, body: Buffer) => Reply
}

export function openUploads(): Uploads {
  const sessions = new Map<string, Session>()
  return {
    start: (repository) => {
      const id = randomUUID()
      sessions.set(id, { repository, chunks: [] })
      return { status: 202, headers: { ...at(repository, id), range: '0-0' }, body: '' }
    },
    take: (id) => {
      const session = sessions.get(id)
      sessions.delete(id)
      return session
    },
    append: (id, session, body) => {
      const { repository, chunks } = known(session)
      const all = [...chunks, body]
      sessions.set(id, { repository, chunks: all })
      // 201 where the spec says 202, and a Range that stays at the first chunk: both as ECR does.
      const range = `0-${Math.max(0, (all[0]?.length ?? 1) - 1)}`
      return { status: 201, headers: { ...at(repository, id), range }, body: '' }
    },
    finish: (session, digest, body) => {
      const { repository, chunks } = known(session)
      const bytes = chunks.length === 0 ? body : Buffer.concat([...chunks, body])
      if (!isDigest(digest)) throw fault('DIGEST_INVALID', `"${digest}" is not a sha256 digest`)
      if (bytes.length === 0) throw fault('BLOB_UPLOAD_INVALID', 'A layer of zero bytes is not allowed')
      if (digestOf(bytes) !== digest) {
        throw fault('DIGEST_INVALID', `The digest '${digest}' does not match the bytes that were uploaded`)
      }
      addBlob(repository, bytes, digest)
      const location = `/v2/${repository.name}/blobs/${digest}`
      return { status: 201, headers: { location, 'docker-content-digest': digest }, body: '' }
    },
  }
}

function at(repository: Repository, id: string): { location: string; 'docker-upload-uuid': string } {
  return { location: `/v2/${repository.name}/blobs/uploads/${id}`, 'docker-upload-uuid': id }
}

function known(session: Session | undefined): Session {
  if (session === undefined) throw fault('BLOB_UPLOAD_UNKNOWN', 'The upload session does not exist', 404)
  return session
}

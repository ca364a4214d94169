import type { AwsSession } from '../../aws/session.ts'
import type { AwsSessions } from '../../aws/sessions.ts'
import type { Repository } from '../../registry/reference.ts'
import type { ReleaseRequest } from './request.ts'

/**
 * Whose identity a repository of a release is read and written with: the image's own with that of the release, a
 * target's with the target's.
 */
export function identityOf(
  { home, role, targets }: Pick<ReleaseRequest, 'home' | 'role' | 'targets'>,
  sessions: AwsSessions,
): (repository: Repository) => AwsSession {
  return ({ url }) => {
    const target = url === home.url ? undefined : targets.find(({ repository }) => repository.url === url)
    return sessions.of(target?.role ?? role)
  }
}

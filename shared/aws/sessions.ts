import type { Ports } from '../runner/ports.ts'
import { type AwsSession, type OpenedSession, openAwsSession } from './session.ts'

/** The identities of a release: one for each role, made once. */
export interface AwsSessions {
  /** Without a role: the job's own, or the credentials at hand where it has none. */
  readonly of: (role: string | undefined) => AwsSession
}

/**
 * Opens no session before it is asked for.
 * @param jobRole the role of the job itself, by whose session others may be assumed
 */
export function openAwsSessions(ports: Ports, jobRole: string | undefined): AwsSessions {
  const sessions = new Map<string | undefined, OpenedSession>()
  const of = (role: string | undefined = jobRole): OpenedSession => {
    const hub = jobRole === undefined || role === jobRole ? undefined : of(jobRole)
    const session = sessions.get(role) ?? openAwsSession(ports, role, hub)
    sessions.set(role, session)
    return session
  }
  return { of }
}

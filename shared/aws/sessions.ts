import type { Ports } from '../runner/ports.ts'
import { type AwsSession, openAwsSession } from './session.ts'

/** The identities of a release: one for each role, made once. */
export interface AwsSessions {
  /** Without a role: the credentials at hand. */
  readonly of: (role: string | undefined) => AwsSession
}

/** Opens no session before it is asked for. */
export function openAwsSessions(ports: Ports): AwsSessions {
  const sessions = new Map<string | undefined, AwsSession>()
  return {
    of: (role) => {
      const session = sessions.get(role) ?? openAwsSession(ports, role)
      sessions.set(role, session)
      return session
    },
  }
}

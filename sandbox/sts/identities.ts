import { randomBytes } from 'node:crypto'
import { fault } from '../wire/fault.ts'

/** Who makes a call. */
export interface Caller {
  readonly account: string
  readonly arn: string
}

/** The session of a role as STS gives it out. */
interface RoleSession {
  readonly accessKeyId: string
  /** Ms since the epoch. */
  readonly expiresAt: number
  readonly arn: string
}

/** Who is who: credentials at hand are of the first account, a role's session is of the account in the role's ARN. */
export interface Identities {
  /** The caller of a signed call; throws for a session that is over. */
  readonly callerOf: (accessKeyId: string) => Caller
  /** Opens a session of a role; throws for a role of an account that does not exist. */
  readonly assume: (role: string, name: string, seconds: number) => RoleSession
  /** Ends every session that was given out so far. */
  readonly expire: () => void
}

/** @param sessionMs how long sessions live, whatever is asked for */
export function openIdentities(
  account: string,
  accounts: readonly string[],
  sessionMs: number | undefined,
): Identities {
  const sessions = new Map<string, Caller & { expiresAt: number }>()
  return {
    callerOf: (accessKeyId) => {
      const session = sessions.get(accessKeyId)
      if (session === undefined) return { account, arn: `arn:aws:iam::${account}:user/sandbox` }
      if (session.expiresAt > Date.now()) return session
      throw fault('ExpiredTokenException', 'The security token included in the request is expired')
    },
    assume: (role, name, seconds) => {
      const owner = /^arn:aws:iam::(?<owner>\d{12}):role\/.+$/.exec(role)?.groups?.['owner']
      if (owner === undefined) throw fault('ValidationError', `${role} is invalid`)
      if (!accounts.includes(owner)) {
        throw fault('AccessDenied', `Not authorized to perform: sts:AssumeRole on resource: ${role}`, 403)
      }
      const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`
      const expiresAt = Date.now() + (sessionMs ?? seconds * 1000)
      const arn = `arn:aws:sts::${owner}:assumed-role/${role.split('/').at(-1) ?? ''}/${name}`
      sessions.set(accessKeyId, { account: owner, arn, expiresAt })
      return { accessKeyId, expiresAt, arn }
    },
    expire: () => {
      for (const session of sessions.values()) session.expiresAt = 0
    },
  }
}

import type { EcrRegion } from '../ecr/store.ts'
import { fault } from '../wire/fault.ts'

/**
 * Lets in who brings `AWS:<token>` of this region as Basic credentials; ECR has no bearer tokens.
 * An expired token is a 403 with this text, not a 401.
 */
export function authorize(ecr: EcrRegion, authorization: string | undefined): void {
  const encoded = /^Basic (?<encoded>.+)$/i.exec(authorization ?? '')?.groups?.['encoded']
  if (encoded === undefined) throw fault('UNAUTHORIZED', 'Not Authorized', 401)
  const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const expiresAt = ecr.tokens.get(password.join(':'))
  if (user !== 'AWS' || expiresAt === undefined) {
    throw fault('DENIED', 'Your Authorization Token is invalid.', 403)
  }
  if (expiresAt <= Date.now()) {
    throw fault('DENIED', 'Your authorization token has expired. Reauthenticate and try again.', 403)
  }
}

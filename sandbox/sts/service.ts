import { randomBytes, randomUUID } from 'node:crypto'
import type { AwsCall } from '../front/aws-call.ts'
import { unknownOperation, type AwsService } from '../front/aws-service.ts'
import { fault, type Fault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'
import { text } from '../wire/json.ts'
import { xmlDocument, type Xml } from '../wire/xml.ts'
import type { Identities } from './identities.ts'
import { readOidcToken } from './tokens.ts'

const NAMESPACE = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'

/** STS: the AWS Query protocol, answered in XML. Web identities come unsigned. */
export function stsService(identities: Identities): AwsService {
  return {
    regional: false,
    actionOf: ({ target }) => target,
    operate: (call, action) => answer(action, resultOf(call, action, identities)),
    refuse,
  }
}

function resultOf(call: AwsCall, action: string, identities: Identities): Xml {
  if (action === 'AssumeRoleWithWebIdentity') {
    refuseBadToken(text(call.body, 'WebIdentityToken') ?? '')
    return { ...assume(call, identities), Provider: 'token.actions.githubusercontent.com' }
  }
  if (call.accessKeyId === undefined) {
    throw fault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
  }
  if (action === 'AssumeRole') return assume(call, identities)
  if (action === 'GetCallerIdentity') return callerIdentity(call)
  throw unknownOperation('sts', action)
}

function refuseBadToken(token: string): void {
  const claims = readOidcToken(token)
  if (claims === undefined) {
    throw fault('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.')
  }
  if (claims.aud !== 'sts.amazonaws.com') throw fault('InvalidIdentityToken', 'Incorrect token audience')
  if (claims.exp < Date.now() / 1000) {
    throw fault(
      'ExpiredTokenException',
      'Token expired: current date/time must be before the expiration date/time',
    )
  }
}

function assume({ body }: AwsCall, identities: Identities): Record<string, Xml> {
  const name = text(body, 'RoleSessionName') ?? ''
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw fault(
      'ValidationError',
      `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    )
  }
  const seconds = Number(text(body, 'DurationSeconds') ?? 3600)
  const session = identities.assume(text(body, 'RoleArn') ?? '', name, seconds)
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: randomBytes(60).toString('base64'),
      Expiration: new Date(session.expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: `AROASANDBOX:${name}`, Arn: session.arn },
  }
}

function callerIdentity({ caller }: AwsCall): Xml {
  return { UserId: 'AIDASANDBOX', Account: caller.account, Arn: caller.arn }
}

function answer(action: string, result: Xml): Reply {
  const body = xmlDocument({
    [`${action}Response ${NAMESPACE}`]: {
      [`${action}Result`]: result,
      ResponseMetadata: { RequestId: randomUUID() },
    },
  })
  return { status: 200, headers: { 'content-type': 'text/xml' }, body }
}

function refuse({ code, message, status }: Fault): Reply {
  const error = { Type: 'Sender', Code: code, Message: message }
  const body = xmlDocument({ [`ErrorResponse ${NAMESPACE}`]: { Error: error, RequestId: randomUUID() } })
  return { status, headers: { 'content-type': 'text/xml' }, body }
}

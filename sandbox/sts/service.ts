import { randomBytes, randomUUID } from 'node:crypto'
import type { AwsCall } from '../front/aws-call.ts'
import { unknownOperation, type AwsService } from '../front/aws-service.ts'
import { fault, type Fault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'
import { text } from '../wire/json.ts'
import { xmlDocument, type Xml } from '../wire/xml.ts'
import { readOidcToken, type Identities } from './tokens.ts'

const NAMESPACE = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'

/** STS: the AWS Query protocol, answered in XML. Web identities come unsigned. */
export function stsService(account: string, identities: Identities): AwsService {
  return {
    regional: false,
    actionOf: ({ target }) => target,
    operate: (call, action) => answer(action, resultOf(call, action, account, identities)),
    refuse,
  }
}

function resultOf(call: AwsCall, action: string, account: string, identities: Identities): Xml {
  if (action === 'AssumeRoleWithWebIdentity') {
    refuseBadToken(text(call.body, 'WebIdentityToken') ?? '')
    return { ...assume(call, account, identities), Provider: 'token.actions.githubusercontent.com' }
  }
  if (call.accessKeyId === undefined) {
    throw fault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
  }
  if (action === 'AssumeRole') return assume(call, account, identities)
  if (action === 'GetCallerIdentity') return caller(call.accessKeyId, account, identities)
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

function assume({ body }: AwsCall, account: string, identities: Identities): Record<string, Xml> {
  const role = text(body, 'RoleArn') ?? ''
  const session = text(body, 'RoleSessionName') ?? ''
  const name = /^arn:aws:iam::\d{12}:role\/(?<name>.+)$/.exec(role)?.groups?.['name']
  if (name === undefined) throw fault('ValidationError', `${role} is invalid`)
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) {
    throw fault(
      'ValidationError',
      `1 validation error detected: Value '${session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    )
  }
  const key = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`
  identities.sessions.set(key, { role, session })
  const seconds = Number(text(body, 'DurationSeconds') ?? 3600)
  return {
    Credentials: {
      AccessKeyId: key,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: randomBytes(60).toString('base64'),
      Expiration: new Date(Date.now() + seconds * 1000).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROASANDBOX:${session}`,
      Arn: `arn:aws:sts::${role.split(':')[4] ?? account}:assumed-role/${name}/${session}`,
    },
  }
}

function caller(key: string, account: string, identities: Identities): Xml {
  const assumed = identities.sessions.get(key)
  if (assumed === undefined) {
    return { UserId: 'AIDASANDBOX', Account: account, Arn: `arn:aws:iam::${account}:user/sandbox` }
  }
  const owner = assumed.role.split(':')[4] ?? account
  const name = assumed.role.split('role/')[1] ?? ''
  return {
    UserId: `AROASANDBOX:${assumed.session}`,
    Account: owner,
    Arn: `arn:aws:sts::${owner}:assumed-role/${name}/${assumed.session}`,
  }
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

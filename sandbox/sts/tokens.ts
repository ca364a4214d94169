import { randomBytes, randomUUID } from 'node:crypto'
import { parseObject, text } from '../wire/json.ts'

/** What an OIDC token says, as GitHub's do. */
interface Claims {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  /** Seconds since the epoch. */
  readonly exp: number
  readonly repository: string
  /** Only of a job with an `environment:`, whose `sub` names it too. */
  readonly environment?: string
}

/** A token as the runner's OIDC provider writes it; its signature is nobody's, and only the sandbox's STS takes it. */
export function issueOidcToken(
  issuer: string,
  audience: string,
  repository: string,
  environment?: string,
): string {
  const claims: Claims = {
    iss: issuer,
    sub: `repo:${repository}:${environment === undefined ? 'ref:refs/heads/main' : `environment:${environment}`}`,
    aud: audience,
    exp: Math.floor(Date.now() / 1000) + 300,
    repository,
    ...(environment === undefined ? {} : { environment }),
  }
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = part({ alg: 'RS256', typ: 'JWT', kid: randomUUID() })
  return `${header}.${part(claims)}.${randomBytes(32).toString('base64url')}`
}

/** The claims that matter to STS; undefined where it is no token of three parts. */
export function readOidcToken(token: string): { aud: string; exp: number } | undefined {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return undefined
  const claims = parseObject(Buffer.from(payload, 'base64url').toString('utf8'))
  const exp = claims['exp']
  return { aud: text(claims, 'aud') ?? '', exp: typeof exp === 'number' ? exp : 0 }
}

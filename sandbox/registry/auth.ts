import { allows, notAllowed } from '../ecr/policy.ts'
import type { EcrRegion, Repository } from '../ecr/store.ts'
import { fault } from '../wire/fault.ts'

/**
 * Lets in who brings `AWS:<token>` of this region as Basic credentials; ECR has no bearer tokens.
 * An expired token is a 403 with this text, not a 401.
 * @param registries of every account: a token is its caller's, and good for every registry that the caller may use
 * @returns the account that the token was given to
 */
export function authorize(
  ecr: EcrRegion,
  registries: readonly EcrRegion[],
  authorization: string | undefined,
): string {
  const encoded = /^Basic (?<encoded>.+)$/i.exec(authorization ?? '')?.groups?.['encoded']
  if (encoded === undefined) throw fault('UNAUTHORIZED', 'Not Authorized', 401)
  const [user, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const password = rest.join(':')
  const issuer = registries.find(({ region, tokens }) => region === ecr.region && tokens.has(password))
  const expiresAt = issuer?.tokens.get(password)
  if (user !== 'AWS' || issuer === undefined || expiresAt === undefined) {
    throw fault('DENIED', 'Your Authorization Token is invalid.', 403)
  }
  if (expiresAt <= Date.now()) {
    throw fault('DENIED', 'Your authorization token has expired. Reauthenticate and try again.', 403)
  }
  return issuer.account
}

/** Refuses another account what the repository's policy does not allow it. */
export function refuseStranger(
  ecr: EcrRegion,
  repository: Repository,
  account: string,
  action: string,
): void {
  if (account === ecr.account) return
  const needed = PERMISSIONS[action] ?? 'ecr:BatchGetImage'
  if (allows(repository, account, needed)) return
  const { message } = notAllowed(`arn:aws:sts::${account}:assumed-role/sandbox/job`, needed, repository.arn)
  throw fault('DENIED', message, 403)
}

/** Source: Amazon ECR User Guide, "Pushing an image" and "Pulling an image", required permissions. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  PutManifest: 'ecr:PutImage',
  HeadBlob: 'ecr:BatchCheckLayerAvailability',
  GetBlob: 'ecr:GetDownloadUrlForLayer',
  StartUpload: 'ecr:InitiateLayerUpload',
  PatchUpload: 'ecr:UploadLayerPart',
  FinishUpload: 'ecr:CompleteLayerUpload',
}

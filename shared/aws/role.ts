import { UserError } from '../errors.ts'

/** What the ARN of a role tells. */
export interface RoleParts {
  readonly partition: string
  /** The account that the role's sessions act in. */
  readonly account: string
}

// A path may stand before the name. Source: IAM User Guide, "IAM identifiers"; partitions: AWS SDKs, partitions.json.
const ROLE =
  /^arn:(aws(?:-cn|-us-gov|-eusc|-iso(?:-[bef])?)?):iam::(\d{12}):role\/(?:[!-~]+\/)?[\w+=,.@-]{1,64}$/

/** The parts of a role's ARN; undefined for anything else. */
export function readRole(arn: string): RoleParts | undefined {
  const [, partition, account] = ROLE.exec(arn) ?? []
  return partition === undefined || account === undefined ? undefined : { partition, account }
}

/**
 * Checks the ARN of a role.
 * @param place how a sentence names where it was given, for example `The input "role-to-assume"`
 * @throws UserError for what is no ARN of a role
 */
export function checkRole(arn: string, place: string): void {
  if (readRole(arn) !== undefined) return
  throw new UserError(
    `${place} is "${arn.slice(0, 300)}", ${faultOfRole(arn)}.`,
    'It looks like arn:aws:iam::123456789012:role/deploy.',
  )
}

/** The partition of a region. Source: AWS SDKs, partitions.json, `regionRegex`. */
export function partitionOf(region: string): string {
  const [prefix = '', second = ''] = region.split('-')
  if (prefix === 'cn') return 'aws-cn'
  if (prefix === 'eusc') return 'aws-eusc'
  if (second === 'gov') return 'aws-us-gov'
  if (second === 'iso') return 'aws-iso'
  return second.startsWith('iso') ? `aws-iso-${second.at(3) ?? ''}` : 'aws'
}

function faultOfRole(arn: string): string {
  const [first, partition = '', service, region, account = '', ...rest] = arn.split(':')
  if (first !== 'arn') return 'which is no ARN of an IAM role'
  if (service === 'sts') return 'which is a session of a role and not the role itself'
  if (service !== 'iam') return `which is an ARN of ${service ?? 'nothing'} and not of an IAM role`
  if (!partition.startsWith('aws')) return `whose partition "${partition}" does not exist`
  if (region !== '') return 'which has a region; a role has none'
  if (!/^\d{12}$/.test(account)) return `whose account "${account}" is not 12 digits`
  return rest.join(':').startsWith('role/')
    ? 'whose name is not one of a role'
    : 'which is no ARN of an IAM role'
}

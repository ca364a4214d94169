import { shownCharacter } from './grammar.ts'

/** Where a registry of Amazon ECR is. */
export interface EcrHost {
  readonly account: string
  readonly region: string
}

// Account, `-fips`, region. Source: Amazon ECR User Guide, "Amazon ECR registry endpoints" (IPv4 and dual-stack).
const ECR_HOST =
  /^(\d{12})\.dkr(?:\.ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]*-\d)\.amazonaws(?:\.com(?:\.cn)?|\.eu)|-ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]*-\d)\.on\.aws)$/
const REGION = /^[a-z]{2}[a-z0-9-]*-\d$/
const FORM = 'ACCOUNT.dkr.ecr.REGION.amazonaws.com'

/** The account and region that a host of ECR names; undefined for any other host. */
export function readEcrHost(host: string): EcrHost | undefined {
  const [, account, region, dualStackRegion] = ECR_HOST.exec(host) ?? []
  return account === undefined ? undefined : { account, region: region ?? dualStackRegion ?? '' }
}

/**
 * Which part of a host that is meant to be one of ECR is wrong, as a clause that goes on after it (`which ...`,
 * `whose ...`); undefined for a host of ECR, and for one that does not resemble any.
 */
export function faultOfEcrHost(host: string): string | undefined {
  if (readEcrHost(host) !== undefined || !resemblesEcr(host)) return undefined
  if (host === 'public.ecr.aws') return 'which is Amazon ECR Public; only private registries are used'
  const upper = /[A-Z]/.exec(host)?.[0]
  if (upper !== undefined) return `which has the upper-case letter "${upper}"`
  const port = /:\d*$/.exec(host)?.[0]
  if (port !== undefined) return `which has the port "${port}"; Amazon ECR has none`
  const stranger = /[^a-z0-9.-]/u.exec(host)?.[0]
  if (stranger !== undefined) return `which has the character ${shownCharacter(stranger)}`
  return faultOfLabels(host.split('.'))
}

function resemblesEcr(host: string): boolean {
  return /(?:^|[.-])(?:dkr|ecr)(?:[.-]|$)|^\d{10,14}\./i.test(host)
}

function faultOfLabels(labels: readonly string[]): string {
  const [account = '', ...rest] = labels
  if (/^(?:dkr|ecr|api)/.test(account)) return `which has no account before "${account}": ${FORM}`
  if (/^\d+$/.test(account) && account.length !== 12) {
    return `whose account "${account}" has ${account.length} digits instead of 12`
  }
  if (!/^\d{12}$/.test(account)) return `whose account "${account}" is not 12 digits`

  const at = rest.findIndex((label) => REGION.test(label))
  if (at < 0) return faultWithoutRegion(rest)
  const service = rest.slice(0, at).join('.')
  const suffix = rest.slice(at + 1).join('.')
  if (!isService(service)) {
    return service === ''
      ? 'which has no "dkr.ecr" between account and region'
      : `which has "${service}" where "dkr.ecr" belongs`
  }
  const wanted = service.startsWith('dkr-') ? 'on.aws' : suffixOf(rest[at] ?? '')
  return suffix === ''
    ? `which ends with its region; "${wanted}" is missing`
    : `which has "${suffix}" after its region, where "${wanted}" belongs`
}

function faultWithoutRegion(rest: readonly string[]): string {
  const length = rest[0]?.startsWith('dkr-') ? 1 : 2
  const service = rest.slice(0, length).join('.')
  const [region, ...more] = rest.slice(length)
  if (!isService(service)) return `which is not of the form ${FORM}`
  return region === undefined || region === 'amazonaws' || (region === 'on' && more[0] === 'aws')
    ? `which has no region after "${service}"`
    : `whose region "${region}" is none; one looks like "us-east-1"`
}

function isService(service: string): boolean {
  return /^dkr[.-]ecr(?:-fips)?$/.test(service)
}

// Partitions aws-cn and aws-eusc. Source: AWS General Reference, "Amazon ECR endpoints and quotas".
function suffixOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn'
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com'
}

import { UserError } from '../errors.ts'
import type { Env } from '../runner/ports.ts'
import { faultOfEcrHost, readEcrHost } from './ecr-host.ts'
import { faultOfDigest, faultOfName, shortened } from './grammar.ts'

/** A repository in a registry: where images of one application are kept in one region. */
export interface Repository {
  /** Registry host, with a port where it has one. */
  readonly host: string
  /** Name of the repository without the host. */
  readonly name: string
  /** `host/name`, as image references begin. */
  readonly url: string
  /** From the host of an ECR registry; a loopback registry has none. */
  readonly account: string | undefined
  /** From the host of an ECR registry; for a loopback registry what the caller says. */
  readonly region: string
}

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/
const COMMIT = /^[0-9a-f]{40}$/

/** What a repository URL is read with. */
export interface RepositoryContext {
  /** The input that it came from, for messages. */
  readonly input: string
  /** The region of a loopback registry, whose host names none. */
  readonly region?: string | undefined
  readonly env: Env
}

/**
 * Reads `host/name`. Only ECR hosts are registries here; a loopback one too, as long as AWS itself is one
 * (AWS_ENDPOINT_URL), so that a token never goes to a host that someone else chose.
 * @throws UserError that names the input and the part that is wrong.
 */
export function parseRepository(url: string, { input, region, env }: RepositoryContext): Repository {
  const wrong = (part: string): UserError =>
    new UserError(
      `The input "${input}" is "${shortened(url)}", ${part}.`,
      'It looks like 123456789012.dkr.ecr.us-east-1.amazonaws.com/app.',
    )
  const fault = faultOfRepository(url)
  if (fault !== undefined) throw wrong(fault)
  const { host, name } = partsOf(url)
  const own = { host, name, url }
  const ecr = readEcrHost(host)
  if (ecr !== undefined) return { ...own, ...ecr }
  if (!isLoopbackEndpoint(env['AWS_ENDPOINT_URL'])) {
    throw wrong(
      'a registry on this machine, which is used only while AWS_ENDPOINT_URL is on this machine too',
    )
  }
  if (region === undefined) {
    throw new UserError(
      `The region of the registry "${host}" is not known.`,
      'Set the input "aws-region" or the environment variable AWS_REGION.',
    )
  }
  return { ...own, account: undefined, region }
}

/**
 * What is wrong with `host/name`, as a clause that goes on after it (`which ...`, `with ...`); undefined for a repository
 * of ECR or of a loopback registry.
 */
export function faultOfRepository(url: string): string | undefined {
  const { host, name } = partsOf(url)
  if (url.includes('://')) return 'which starts with a protocol; an image URL has none'
  if (!url.includes('/') && (readEcrHost(url) !== undefined || faultOfEcrHost(url) !== undefined))
    return 'which names a registry, and no repository in it'
  if (host === '' || !/[.:]|^localhost$/.test(host)) return 'which names no registry'
  if (name.includes('@') || name.includes(':'))
    return 'which has a tag or digest; only the repository belongs here'
  const fault = faultOfName(name)
  if (fault !== undefined) return `with the repository name "${shortened(name)}", ${fault}`
  if (readEcrHost(host) !== undefined || LOOPBACK_HOST.test(host)) return undefined
  const nearly = faultOfEcrHost(host)
  return nearly === undefined
    ? `whose registry "${shortened(host)}" is not one of Amazon ECR; only those are used`
    : `with the registry "${shortened(host)}", ${nearly}`
}

function partsOf(url: string): Pick<Repository, 'host' | 'name'> {
  const slash = url.indexOf('/')
  return { host: slash < 0 ? '' : url.slice(0, slash), name: url.slice(slash + 1) }
}

/** The repository of the same name in the ECR of an account and region. Both are of the same partition. */
export function inPlace(repository: Repository, account: string, region: string): Repository {
  const host = repository.host.replace(/^\d{12}/, account).replace(repository.region, region)
  return { ...repository, host, account, region, url: `${host}/${repository.name}` }
}

function isLoopbackEndpoint(endpoint: string | undefined): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && LOOPBACK_HOST.test(new URL(endpoint).host)
}

/** Scheme and host of a repository's registry; one on this machine is spoken to without TLS. */
export function originOf({ host }: Pick<Repository, 'host'>): string {
  return `${LOOPBACK_HOST.test(host) ? 'http' : 'https'}://${host}`
}

/** True for a sha256 digest, the only algorithm that ECR has. */
export function isDigest(value: string): boolean {
  return faultOfDigest(value) === undefined
}

/** True for a full git commit sha, which is also a tag that the build gives. */
export function isCommit(value: string): boolean {
  return COMMIT.test(value)
}

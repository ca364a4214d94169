import { isIP } from 'node:net'
import { UserError } from '../../errors.ts'

/**
 * Checks where a registry sends a client on to: never from TLS to plain text, and never from a registry elsewhere to
 * an address of this machine or its network, where the answer could come from a metadata service.
 * @throws UserError that names the address
 */
export function checkOnward(from: URL, to: URL): void {
  const wrong = wrongWith(from, to)
  if (wrong === undefined) return
  throw new UserError(
    `The registry ${from.host} sends on to ${to.origin}, ${wrong}.`,
    'That is not followed. Check that the host in the image URL is the registry that was meant.',
  )
}

function wrongWith(from: URL, to: URL): string | undefined {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return `which has the protocol "${to.protocol}"`
  if (from.protocol === 'https:' && to.protocol === 'http:') return 'which is not encrypted'
  if (isLocal(to.hostname) && !isLocal(from.hostname))
    return 'which is an address of this machine or its network'
  return undefined
}

/** Source: RFC 1918, RFC 3927 (link-local), RFC 4193 and RFC 4291 (IPv6), RFC 6598 (shared). */
function isLocal(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase()
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  if (isIP(host) === 4) {
    return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    )
  }
  return isIP(host) === 6 && /^(?:::|f[cd]|fe[89ab])/.test(host)
}

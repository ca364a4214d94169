import { messageOf, UserError } from '../../errors.ts'
import { publicImage, type PublicImage } from './public-image.ts'

/** What a registry is asked with. */
export interface PinPorts {
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

// An index first, so that the pin is good for every platform.
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')
const PATIENCE_MS = 20_000

/**
 * The digests that images have now, asked of their public registries without credentials.
 * Source: OCI Distribution Specification v1.1, "Checking if content exists in the registry".
 * @throws UserError that names the image, where its registry does not tell
 */
export async function resolveDigests(
  images: readonly string[],
  ports: PinPorts,
): Promise<ReadonlyMap<string, string>> {
  const pairs = await Promise.all(
    images.map(async (image): Promise<[string, string]> => [image, await digestOf(image, ports)]),
  )
  return new Map(pairs)
}

async function digestOf(image: string, ports: PinPorts): Promise<string> {
  const place = publicImage(image)
  const failed = (why: string): UserError =>
    new UserError(
      `The digest of the image ${image} cannot be told: ${why}.`,
      'Run it again, set the input "base-registry" to a registry that is in reach, or leave "pin-digests" out.',
    )
  try {
    const first = await head(place, undefined, ports)
    const challenge = first.status === 401 ? first.headers.get('www-authenticate') : null
    const answer =
      challenge === null ? first : await head(place, await anonymousToken(challenge, place, ports), ports)
    const digest = answer.headers.get('docker-content-digest')
    if (answer.ok && digest !== null && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest
    throw failed(`${new URL(place.origin).host} answers ${answer.status}`)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw failed(`${new URL(place.origin).host} is not in reach (${messageOf(error)})`)
  }
}

async function head(
  { origin, name, tag }: PublicImage,
  token: string | undefined,
  { fetch, signal }: PinPorts,
): Promise<Response> {
  return await fetch(`${origin}/v2/${name}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept: ACCEPT, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  })
}

/** Source: Distribution documentation, "Token Authentication Specification". Nothing of ours is sent. */
async function anonymousToken(
  challenge: string,
  { name }: PublicImage,
  { fetch, signal }: PinPorts,
): Promise<string | undefined> {
  const fields = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
  const realm = fields.get('realm')
  if (realm === undefined || !URL.canParse(realm)) return undefined
  const url = new URL(realm)
  const service = fields.get('service')
  if (service !== undefined) url.searchParams.set('service', service)
  url.searchParams.set('scope', `repository:${name}:pull`)
  const answer = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  })
  const body = (await answer.json()) as { readonly token?: unknown; readonly access_token?: unknown } | null
  const token = body?.token ?? body?.access_token
  return typeof token === 'string' ? token : undefined
}

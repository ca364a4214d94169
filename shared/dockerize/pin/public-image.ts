/** Where an image is kept, as the registry's API names it. */
export interface PublicImage {
  readonly origin: string
  readonly name: string
  readonly tag: string
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/

/**
 * Reads an image reference as Docker does: without a host it is Docker Hub's, and there without a namespace an official
 * one. Source: github.com/distribution/reference, ParseNormalizedNamed.
 */
export function publicImage(reference: string): PublicImage {
  const slash = reference.indexOf('/')
  const first = reference.slice(0, Math.max(slash, 0))
  const hasHost = first.includes('.') || first.includes(':') || first === 'localhost'
  const host = hasHost ? first : 'docker.io'
  const rest = hasHost ? reference.slice(slash + 1) : reference
  const colon = rest.lastIndexOf(':')
  const path = colon > rest.lastIndexOf('/') ? rest.slice(0, colon) : rest
  const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon + 1) : 'latest'
  const isHub = host === 'docker.io' || host === 'index.docker.io'
  return {
    // Docker Hub's API is at another host than its images are named by.
    origin: isHub ? 'https://registry-1.docker.io' : `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}`,
    name: isHub && !path.includes('/') ? `library/${path}` : path,
    tag,
  }
}

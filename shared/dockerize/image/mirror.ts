import type { Warning } from '../found.ts'
import { imagesOf, renamed } from '../pin/references.ts'
import type { Stage } from './steps.ts'

/** The front end that reads a Dockerfile. Source: docs.docker.com, "Custom Dockerfile syntax". */
const FRONT_END = 'docker/dockerfile:1'
// Amazon's copy of the official images has these and nothing else of Docker Hub, the front end included.
const OFFICIAL_ALONE = 'public.ecr.aws/docker/library'

/**
 * An image of Docker Hub with a namespace, from a mirror of Docker Hub: official images are below `library/` there, or
 * where a mirror adds that by itself, at its top; those of others stand beside. An image of any other registry stays.
 */
function mirroredImage(baseRegistry: string | undefined, image: string): string {
  const prefix = baseRegistry?.replace(/\/+$/, '')
  const [namespace = ''] = image.split('/')
  if (prefix === undefined || namespace === image || isHost(namespace) || !mirrors(prefix)) return image
  return `${prefix.replace(/\/library$/, '')}/${image}`
}

/** The stages with every image of Docker Hub from the mirror; `officialImage` has seen to those without a namespace. */
export function mirrored(stages: readonly Stage[], baseRegistry: string | undefined): readonly Stage[] {
  return baseRegistry === undefined ? stages : renamed(stages, (image) => mirroredImage(baseRegistry, image))
}

/** What a Dockerfile's first line names. */
export function frontEnd(baseRegistry: string | undefined): string {
  return mirroredImage(baseRegistry, FRONT_END)
}

/** What comes from Docker Hub although another registry was asked for. */
export function hubWarnings(stages: readonly Stage[], baseRegistry: string | undefined): readonly Warning[] {
  if (baseRegistry === undefined) return []
  const left = imagesOf(stages).filter((image) => image.includes('/') && !isHost(image.split('/')[0] ?? ''))
  const own = left.filter((image) => !image.startsWith(`${baseRegistry.replace(/\/+$/, '')}/`))
  return own.length === 0
    ? []
    : [{ text: `${own.join(', ')} comes from Docker Hub all the same: ${baseRegistry} has no such image.` }]
}

// A first part without a dot or a port is a namespace of Docker Hub, which has no further ones inside.
function mirrors(prefix: string): boolean {
  return prefix !== OFFICIAL_ALONE && isHost(prefix.split('/')[0] ?? '')
}

/** Source: github.com/distribution/reference, splitDockerDomain. */
function isHost(part: string): boolean {
  return /[.:]/.test(part) || part === 'localhost'
}

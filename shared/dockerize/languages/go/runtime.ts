import type { Native } from './native.ts'

/** The images that belong together, so that a program finds the C library that it was linked with. */
interface RuntimeBase {
  /** The tag of the compiler's image. */
  readonly compiler: string
  readonly image: string
  /** Whether the image has bash: Debian's, where the program needs packages or its command a shell. */
  readonly shell: boolean
}

/**
 * Chooses the final image: nothing but the program where it is static. Sources: distroless README, "What images are
 * available?"; Docker Hub, golang: images on Debian 13 begin with Go 1.25.
 */
export function runtimeBase(version: string, native: Native | undefined, shell: boolean): RuntimeBase {
  const minor = Number(version.split('.')[1] ?? '99')
  const debian = minor >= 25 ? { name: 'trixie', number: 13 } : { name: 'bookworm', number: 12 }
  // The first images on Debian 12 are of Go 1.19; older programs run on a newer C library than their own.
  const compiler =
    native === undefined ? version : minor < 19 ? `${version}-bullseye` : `${version}-${debian.name}`
  if (shell || (native?.run.length ?? 0) > 0) {
    return { compiler, image: `debian:${native === undefined ? 'trixie' : debian.name}-slim`, shell: true }
  }
  const kind = native === undefined ? 'static' : native.plusPlus ? 'cc' : 'base'
  const number = native === undefined ? 13 : debian.number
  return { compiler, image: `gcr.io/distroless/${kind}-debian${number}:nonroot`, shell: false }
}

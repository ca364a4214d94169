import { isChannel } from './version.ts'

/** The images that belong together, so that a program finds the C library that it was linked with. */
interface RuntimeBase {
  readonly compiler: string
  readonly image: string
  /** Debian's image, which has bash and can install packages. */
  readonly shell: boolean
  /** Libraries that this Debian has under another name than distroless images. */
  readonly packages: readonly string[]
}

interface Needs {
  /** Debian packages that the program loads. */
  readonly packages: readonly string[]
  readonly openssl: boolean
  readonly shell: boolean
}

/**
 * Chooses the final image: distroless unless the program needs packages or its command a shell. Sources: distroless
 * README, "What images are available?"; Docker Hub, rust: images on Debian 13 begin with Rust 1.89, those on 12 with
 * 1.70.
 */
export function runtimeBase(version: string, { packages, openssl, shell }: Needs): RuntimeBase {
  const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? '999')
  const debian = minor >= 89 ? 'trixie' : minor >= 70 ? 'bookworm' : 'bullseye'
  const compiler = `${isChannel(version) ? '1' : version}-slim-${debian}`
  if (debian === 'bullseye') {
    return { compiler, image: 'debian:bullseye-slim', shell: true, packages: openssl ? ['libssl1.1'] : [] }
  }
  if (shell || packages.length > 0) {
    return { compiler, image: `debian:${debian}-slim`, shell: true, packages: openssl ? ['libssl3'] : [] }
  }
  const number = debian === 'trixie' ? 13 : 12
  return { compiler, image: `gcr.io/distroless/cc-debian${number}:nonroot`, shell: false, packages: [] }
}

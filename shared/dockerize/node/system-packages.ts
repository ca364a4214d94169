import type { Manifest } from './manifest.ts'

const TOOLCHAIN = ['g++', 'make', 'python3']

// Native modules: what their installation may have to compile with, and what they load while running.
const PACKAGES: Readonly<
  Record<string, { readonly build?: readonly string[]; readonly run?: readonly string[] }>
> = {
  prisma: { build: ['openssl'], run: ['openssl'] },
  '@prisma/client': { build: ['openssl'], run: ['openssl'] },
  bcrypt: { build: TOOLCHAIN },
  'better-sqlite3': { build: TOOLCHAIN },
  sqlite3: { build: TOOLCHAIN },
  argon2: { build: TOOLCHAIN },
  'fluent-ffmpeg': { run: ['ffmpeg'] },
}

/** What dependencies need beyond the slim image. */
export interface SystemPackages {
  /** Debian packages that the installation needs. */
  readonly build: readonly string[]
  /** Debian packages that the running server needs. */
  readonly run: readonly string[]
  /** Environment that tells dependencies where those are, for every stage. */
  readonly env: Readonly<Record<string, string>>
}

/** What the dependencies need of the system, by stage. */
export function systemPackages(manifest: Manifest): SystemPackages {
  const named = Object.entries(PACKAGES).filter(([name]) => manifest.dependency(name) !== undefined)
  const of = (stage: 'build' | 'run'): readonly string[] =>
    [...new Set(named.flatMap(([, packages]) => packages[stage] ?? []))].sort()
  return { build: of('build'), run: of('run'), env: {} }
}

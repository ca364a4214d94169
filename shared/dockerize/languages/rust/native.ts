import { isTable, parseToml } from '../../parse/toml.ts'
import { dependencies } from './manifest.ts'
import type { Workspace } from './workspace.ts'

/** Debian packages that crates need. */
export interface SystemPackages {
  /** To compile with, beside the C compiler that the image has. */
  readonly build: readonly string[]
  /** Whose libraries are loaded while the program runs, beside those that distroless images have. */
  readonly run: readonly string[]
}

interface NativeCrate {
  readonly crate: string
  /** Said no to where this crate is in the lockfile, too: it compiles the library itself. */
  readonly unless?: string
  readonly build?: readonly string[]
  readonly run?: readonly string[]
}

/** From the crates' own documentation of what to install. */
const NATIVE_CRATES: readonly NativeCrate[] = [
  // The library itself is in distroless images.
  { crate: 'openssl-sys', unless: 'openssl-src', build: ['pkg-config', 'libssl-dev'] },
  { crate: 'openssl-src', build: ['make', 'perl'] },
  { crate: 'pq-sys', unless: 'pq-src', build: ['libpq-dev'], run: ['libpq5'] },
  { crate: 'mysqlclient-sys', build: ['default-libmysqlclient-dev', 'pkg-config'], run: ['libmariadb3'] },
  { crate: 'rdkafka-sys', build: ['g++', 'make', 'zlib1g-dev'], run: ['zlib1g'] },
  { crate: 'librocksdb-sys', build: ['clang', 'g++', 'libclang-dev', 'make'] },
  { crate: 'tikv-jemalloc-sys', build: ['make'] },
  { crate: 'prost-build', unless: 'protobuf-src', build: ['protobuf-compiler'] },
  {
    crate: 'magick_rust',
    build: ['clang', 'libclang-dev', 'libmagickwand-dev', 'pkg-config'],
    run: ['libmagickwand-7.q16-10'],
  },
  { crate: 'libvips', build: ['libvips-dev', 'pkg-config'], run: ['libvips42'] },
]

// Builders that crates use: needed unless all that use them have a way without.
const BUILDERS: readonly NativeCrate[] = [
  { crate: 'cmake', build: ['cmake', 'g++', 'make'] },
  { crate: 'bindgen', build: ['clang', 'libclang-dev'] },
]
// Source: AWS-LC's Rust bindings, "Requirements": prebuilt bindings and no CMake on Linux.
const WITHOUT_BUILDERS = [
  'aws-lc-sys',
  'aws-lc-fips-sys',
  'libsqlite3-sys',
  'zstd-sys',
  'mysqlclient-sys',
  'pq-sys',
  'openssl-sys',
]

// Without a lockfile: crates of a manifest that bring openssl-sys by default.
const BRINGS_OPENSSL = ['openssl', 'openssl-sys', 'native-tls', 'reqwest', 'hyper-tls', 'lettre']

/** What the crates of a workspace need, from its lockfile; from its manifests alone where there is none. */
export function systemPackages(workspace: Workspace): SystemPackages {
  const locked = lockedCrates(workspace)
  const names = locked ?? namedCrates(workspace)
  const needed = NATIVE_CRATES.filter(
    ({ crate, unless }) => names.has(crate) && (unless === undefined || !names.has(unless)),
  )
  const builders = BUILDERS.filter(({ crate }) =>
    [...(locked ?? [])].some(([name, uses]) => uses.includes(crate) && !WITHOUT_BUILDERS.includes(name)),
  )
  const sqlite = locked?.get('libsqlite3-sys')
  // Compiled from source that comes along only with the feature that brings the compiler's crate.
  const ownSqlite = sqlite !== undefined && !sqlite.includes('cc')
  const all = [...needed, ...builders, ...(ownSqlite ? [SQLITE] : [])]
  return {
    build: [...new Set(all.flatMap(({ build = [] }) => build))].sort(),
    run: [...new Set(all.flatMap(({ run = [] }) => run))].sort(),
  }
}

const SQLITE: NativeCrate = {
  crate: 'libsqlite3-sys',
  build: ['libsqlite3-dev', 'pkg-config'],
  run: ['libsqlite3-0'],
}

/** Each crate of Cargo.lock with the names of those that it uses; undefined without a lockfile. */
export function lockedCrates({ app }: Workspace): ReadonlyMap<string, readonly string[]> | undefined {
  const text = app.files.text('Cargo.lock')
  if (text === undefined) return undefined
  const list = parseToml(app.at('Cargo.lock'), text).get('package')
  return new Map(
    (Array.isArray(list) ? list : []).flatMap((entry: unknown): [string, readonly string[]][] => {
      if (!isTable(entry) || typeof entry['name'] !== 'string') return []
      const uses = entry['dependencies']
      // A name is followed by its version where there are several.
      const names = (Array.isArray(uses) ? uses : []).map((use) => String(use).split(' ')[0] ?? '')
      return [[entry['name'], names]]
    }),
  )
}

function namedCrates({ packages }: Workspace): ReadonlyMap<string, readonly string[]> {
  const names = [...packages.values()].flatMap(({ toml }) => [...dependencies(toml).keys()])
  const openssl = names.some((name) => BRINGS_OPENSSL.includes(name)) ? ['openssl-sys'] : []
  return new Map([...names, ...openssl].map((name) => [name, []]))
}

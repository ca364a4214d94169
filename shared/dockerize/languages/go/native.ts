import type { App } from '../../view/file-view.ts'
import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import type { Package } from './packages.ts'

/** Why C is compiled, and with what. */
export interface Native {
  readonly found: Found<string>
  /** Debian packages to compile with, beside the C compiler that the image has. */
  readonly build: readonly string[]
  /** Debian packages whose libraries are loaded while the program runs. */
  readonly run: readonly string[]
  /** C++, whose own library then has to be there. */
  readonly plusPlus: boolean
}

interface NativeModule {
  /** The import's beginning. */
  readonly path: string
  readonly build?: readonly string[]
  readonly run?: readonly string[]
}

/** Modules that compile or link C; from their own documentation of what to install. */
const NATIVE_MODULES: readonly NativeModule[] = [
  { path: 'github.com/mattn/go-sqlite3' },
  { path: 'gorm.io/driver/sqlite' },
  { path: 'github.com/confluentinc/confluent-kafka-go' },
  { path: 'github.com/marcboeker/go-duckdb' },
  { path: 'github.com/davidbyttow/govips', build: ['libvips-dev'], run: ['libvips42'] },
  { path: 'github.com/h2non/bimg', build: ['libvips-dev'], run: ['libvips42'] },
  {
    path: 'gopkg.in/gographics/imagick.v3',
    build: ['libmagickwand-dev'],
    run: ['libmagickwand-7.q16-10'],
  },
  { path: 'github.com/google/gopacket/pcap', build: ['libpcap-dev'], run: ['libpcap0.8'] },
]

/** What of the program is C; undefined where nothing is. */
export function nativeParts(app: App, packages: readonly Package[]): Native | undefined {
  const own = packages.flatMap(({ files }) => files.flatMap((file) => ownC(app, file)))[0]
  const imports = packages.flatMap((one) => one.imports)
  const modules = NATIVE_MODULES.filter(({ path }) =>
    imports.some((name) => name === path || name.startsWith(`${path}/`)),
  )
  const first = modules[0]
  const found = own ?? (first === undefined ? undefined : { value: first.path, why: `imports ${first.path}` })
  if (found === undefined) return undefined
  return {
    found,
    build: [...new Set(modules.flatMap(({ build = [] }) => build))],
    run: [...new Set(modules.flatMap(({ run = [] }) => run))],
    plusPlus:
      modules.some(({ path }) => path.includes('duckdb')) ||
      packages.some(({ folder }) =>
        app.repository.list(folder).some(({ name }) => /\.(?:cc|cpp|cxx)$/.test(name)),
      ),
  }
}

function ownC(app: App, file: string): readonly Found<string>[] {
  const match = searchLines(app.repository.head(file) ?? '', /^\s*(?:import\s+)?"C"\s*$/m)
  return match === undefined ? [] : [{ value: 'import "C"', file, line: match.line }]
}

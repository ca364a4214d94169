import { isTable, parseToml, type TomlFile } from '../../parse/toml.ts'
import { upward, type App } from '../../view/file-view.ts'

/** What a build takes for granted on the machine that it runs on. */
export interface BuildTools {
  /** Debian packages of linkers. */
  readonly packages: readonly string[]
  /** Flags of every `cargo build`. */
  readonly flags: readonly string[]
  /** What takes back settings for the machine of a developer. */
  readonly env: Readonly<Record<string, string>>
}

// In the order in which they are told; the names of linkers as rustc's and the compiler's options have them.
const LINKERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:^|[=/])clang(?:\+\+)?$/, ['clang']],
  [/(?:^|[=/.])lld$/, ['lld']],
  [/(?:^|[=/])mold$/, ['mold']],
  [/(?:^|[=/])musl-gcc$/, ['musl-tools']],
]

/**
 * What .cargo/config.toml asks of the machine. Sources: The Cargo Book, "Configuration" (`target.<triple>.linker` and
 * `.rustflags`, `build.target-dir`, `build.rustc-wrapper`, where an empty variable takes back the wrapper); rustc's
 * book, "Codegen Options".
 */
export function buildTools(toml: TomlFile): BuildTools {
  const platforms = Object.entries(toml.table('target')).filter(
    ([name]) => name.includes('linux') || (name.startsWith('cfg(') && !/windows|macos|apple/.test(name)),
  )
  const words = platforms.flatMap(([, table]) =>
    isTable(table) ? [...wordsOf(table['linker']), ...wordsOf(table['rustflags'])] : [],
  )
  const all = [...words, ...wordsOf(toml.get('build', 'rustflags'))]
  const target = toml.string('build', 'target')?.value ?? ''
  const packages = LINKERS.flatMap(([pattern, names]) =>
    all.some((word) => pattern.test(word)) ? names : [],
  )
  return {
    packages: [...new Set([...packages, ...(target.endsWith('-musl') ? ['musl-tools'] : [])])],
    flags: toml.get('build', 'target-dir') === undefined ? [] : ['--target-dir', 'target'],
    env: toml.get('build', 'rustc-wrapper') === undefined ? {} : { RUSTC_WRAPPER: '' },
  }
}

/** Settings are lists, or one text with spaces. */
function wordsOf(value: unknown): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(/\s+/) : []))
}

// Components that a build can need; the others are for people.
const COMPONENTS = ['rust-src', 'llvm-tools', 'llvm-tools-preview', 'rustc-dev']

/** The components that the toolchain file asks for and a build can need. Source: The rustup book, "Overrides". */
export function components(app: App): readonly string[] {
  for (const above of upward(app)) {
    for (const name of ['rust-toolchain.toml', 'rust-toolchain']) {
      const text = above.files.text(name)
      if (text === undefined) continue
      const list = text.includes('[')
        ? parseToml(above.at(name), text).get('toolchain', 'components')
        : undefined
      return wordsOf(list).filter((component) => COMPONENTS.includes(component))
    }
  }
  return []
}

import type { Mount } from '../../image/steps.ts'
import { isTable, parseToml } from '../../parse/toml.ts'
import { buildTools, type BuildTools } from './tooling.ts'
import type { App } from '../../view/file-view.ts'

/** What .cargo/config.toml says of where crates come from and where programs go. */
export interface CargoConfig {
  /** The file itself, if there is one, relative to the workspace. */
  readonly files: readonly string[]
  /** Tokens of registries that it names. Source: The Cargo Book, "Registry Authentication", cargo:token. */
  readonly secrets: readonly Mount[]
  /** Folders with the sources of crates, relative to the workspace. */
  readonly vendored: readonly string[]
  /** The platform that it builds for: a folder of its own below target/. */
  readonly target?: string
  readonly tools: BuildTools
}

const NOTHING: BuildTools = { packages: [], flags: [], env: {} }

/** Reads the configuration that stands beside a workspace. Throws a UserError for one that is not valid TOML. */
export function cargoConfig(app: App): CargoConfig {
  const file = ['.cargo/config.toml', '.cargo/config'].find((name) => app.files.isFile(name))
  if (file === undefined) return { files: [], secrets: [], vendored: [], tools: NOTHING }
  const toml = parseToml(app.at(file), app.files.text(file) ?? '')
  const names = Object.keys(toml.table('registries')).map(
    (name) => `CARGO_REGISTRIES_${name.toUpperCase().replaceAll('-', '_')}_TOKEN`,
  )
  const vendored = Object.values(toml.table('source')).flatMap((source) =>
    isTable(source) && typeof source['directory'] === 'string' ? [source['directory']] : [],
  )
  const target = toml.string('build', 'target')?.value
  return {
    files: [file],
    secrets: names.map((name) => ({ type: 'secret', id: name, env: name })),
    vendored: vendored.filter((folder) => app.files.isFolder(folder)),
    ...(target === undefined ? {} : { target }),
    tools: buildTools(toml),
  }
}

import { fromInput, type Found } from '../../found.ts'
import { dependencies, type Package } from './manifest.ts'

/** A framework: the crate that reveals it, and what is different about it. */
export interface RustFramework {
  readonly name: string
  readonly crate: string
  /** The port where the code names none. */
  readonly port?: number
  /** Ends on SIGTERM by itself. */
  readonly endsOnSigterm?: boolean
  /** What it takes its address from in place of PORT. */
  readonly env?: (port: number) => Readonly<Record<string, string>>
  /** Paths that it reads while it runs, whatever the code says. */
  readonly files?: readonly string[]
}

/** In the order in which they are looked for: what builds on another comes before it. */
export const RUST_FRAMEWORKS: readonly RustFramework[] = [
  {
    name: 'rocket',
    crate: 'rocket',
    port: 8000,
    // Source: Rocket's API documentation, rocket::config, Shutdown.
    endsOnSigterm: true,
    env: (port) => ({ ROCKET_ADDRESS: '0.0.0.0', ROCKET_PORT: String(port) }),
    files: ['Rocket.toml', 'static', 'public'],
  },
  // Source: actix-web's documentation, "Server", Graceful shutdown.
  { name: 'actix', crate: 'actix-web', endsOnSigterm: true },
  { name: 'axum', crate: 'axum' },
  { name: 'poem', crate: 'poem' },
  { name: 'salvo', crate: 'salvo' },
  { name: 'warp', crate: 'warp' },
  { name: 'tide', crate: 'tide' },
  { name: 'hyper', crate: 'hyper' },
]

/** Any other server. */
export const plainRust: RustFramework = { name: 'rust', crate: '' }

/** The framework that the input names, or that a dependency reveals, or none. */
export function findFramework(
  packages: readonly Package[],
  input: string | undefined,
): { readonly framework: RustFramework; readonly found: Found<string> } {
  if (input !== undefined) {
    const framework = RUST_FRAMEWORKS.find(({ name }) => name === input) ?? plainRust
    return { framework, found: fromInput(framework.name, 'framework') }
  }
  for (const framework of RUST_FRAMEWORKS) {
    const user = packages.find(({ toml }) => dependencies(toml).has(framework.crate))
    if (user === undefined) continue
    const line = user.toml.lineOf('dependencies', framework.crate)
    return {
      framework,
      found: { value: framework.name, file: user.toml.file, ...(line === undefined ? {} : { line }) },
    }
  }
  return { framework: plainRust, found: { value: plainRust.name, why: 'no known framework' } }
}

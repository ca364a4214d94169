import { UserError } from '../../errors.ts'
import { decideHealthPath, decidePort } from '../decide.ts'
import { fromInput, warningAt, withValue, type Found, type Warning } from '../found.ts'
import { readHints, type Hints } from '../hints/index.ts'
import { namedPaths } from '../named-paths.ts'
import { PORT_WORD } from '../parse/shell.ts'
import type { About, Plan, Provider, Request } from '../plan.ts'
import { portIn, portInArguments } from '../routes.ts'
import type { App } from '../view/file-view.ts'
import { cargoBuild, readBuildLine } from './build.ts'
import { plainRust, RUST_FRAMEWORKS, type RustFramework } from './frameworks.ts'
import { layOut } from './layout.ts'
import { dependencies, type Package } from './manifest.ts'
import { lockedCrates, systemPackages } from './native.ts'
import { cargoConfig } from './registries.ts'
import { oldRustWarning } from './releases.ts'
import { readSource, type Source } from './source.ts'
import { rustStages } from './stages.ts'
import { chooseTarget } from './target.ts'
import { rustVersion } from './version.ts'
import { closure, workspaceOf, type Workspace } from './workspace.ts'

/** Programs in Rust: packages and workspaces of Cargo. */
export const rust: Provider = {
  language: 'rust',
  frameworks: [...RUST_FRAMEWORKS.map(({ name }) => name), plainRust.name],
  lookedFor: 'Cargo.toml',
  detect: (app) => {
    const workspace = workspaceOf(app)
    if (workspace === undefined) return undefined
    const own = workspace.packages.get(app.folder)
    const programs = own?.programs ?? workspace.defaults.flatMap((one) => one.programs)
    return programs.length > 0 ? 'application' : 'helper'
  },
  plan: planRust,
}

function planRust(app: App, request: Request): Plan {
  const { overrides } = request
  const workspace = workspaceOf(app)
  if (workspace === undefined) {
    throw new UserError(
      `${app.at('Cargo.toml')} is not there, which every program in Rust has.`,
      'Set "root-directory" to the folder of the program.',
    )
  }
  const hints = readHints(app)
  const line =
    overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command')
  const build = findBuild(hints, request)
  const target = chooseTarget(app, workspace, line)
  const needed = closure(workspace, target.package)
  const { framework, found } = findFramework(needed, overrides.framework)
  const source = readSource(needed, target.program.path)
  const version = rustVersion(app, workspace, target.package, overrides.version)
  const bound = portInArguments(target.args) ?? target.port ?? Number(target.env['PORT'] ?? Number.NaN)
  const port = decidePort(
    request,
    hints,
    Number.isNaN(bound) ? undefined : withValue(target.found, bound),
    framework.name === 'rocket' ? portIn(app, ['Rocket.toml'], [/^\s*port\s*=\s*(\d{2,5})\b/m]) : undefined,
    source.port,
    framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" },
  )
  const healthCheckPath = decideHealthPath(request, hints, source.healthPath)
  const args = target.args.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const argv = target.shell ?? [`/usr/local/bin/${target.program.name}`, ...args]
  const config = cargoConfig(workspace.app)
  const locked = lockedCrates(workspace)
  const layout = layOut(app, workspace, needed, config)
  const files = namedPaths(app, source.texts, PATTERNS, (name) => name.endsWith('.rs'))
  const always = (framework.files ?? []).filter((name) => app.files.isFile(name) || app.files.isFolder(name))
  const sqlx =
    app.files.isFile('sqlx-data.json') ||
    [app, workspace.app].some(({ files: view }) => view.isFolder('.sqlx'))
  return {
    language: { value: 'rust', file: target.package.toml.file },
    framework: found,
    version,
    packageManager: {
      value: 'cargo',
      file: locked === undefined ? workspace.toml.file : workspace.app.at('Cargo.lock'),
    },
    ...(build === undefined ? {} : { buildCommand: build.found }),
    runCommand: withValue(target.found, argv),
    port,
    healthCheckPath,
    stages: rustStages(
      {
        app,
        layout,
        version: version.value,
        system: systemPackages(workspace),
        config,
        build: cargoBuild({
          locked: locked !== undefined,
          package: workspace.packages.size > 1 ? target.package.name.value : undefined,
          program: target.program.name,
          flags: build?.flags ?? [],
        }),
        program: target.program.name,
        sqlx,
        files: [...new Set([...files, ...always])].sort(),
        shell: target.shell !== undefined,
        stops: framework.endsOnSigterm === true ? 'terminate' : source.stops,
        env: { ...target.env, ...framework.env?.(port.value) },
      },
      { argv, port: port.value, healthCheckPath: healthCheckPath.value },
      request,
    ),
    about: aboutOf(workspace, target.package),
    scope: layout.scope,
    // The image's tag says the same: rustup would fetch the toolchain a second time.
    ignore: ['**/target', 'rust-toolchain', 'rust-toolchain.toml'],
    warnings: [
      ...hints.warnings,
      ...warningsOf({
        version,
        port,
        source,
        framework,
        workspace,
        locked: locked !== undefined,
        sqlx,
        now: request.now,
      }),
    ],
  }
}

const READERS =
  'ServeDir::new|ServeFile::new|Files::new|FileServer::from|NamedFile::open|Tera::new|Environment::new|path_loader|with_name|dir|file|static_files|open|read_to_string|read|from_path|StaticFilesEndpoint::new|StaticDir::new'
const PATTERNS = {
  calls: [new RegExp(`\\b(?:${READERS})\\((?:[^)\\n"]*"[^"\\n]*"\\s*,)?[^)\\n"]*"([\\w.-]+)"`, 'g')],
  embedded:
    /\b(?:include_(?:str|bytes|dir)|include|migrate|embed_migrations|query_file(?:_as|_scalar)?)!\([^)]*\)|#\[(?:folder|template)[^\]]*\]|\bmod\s+\w+;/g,
}

function findBuild(
  hints: Hints,
  { overrides }: Request,
): { readonly found: Found<string>; readonly flags: readonly string[] } | undefined {
  const input =
    overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command')
  const found = input ?? hints.build
  const flags = readBuildLine(found)
  if (found !== undefined && flags !== undefined) return { found, flags }
  if (input === undefined) return undefined
  throw new UserError(
    `The input "build-command" is "${input.value}", which is not "cargo build" alone.`,
    'Give the flags that choose features, for example "cargo build --features postgres".',
  )
}

function findFramework(
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

function aboutOf({ toml }: Workspace, own: Package): About {
  const field = (name: string): string | undefined =>
    own.toml.string('package', name)?.value ??
    (own.toml.get('package', name, 'workspace') === true
      ? toml.string('workspace', 'package', name)?.value
      : undefined)
  const description = field('description')
  const licenses = field('license')
  return {
    title: own.name.value,
    ...(description === undefined ? {} : { description }),
    ...(licenses === undefined ? {} : { licenses }),
  }
}

interface Judged {
  readonly version: Found<string>
  readonly port: Found<number>
  readonly source: Source
  readonly framework: RustFramework
  readonly workspace: Workspace
  readonly locked: boolean
  readonly sqlx: boolean
  readonly now: number
}

function warningsOf({
  version,
  port,
  source,
  framework,
  workspace,
  locked,
  sqlx,
  now,
}: Judged): readonly Warning[] {
  const old = oldRustWarning(version.value, now)
  const { loopback } = source
  const fixed = source.readsPort || framework.env !== undefined ? undefined : source.port
  const listens =
    framework !== plainRust ||
    source.texts.some((text) => /\b(?:TcpListener|bind|Server::http|serve)\b/.test(text))
  const queries = source.texts.some((text) => /\bquery(?:_as|_scalar)?!\(/.test(text))
  return [
    ...(old === undefined ? [] : [warningAt(version, old)]),
    ...(locked
      ? []
      : [
          {
            text: `There is no ${workspace.app.at('Cargo.lock')}: every build may get other dependencies. Commit it.`,
            file: workspace.toml.file,
          },
        ]),
    ...(loopback === undefined || framework.env !== undefined
      ? []
      : [
          warningAt(
            loopback,
            `The code listens on ${loopback.value}, which nothing outside the container can reach: listen on 0.0.0.0:${port.value}.`,
          ),
        ]),
    ...(fixed === undefined || fixed.value === port.value
      ? []
      : [
          warningAt(
            fixed,
            `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`,
          ),
        ]),
    ...(listens
      ? []
      : [{ text: 'Nothing in the code listens for requests: the health check will not find a server.' }]),
    ...(listens && source.stops === 'never' && framework.endsOnSigterm !== true
      ? [
          {
            text:
              'The code does not handle SIGTERM: the image stops it at once by way of tini, and requests in flight are ' +
              'cut off. Wait for tokio::signal::unix::SignalKind::terminate to finish them.',
          },
        ]
      : []),
    ...(queries && !sqlx && framework !== plainRust
      ? [
          {
            text: 'The code has query! macros, and no .sqlx folder: run "cargo sqlx prepare" and commit what it writes.',
          },
        ]
      : []),
  ]
}

import { UserError } from '../../../errors.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { fromInput, withValue, type Found } from '../../found.ts'
import { readHints, serverBuild, type Hints } from '../../hints/index.ts'
import { namedPaths } from '../../decide/named-paths.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { portInArguments } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import { cargoBuild, readBuildLine } from './build.ts'
import { findFramework, plainRust, RUST_FRAMEWORKS } from './frameworks.ts'
import { layOut } from './layout.ts'
import { aboutOf } from './about.ts'
import { packageIn } from './manifest.ts'
import { lockedCrates, systemPackages } from './native.ts'
import { cargoConfig } from './registries.ts'
import { rocketSettings, rocketWarnings } from './rocket.ts'
import { readSource } from './source.ts'
import { rustStages } from './stages.ts'
import { chooseTarget } from './target.ts'
import { components } from './tooling.ts'
import { rustVersion } from './version.ts'
import { warningsOf } from './warnings.ts'
import { closure, workspaceOf } from './workspace.ts'

/** Programs in Rust: packages and workspaces of Cargo. */
export const rust: Provider = {
  language: 'rust',
  frameworks: [...RUST_FRAMEWORKS.map(({ name }) => name), plainRust.name],
  lookedFor: 'Cargo.toml',
  detect: (app) => {
    const own = packageIn(app)
    if (own !== undefined) return own.programs.length > 0 ? 'application' : 'helper'
    // Of a workspace without a package of its own the members are the applications.
    return app.files.isFile('Cargo.toml') ? 'helper' : undefined
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
  const rocket = framework.name === 'rocket' ? rocketSettings(app) : undefined
  const bound = portInArguments(target.args) ?? target.port ?? Number(target.env['PORT'] ?? Number.NaN)
  const port = decidePort(
    request,
    hints,
    Number.isNaN(bound) ? undefined : withValue(target.found, bound),
    rocket?.port,
    source.port,
    framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" },
  )
  const healthCheckPath = decideHealthPath(request, hints, source.healthPath)
  const args = target.args.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const argv = target.shell ?? [`/usr/local/bin/${target.program.name}`, ...args]
  const config = cargoConfig(workspace.app)
  const locked = lockedCrates(workspace)
  const layout = layOut(app, workspace, needed, config)
  const home = source.anchored === undefined ? app : target.package.app
  const files = namedPaths(home, source.texts, PATTERNS, (name) => name.endsWith('.rs'))
  const always = [...(framework.files ?? []), ...(rocket === undefined ? [] : [rocket.templates])].filter(
    (name) => home.files.isFile(name) || home.files.isFolder(name),
  )
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
        app: home,
        layout,
        ...(source.anchored === undefined
          ? { home: '/app' }
          : { home: layout.at(home.folder), whyHome: WHY_ANCHORED }),
        version: version.value,
        system: systemPackages(workspace),
        components: components(app),
        config,
        build: cargoBuild({
          locked: locked !== undefined,
          package: workspace.packages.size > 1 ? target.package.name.value : undefined,
          program: target.program.name,
          flags: [...config.tools.flags, ...(build?.flags ?? [])],
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
      ...(rocket === undefined ? [] : rocketWarnings(app, target.package)),
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

const WHY_ANCHORED =
  'Where it was compiled: the path of that folder is in the program (CARGO_MANIFEST_DIR), which looks for files there.'
const READERS =
  'ServeDir::new|ServeFile::new|Files::new|FileServer::from|NamedFile::open|Tera::new|Environment::new|path_loader|with_name|dir|file|static_files|open|read_to_string|read|from_path|StaticFilesEndpoint::new|StaticDir::new'
const PATTERNS = {
  calls: [
    new RegExp(`\\b(?:${READERS})\\((?:[^)\\n"]*"[^"\\n]*"\\s*,)?[^)\\n"]*"([\\w.-]+)"`, 'g'),
    // From the folder of the manifest on, whose path the compiler puts in.
    /\brelative!\(\s*"\/?([\w.-]+)/g,
    /"CARGO_MANIFEST_DIR"\s*\)[\s,)]*(?:\.join\(\s*)?"\/?([\w.-]+)/g,
  ],
  embedded:
    /\b(?:include_(?:str|bytes|dir)|include|migrate|embed_migrations|query_file(?:_as|_scalar)?)!\([^)]*\)|#\[(?:folder|template)[^\]]*\]|\bmod\s+\w+;/g,
}

function findBuild(
  hints: Hints,
  { overrides }: Request,
): { readonly found: Found<string>; readonly flags: readonly string[] } | undefined {
  const input =
    overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command')
  const found = input ?? serverBuild(hints)
  const flags = readBuildLine(found)
  if (found !== undefined && flags !== undefined) return { found, flags }
  if (input === undefined) return undefined
  throw new UserError(
    `The input "build-command" is "${input.value}", which is not "cargo build" alone.`,
    'Give the flags that choose features, for example "cargo build --features postgres".',
  )
}

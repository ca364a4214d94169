import { UserError } from '../../errors.ts'
import { fromInput, warningAt, withValue, type Found, type Warning } from '../found.ts'
import { readHints, type Hints } from '../hints/index.ts'
import { PORT_WORD } from '../parse/shell.ts'
import { DEFAULT_PORT, type Plan, type Provider, type Request } from '../plan.ts'
import { endOfLifeWarning } from '../releases.ts'
import { portInArguments } from '../routes.ts'
import type { App } from '../view/file-view.ts'
import { PLAIN_BUILD, readBuildLine, type BuildLine } from './build.ts'
import { findProgram, hasProgram, type Program } from './find.ts'
import { GO_FRAMEWORKS, plainGo, type GoFramework } from './frameworks.ts'
import { layOut } from './layout.ts'
import { nativeParts } from './native.ts'
import { reachable, type Package } from './packages.ts'
import { BIN } from './probe.ts'
import { GO_RELEASES } from './releases.ts'
import { checkEmbeds, runtimeFiles } from './runtime-files.ts'
import { privateModules } from './secrets.ts'
import { readSource, type Source } from './source.ts'
import { goStages } from './stages.ts'
import { goVersion } from './version.ts'

// What builds on this machine leave; a folder that git knows is source, whatever it is called.
const OUTPUTS = ['bin', 'tmp']

/** Programs in Go: modules, workspaces, and a lone main.go. */
export const go: Provider = {
  language: 'go',
  frameworks: [...GO_FRAMEWORKS.map(({ name }) => name), plainGo.name],
  lookedFor: 'go.mod, go.work',
  detect: hasProgram,
  plan: planGo,
}

function planGo(app: App, request: Request): Plan {
  const { overrides } = request
  const hints = readHints(app)
  const line =
    overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command')
  const build = findBuild(hints, request)
  const program = findProgram(app, line, build?.line)
  const { modules, target, bare } = program
  const packages = reachable(modules, target.main)
  checkEmbeds(app, packages)
  const { framework, found } = findFramework(program, packages, overrides.framework)
  const source = readSource(
    app,
    packages.flatMap(({ files }) => files),
  )
  const version = goVersion(program.app, bare ? undefined : modules.own.mod, overrides.version)
  const port = findPort(program, framework, source, hints, request)
  const healthCheckPath = findHealthPath(hints, source, request)
  const native = nativeParts(app, packages)
  const args = target.args.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const argv = target.shell ?? [`${BIN}/${target.name}`, ...args]
  const files = runtimeFiles(program.app, packages, framework.files ?? [])
  const layout = layOut(program.app, modules, packages, bare)
  const path = target.main.folder === '' ? '.' : `./${target.main.folder}`
  const tags = target.main.tag === undefined ? [] : [`-tags=${target.main.tag}`]
  const plain = build?.line ?? PLAIN_BUILD
  const known = new Set(app.files.list('').map(({ name }) => name))
  return {
    language: bare
      ? { value: 'go', file: target.found.file ?? app.at('') }
      : { value: 'go', file: modules.own.mod.file },
    framework: found,
    version,
    ...(build === undefined ? {} : { buildCommand: build.found }),
    runCommand: withValue(target.found, argv),
    port,
    healthCheckPath,
    stages: goStages(
      {
        app: program.app,
        layout,
        version,
        native,
        name: target.name,
        build: { ...plain, flags: [...plain.flags, ...tags] },
        path,
        secrets: bare ? [] : privateModules(modules.own),
        files,
        shell: target.shell !== undefined,
        env: { ...framework.env, ...target.env },
      },
      { argv, port: port.value, healthCheckPath: healthCheckPath.value },
      request,
    ),
    about: { title: target.name },
    scope: layout.scope,
    ignore: ['**/*_test.go', '**/testdata', ...OUTPUTS.filter((name) => !known.has(name))],
    warnings: warningsOf(version, port, source, framework, packages, request.now),
  }
}

/** The input's build must be one that this image can take the program from; another platform's is left alone if not. */
function findBuild(
  hints: Hints,
  { overrides }: Request,
): { readonly found: Found<string>; readonly line: BuildLine } | undefined {
  const input =
    overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command')
  const found = input ?? hints.build
  const line = readBuildLine(found)
  if (found !== undefined && line !== undefined) return { found, line }
  if (input === undefined) return undefined
  throw new UserError(
    `The input "build-command" is "${input.value}", which does not end in "go build".`,
    'Let it end in "go build FLAGS PACKAGE", for example "go generate ./... && go build ./cmd/server".',
  )
}

function findFramework(
  { modules }: Program,
  packages: readonly Package[],
  input: string | undefined,
): { readonly framework: GoFramework; readonly found: Found<string> } {
  if (input !== undefined) {
    const framework = GO_FRAMEWORKS.find(({ name }) => name === input) ?? plainGo
    return { framework, found: fromInput(framework.name, 'framework') }
  }
  const imports = packages.flatMap((one) => one.imports)
  const isOf = (path: string, module: string): boolean => path === module || path.startsWith(`${module}/`)
  const framework = GO_FRAMEWORKS.find(({ module }) => imports.some((path) => isOf(path, module)))
  if (framework === undefined)
    return { framework: plainGo, found: { value: plainGo.name, why: 'no known framework' } }
  const required = [modules.own, ...modules.local].flatMap(({ mod }) => [...mod.requires])
  const origin = required.find(([path]) => isOf(path, framework.module))?.[1]
  if (origin === undefined)
    return { framework, found: { value: framework.name, why: `imports ${framework.module}` } }
  return { framework, found: withValue(origin, framework.name) }
}

function findPort(
  { target }: Program,
  framework: GoFramework,
  source: Source,
  hints: Hints,
  { overrides }: Request,
): Found<number> {
  if (overrides.port !== undefined) return fromInput(overrides.port, 'port')
  const named = portInArguments(target.args) ?? target.port ?? Number(target.env['PORT'] ?? Number.NaN)
  if (!Number.isNaN(named)) return withValue(target.found, named)
  const found = hints.port ?? source.port
  if (found !== undefined) return found
  if (framework.port !== undefined) return { value: framework.port, why: "the framework's default" }
  return { value: DEFAULT_PORT, why: 'default' }
}

function findHealthPath(hints: Hints, source: Source, { overrides }: Request): Found<string> {
  if (overrides.healthCheckPath !== undefined)
    return fromInput(overrides.healthCheckPath, 'health-check-path')
  return hints.healthCheckPath ?? source.healthPath ?? { value: '/', why: 'no health path in the source' }
}

function warningsOf(
  version: Found<string>,
  port: Found<number>,
  source: Source,
  framework: GoFramework,
  packages: readonly Package[],
  now: number,
): readonly Warning[] {
  const ended = endOfLifeWarning('Go', version.value, GO_RELEASES, now)
  const { loopback } = source
  const fixed = source.readsPort || framework.readsPort === true ? undefined : source.port
  const listens = packages.some(({ imports }) =>
    imports.some((path) => /^net(?:\/http)?$|grpc|fasthttp/.test(path)),
  )
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(loopback === undefined
      ? []
      : [
          warningAt(
            loopback,
            `The code listens on ${loopback.value}, which nothing outside the container can reach: listen on ":${port.value}".`,
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
    ...(listens || framework !== plainGo
      ? []
      : [{ text: 'Nothing in the code listens for requests: the health check will not find a server.' }]),
  ]
}

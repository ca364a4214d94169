import { UserError } from '../../../errors.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { fromInput, withValue, type Found } from '../../found.ts'
import { readHints, serverBuild, type Hints } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { portInArguments } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import { PLAIN_BUILD, readBuildLine, type BuildLine } from './build.ts'
import { findProgram, hasProgram } from './find.ts'
import { findFramework, GO_FRAMEWORKS, plainGo } from './frameworks.ts'
import { layOut } from './layout.ts'
import { nativeParts } from './native.ts'
import { reachable } from './packages.ts'
import { BIN } from './probe.ts'
import { checkEmbeds, runtimeFiles } from './runtime-files.ts'
import { privateModules } from './secrets.ts'
import { readSource } from './source.ts'
import { goStages } from './stages.ts'
import { goVersion } from './version.ts'
import { warningsOf } from './warnings.ts'

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
  const bound = portInArguments(target.args) ?? target.port ?? Number(target.env['PORT'] ?? Number.NaN)
  const port = decidePort(
    request,
    hints,
    Number.isNaN(bound) ? undefined : withValue(target.found, bound),
    source.port,
    framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" },
  )
  const healthCheckPath = decideHealthPath(request, hints, source.healthPath)
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
    warnings: [...hints.warnings, ...warningsOf(version, port, source, framework, packages, request.now)],
  }
}

/** The input's build must be one that this image can take the program from; another platform's is left alone if not. */
function findBuild(
  hints: Hints,
  { overrides }: Request,
): { readonly found: Found<string>; readonly line: BuildLine } | undefined {
  const input =
    overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command')
  const found = input ?? serverBuild(hints)
  const line = readBuildLine(found)
  if (found !== undefined && line !== undefined) return { found, line }
  if (input === undefined) return undefined
  throw new UserError(
    `The input "build-command" is "${input.value}", which does not end in "go build".`,
    'Let it end in "go build FLAGS PACKAGE", for example "go generate ./... && go build ./cmd/server".',
  )
}

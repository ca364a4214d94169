import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { fromInput, withValue, type Found } from '../../found.ts'
import { readHints, type Hints } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { portInArguments } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import { denoConfig, manifestPaths, type DenoConfig } from './config.ts'
import { findFramework, FRAMEWORK_NAMES } from './frameworks.ts'
import { readSource, type Source } from './source.ts'
import { denoStages } from './stages.ts'
import { entryFiles, findCommand, type Command } from './start.ts'
import { denoVersion } from './version.ts'
import { warningsOf } from './warnings.ts'

const FILES = ['deno.json', 'deno.jsonc', 'deno.lock', '.deno-version']
// What no other runtime has.
const OWN = /\bDeno\.(?:serve|env|args|open|readTextFile)\b|from\s+["'](?:jsr:|https:\/\/deno\.land\/)/

/** Applications for Deno: a configuration of its own, or source that nothing else runs. */
export const deno: Provider = {
  language: 'deno',
  frameworks: FRAMEWORK_NAMES,
  lookedFor: 'deno.json, deno.lock',
  detect: (app) => {
    const file = FILES.find((name) => app.files.isFile(name))
    const node = app.files.isFile('package.json')
    if (file === undefined) return !node && usesDeno(app) ? 'application' : undefined
    const { tasks } = denoConfig(app)
    const starts = ['start', 'start:prod', 'serve', 'prod'].some(
      (name) => tasks.get(name)?.value.includes('deno ') === true,
    )
    if (node && !starts) return usesDeno(app) ? 'application' : 'helper'
    // A configuration alone may be that of a linter, or of a library.
    return starts || usesDeno(app) || readHints(app).start?.value.startsWith('deno ') === true
      ? 'application'
      : 'helper'
  },
  plan: planDeno,
}

/** Only files that would be started are read: a repository has thousands of folders that are source of something else. */
function usesDeno({ files }: App): boolean {
  return entryFiles(files).some((path) => OWN.test(files.head(path) ?? ''))
}

function planDeno(app: App, request: Request): Plan {
  const { overrides } = request
  const hints = readHints(app)
  const config = denoConfig(app)
  const line =
    overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command')
  const command = findCommand(app, config, line)
  const source = readSource(app)
  const framework =
    overrides.framework === undefined
      ? findFramework(config, source.files)
      : fromInput(overrides.framework, 'framework')
  const version = denoVersion(app, overrides.version)
  const build = findBuild(config, command, hints, overrides.buildCommand)
  const bound =
    portInArguments(command.run.value) ?? command.port ?? Number(command.env['PORT'] ?? Number.NaN)
  const port = decidePort(
    request,
    hints,
    Number.isNaN(bound) ? undefined : withValue(command.run, bound),
    source.port,
    {
      value: 8000,
      why: "Deno's default",
    },
  )
  const healthCheckPath = decideHealthPath(request, hints, source.healthPath)
  const argv = startArguments(command, port.value)
  const manifests = manifestPaths(app, config)
  const locked = config.top.files.isFile('deno.lock')
  const folders = config.members.length === 0 ? [app.folder] : neededMembers(app, config, source)
  const remote = config.imports.size > 0 || manifests.some((path) => path.endsWith('package.json'))
  return {
    language: { value: 'deno', file: app.at(config.name ?? command.entry ?? '') },
    framework,
    version,
    packageManager: {
      value: 'deno',
      ...(locked ? { file: config.top.at('deno.lock') } : { why: 'no lockfile' }),
    },
    ...(build === undefined ? {} : { buildCommand: build }),
    runCommand: withValue(command.run, argv),
    port,
    healthCheckPath,
    stages: denoStages(
      {
        app,
        version: version.value,
        manifests,
        installs: remote && manifests.length > 0 && !version.value.startsWith('1.'),
        locked,
        root: config.top.folder,
        folders,
        entry: command.entry,
        build: build === undefined ? command.build : [build.value],
        env: command.env,
      },
      { argv, port: port.value, healthCheckPath: healthCheckPath.value },
      request,
    ),
    about: aboutOf(config),
    scope:
      app.folder === ''
        ? []
        : [...new Set([...manifests, ...folders])].filter((path) => !isWithin(path, app.folder)),
    ignore: ['**/node_modules', '.deno', 'coverage'],
    warnings: [
      ...hints.warnings,
      ...warningsOf({ version, port, source, command, locked, remote, config, now: request.now }),
    ],
  }
}

/** `deno serve` takes its port from its arguments alone. */
function startArguments({ run }: Command, port: number): readonly string[] {
  const argv = run.value.map((word) => word.replaceAll(PORT_WORD, String(port)))
  if (argv[0] !== 'deno' || argv[1] !== 'serve' || portInArguments(argv) !== undefined || port === 8000)
    return argv
  return ['deno', 'serve', `--port=${port}`, ...argv.slice(2)]
}

function findBuild(
  { tasks }: DenoConfig,
  command: Command,
  hints: Hints,
  input: string | undefined,
): Found<string> | undefined {
  if (input !== undefined) return fromInput(input, 'build-command')
  if (hints.build !== undefined) return hints.build
  const task = tasks.get('build')
  // A start that builds needs no second build; a compiled program would not be run.
  if (
    task === undefined ||
    command.build.length > 0 ||
    /\bdeno (?:compile|bundle|publish)\b/.test(task.value)
  )
    return undefined
  return withValue(task, 'deno task build')
}

/** The application's folder, the workspace's top, and the members that its source names. */
function neededMembers(app: App, { top, members }: DenoConfig, { files }: Source): readonly string[] {
  const others = members.filter((folder) => {
    if (folder === app.folder) return false
    const json = ['deno.json', 'deno.jsonc']
      .map((name) => app.repository.text(`${folder}/${name}`))
      .find((text) => text !== undefined)
    const name = /"name"\s*:\s*"([^"]+)"/.exec(json ?? '')?.[1]
    return name !== undefined && files.some(({ text }) => text.includes(name))
  })
  return app.folder === top.folder ? [app.folder] : [app.folder, ...others]
}

function aboutOf({ json }: DenoConfig): NonNullable<Plan['about']> {
  const title = json?.string('name')?.value
  const licenses = json?.string('license')?.value
  return { ...(title === undefined ? {} : { title }), ...(licenses === undefined ? {} : { licenses }) }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

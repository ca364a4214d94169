import { UserError } from '../../errors.ts'
import { choose, fromInput, warningAt, withValue, type Found, type Warning } from '../found.ts'
import { readHints, type Hints } from '../hints/index.ts'
import { PORT_WORD } from '../parse/shell.ts'
import { DEFAULT_PORT, type Plan, type Provider, type Request } from '../plan.ts'
import { endOfLifeWarning } from '../releases.ts'
import { isPort, portInArguments } from '../routes.ts'
import { NGINX } from '../static/site.ts'
import type { App } from '../view/file-view.ts'
import { findBuild } from './build.ts'
import type { Facts } from './facts.ts'
import type { NodeFramework } from './frameworks/framework.ts'
import { findFramework, NODE_FRAMEWORKS, plainNode } from './frameworks/index.ts'
import { choosePackageManager } from './managers/choose.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { entryOf } from './entry.ts'
import { findCommand, SCRIPTS, servedSite, servesItself, type Command } from './resolve.ts'
import { NODE_RELEASES } from './releases.ts'
import { readSource, type Source } from './source.ts'
import { serverStages, siteStages } from './stages.ts'
import { serverWarnings } from './server-warnings.ts'
import { nodeVersion } from './version.ts'

const OTHERS = ['manage.py', 'requirements.txt', 'pyproject.toml', 'artisan', 'Gemfile', 'go.mod']

/** Applications with a package.json. */
export const node: Provider = {
  language: 'node',
  frameworks: [...NODE_FRAMEWORKS.map(({ name }) => name), plainNode.name],
  lookedFor: 'package.json',
  detect: (app) => {
    const manifest = readManifest(app)
    if (manifest === undefined) return undefined
    const { framework } = findFramework(app, manifest, undefined)
    // A bundler beside another language makes that application's assets.
    const assets = OTHERS.some((name) => app.files.isFile(name)) && makesSite(framework, app, manifest)
    const runs =
      (framework !== plainNode && !assets) || SCRIPTS.slice(0, 3).some((name) => manifest.scripts.has(name))
    return runs ? 'application' : 'helper'
  },
  plan: planNode,
}

function planNode(app: App, request: Request): Plan {
  const { overrides } = request
  const manifest = readManifest(app)
  if (manifest === undefined) {
    throw new UserError(
      `${app.at('package.json')} is not there, which every Node.js application has.`,
      'Set "root-directory" to the folder of the application.',
    )
  }
  refuseWorkspaces(app, manifest)
  const { framework, found } = findFramework(app, manifest, overrides.framework)
  const hints = readHints(app)
  const output = framework.output?.(app, manifest) ?? servedSite(manifest, framework, hints)
  const source = readSource(app)
  const places = {
    app,
    manifest,
    framework,
    output,
    source,
    input: overrides.runCommand,
    hint: hints.start,
  }
  const site = output?.kind === 'site' && !servesItself(places) ? output : undefined
  const manager = choosePackageManager(app, manifest)
  const version = nodeVersion(app, manifest, overrides.version)

  const command: Command =
    site === undefined
      ? findCommand(places)
      : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [], needs: [] }
  const build = findBuild(app, manifest, framework, manager, command, overrides.buildCommand, hints.build)
  const server = site === undefined ? source : undefined
  const port = findPort(framework, command, server, overrides.port, hints)
  const healthCheckPath = findHealthPath(app, framework, server, request, hints)
  const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const facts: Facts = {
    app,
    manifest,
    source,
    framework,
    output,
    manager,
    version: version.value,
    build,
    command,
  }
  const serving = { argv, port: port.value, healthCheckPath: healthCheckPath.value }
  return {
    language: { value: 'node', file: app.at('package.json') },
    framework: found,
    version,
    packageManager: manager.found,
    ...(build === undefined ? {} : { buildCommand: build }),
    runCommand: withValue(command.run, argv),
    port,
    healthCheckPath,
    stages:
      site === undefined ? serverStages(facts, serving, request) : siteStages(facts, site, serving, request),
    ignore: ['coverage', ...(build === undefined ? [] : outputFolders(facts))],
    warnings: warningsOf(facts, version, port, request.now),
  }
}

/** Whether its build gives files; false too for what cannot run, which the plan will say. */
function makesSite({ output }: NodeFramework, app: App, manifest: Manifest): boolean {
  try {
    return output?.(app, manifest)?.kind === 'site'
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function findPort(
  { port: fallback, portInSource = true }: NodeFramework,
  command: Command,
  source: Source | undefined,
  input: number | undefined,
  hints: Hints,
): Found<number> {
  const named = [portInArguments(command.run.value), command.port, Number(command.env['PORT'])].find(
    (port) => port !== undefined && isPort(port),
  )
  const standard = source === undefined ? undefined : fallback
  const found = choose<number>([
    input === undefined ? undefined : fromInput(input, 'port'),
    named === undefined ? undefined : withValue(command.run, named),
    // What serves the files is ours, so that nothing but the input has a say in its port.
    source === undefined ? undefined : hints.port,
    command.output?.port,
    portInSource ? source?.port : undefined,
    standard === undefined ? undefined : { value: standard, why: "the framework's default" },
  ])
  return found ?? { value: DEFAULT_PORT, why: 'default' }
}

function findHealthPath(
  app: App,
  { healthPath }: NodeFramework,
  source: Source | undefined,
  { overrides: { healthCheckPath: input } }: Request,
  hints: Hints,
): Found<string> {
  const found = choose([
    input === undefined ? undefined : fromInput(input, 'health-check-path'),
    hints.healthCheckPath,
    source && (healthPath === undefined ? source.healthPath : healthPath(app, source.files)),
  ])
  return found ?? { value: '/', why: 'no health path in the source' }
}

function warningsOf(
  facts: Facts,
  version: Found<string>,
  port: Found<number>,
  now: number,
): readonly Warning[] {
  const { manifest, manager } = facts
  const ended = endOfLifeWarning('Node.js', version.value, NODE_RELEASES, now)
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(manifest.dependencies.size + manifest.devDependencies.size === 0 ? [] : manager.warnings),
    ...serverWarnings(facts, port),
  ]
}

/** What a build on this machine has left: never what goes into the image. */
function outputFolders({ app, framework, output, command }: Facts): readonly string[] {
  const leaves = framework.leaves ?? []
  if (output?.kind === 'site') return [...new Set([output.folder.value, ...leaves])]
  if (output?.kind === 'server') return leaves
  const entry = entryOf(command.run.value)
  const folder = entry?.includes('/') === true ? entry.replace(/^\.\//, '').split('/')[0] : undefined
  // A folder that git knows is source, whatever it is called.
  return folder === undefined || app.files.list('').some(({ name }) => name === folder) ? [] : [folder]
}

// Said rather than built wrongly: the packages of a workspace are installed from its top, together.
function refuseWorkspaces(app: App, manifest: Manifest): void {
  const local = [...manifest.dependencies].find(([, { value }]) => value.startsWith('workspace:'))
  const file = manifest.json.has('workspaces') ? app.at('package.json') : local?.[1].file
  if (file === undefined) return
  throw new UserError(
    `${file} belongs to a workspace of several packages, which is not supported yet.`,
    'Write a Dockerfile for the application; it is then used as it is.',
  )
}

import { fromInput, type Found } from '../../../found.ts'
import { readHints } from '../../../hints/index.ts'
import type { Plan, Request } from '../../../plan.ts'
import { NGINX } from '../../static/site.ts'
import type { App } from '../../../view/file-view.ts'
import { assemble } from '../assemble.ts'
import type { Build } from '../build.ts'
import type { NodeFramework, Output } from '../frameworks/framework.ts'
import { findFramework, plainNode } from '../frameworks/index.ts'
import { next } from '../frameworks/next.ts'
import { choosePackageManager } from '../managers/choose.ts'
import type { Manifest } from '../manifest.ts'
import { findCommand, type Command } from '../resolve.ts'
import { runtimeOf } from '../runtimes.ts'
import { publicSettings } from '../public-settings.ts'
import { readSource, type Source } from '../source.ts'
import { ownProject } from '../workspace/project.ts'
import { nxScope } from './context.ts'
import type { NxProject } from './project.ts'

/**
 * Plans an application of an integrated Nx repository: everything is installed at its top, Nx builds the one project
 * with the libraries that it uses, and what that made is run with the production dependencies of the top.
 */
export function planNx(app: App, nx: NxProject, manifest: Manifest, request: Request): Plan {
  const { overrides } = request
  const { top } = nx
  const project = ownProject(top, manifest)
  const manager = choosePackageManager(project, manifest)
  const hints = readHints(app)
  const source = readSource(app)
  const output = outputOf(nx)
  const server = serverOf(app, source, manifest, overrides.framework)
  const framework: NodeFramework =
    nx.kind === 'next' ? { ...next, buildCache: `${nx.output}/.next/cache` } : server
  const site = output.kind === 'site' && overrides.runCommand === undefined ? output : undefined
  const places = {
    app: top,
    manifest: undefined,
    framework,
    output,
    source,
    input: overrides.runCommand,
    hint: hints.start,
  }
  const command: Command =
    site === undefined
      ? findCommand(places)
      : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [], needs: [] }
  const shown = buildOf(nx, overrides.buildCommand)
  const build: Build = { shown, before: [], line: shown.value, at: 'application', members: [] }
  const runs = runtimeOf(app, manifest, manifest, manager, command, request)
  return assemble({
    facts: {
      app: top,
      project,
      manifest,
      source,
      framework,
      output,
      manager,
      build,
      command,
      ...runs,
      version: runs.version.value,
    },
    manifest: app.at('project.json'),
    framework: { value: nx.kind === 'site' ? 'nx' : framework.name, file: app.at('project.json'), why: 'Nx' },
    version: runs.version,
    site,
    hints,
    request,
    about: { title: nx.name },
    context: {
      scope: nxScope(nx),
      ignore: publicSettings(app, manifest).files.map((name) => `!${name}`),
    },
  })
}

/**
 * The framework of a server. Of those that the top has dependencies on, those of servers tell a port; the others are
 * other projects'.
 */
export function serverOf(app: App, source: Source, top: Manifest, input: string | undefined): NodeFramework {
  const { framework } = findFramework(app, importedBy(app, source, top), input)
  return framework.output === undefined ? framework : plainNode
}

/** The manifest with the dependencies that the project's own source names: the top has those of every project. */
function importedBy(app: App, { files }: Source, manifest: Manifest): Manifest {
  const texts = files.map((path) => app.files.head(path) ?? '')
  const named = (name: string): boolean => texts.some((text) => new RegExp(`['"]${name}['"/]`).test(text))
  const dependencies = new Map([...manifest.dependencies].filter(([name]) => named(name)))
  return { ...manifest, dependencies, dependency: (name) => dependencies.get(name) }
}

function buildOf({ name, json, production }: NxProject, input: string | undefined): Found<string> {
  if (input !== undefined) return fromInput(input, 'build-command')
  const flag = production ? ' --configuration=production' : ''
  const value = `NX_DAEMON=false node_modules/.bin/nx run ${name}:build${flag}`
  const line = json.lineOf('targets', 'build')
  return { value, file: json.file, ...(line === undefined ? {} : { line }), why: 'Nx' }
}

function outputOf({ kind, output, main, json }: NxProject): Output {
  const origin = { file: json.file, why: 'Nx' }
  if (kind === 'site') return { kind: 'site', folder: { value: output, ...origin }, fallback: true }
  if (kind === 'next') {
    return {
      kind: 'server',
      run: { value: ['node_modules/.bin/next', 'start', output], ...origin },
      built: [{ from: output, to: output, writable: true }],
      modules: true,
      env: { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' },
      stops: true,
    }
  }
  const built = [{ from: output, to: output }]
  return { kind: 'server', run: { value: ['node', main], ...origin }, built, modules: true }
}

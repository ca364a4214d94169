import { UserError } from '../../errors.ts'
import { withValue } from '../found.ts'
import { readHints } from '../hints/index.ts'
import { PORT_WORD } from '../parse/shell.ts'
import type { Plan, Provider, Request } from '../plan.ts'
import { NGINX } from '../static/site.ts'
import type { App } from '../view/file-view.ts'
import { aboutOf } from './about.ts'
import { findBuild } from './build.ts'
import { detectNode } from './detect.ts'
import type { Facts } from './facts.ts'
import { findFramework, NODE_FRAMEWORKS, plainNode } from './frameworks/index.ts'
import { choosePackageManager } from './managers/choose.ts'
import { readManifest } from './manifest.ts'
import { findCommand, servedSite, servesItself, type Command } from './resolve.ts'
import { runtimeOf } from './runtimes.ts'
import { findHealthPath, findPort } from './served.ts'
import { readSource } from './source.ts'
import { contextScope } from './stages/scope.ts'
import { serverStages } from './stages/server.ts'
import { siteStages } from './stages/site.ts'
import { outputFolders, warningsOf } from './warnings.ts'
import { findProject } from './workspace/project.ts'

/** Applications with a package.json. */
export const node: Provider = {
  language: 'node',
  frameworks: [...NODE_FRAMEWORKS.map(({ name }) => name), plainNode.name],
  lookedFor: 'package.json',
  detect: detectNode,
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
  const { framework, found } = findFramework(app, manifest, overrides.framework)
  const hints = readHints(app)
  const given = [overrides.runCommand, overrides.buildCommand, hints.start?.value, hints.build?.value]
  const project = findProject(
    app,
    manifest,
    given.filter((line) => line !== undefined),
  )
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
  const manager = choosePackageManager(project, manifest)

  const command: Command =
    site === undefined
      ? findCommand(places)
      : { run: { value: NGINX, why: 'a site of files' }, env: {}, build: [], needs: [] }
  const build = findBuild({
    app,
    project,
    manifest,
    framework,
    manager,
    command,
    input: overrides.buildCommand,
    hint: hints.build,
  })
  const { version, runtime, tools } = runtimeOf(app, manifest, project.manifest, manager, command, request)
  const server = site === undefined ? source : undefined
  const port = findPort(framework, command, server, overrides.port, hints)
  const healthCheckPath = findHealthPath(app, framework, server, request, hints)
  const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const facts: Facts = {
    app,
    project,
    manifest,
    source,
    framework,
    output,
    manager,
    version: version.value,
    runtime,
    tools,
    build,
    command,
  }
  const serving = { argv, port: port.value, healthCheckPath: healthCheckPath.value }
  return {
    language: { value: runtime.name, file: app.at('package.json') },
    framework: found,
    version,
    packageManager: manager.found,
    ...(build === undefined ? {} : { buildCommand: build.shown }),
    runCommand: withValue(command.run, argv),
    port,
    healthCheckPath,
    stages:
      site === undefined ? serverStages(facts, serving, request) : siteStages(facts, site, serving, request),
    about: aboutOf(manifest),
    ...contextOf(facts),
    warnings: [...warningsOf(facts, version, port, request.now), ...hints.warnings],
  }
}

/** What .dockerignore lets through beside the application's folder, and keeps away inside of it. */
function contextOf(facts: Facts): Pick<Plan, 'scope' | 'ignore'> {
  const { project, build } = facts
  const own = ['coverage', ...(build === undefined ? [] : outputFolders(facts))]
  if (project.file === undefined) return { ignore: own }
  if (project.place !== '') return { scope: contextScope(facts), ignore: own }
  const needed = new Set(project.builds)
  const insisted = facts.manager.manifests === 'all'
  const others = project.others.filter((member) => !needed.has(member))
  return { ignore: [...own, ...(insisted ? [] : others.map(({ place }) => place))] }
}

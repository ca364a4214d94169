import { UserError } from '../../../errors.ts'
import { readHints } from '../../hints/index.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { NGINX } from '../static/site.ts'
import type { App } from '../../view/file-view.ts'
import { aboutOf } from './about.ts'
import { findBuild } from './build.ts'
import { detectNode, otherManifest } from './detect.ts'
import type { Facts } from './facts.ts'
import { nxFramework } from './nx/member.ts'
import { nxProject } from './nx/project.ts'
import { planNx } from './nx/plan.ts'
import { assemble } from './assemble.ts'
import { findFramework, NODE_FRAMEWORKS, plainNode } from './frameworks/index.ts'
import { choosePackageManager } from './managers/choose.ts'
import { readManifest } from './manifest.ts'
import { findCommand, servedSite, servesItself, type Command } from './resolve.ts'
import { publicSettings } from './public-settings.ts'
import { runtimeOf } from './runtimes.ts'
import { readSource } from './source.ts'
import { contextScope } from './stages/scope.ts'
import { outputFolders } from './warnings.ts'
import { findProject } from './workspace/project.ts'

/** Applications with a package.json. */
export const node: Provider = {
  language: 'node',
  frameworks: [...NODE_FRAMEWORKS.map(({ name }) => name), plainNode.name],
  lookedFor: 'package.json, project.json of Nx',
  detect: detectNode,
  plan: planNode,
}

function planNode(app: App, request: Request): Plan {
  const { overrides } = request
  const manifest = readManifest(app)
  const nx = manifest === undefined ? nxProject(app) : undefined
  const top = nx && readManifest(nx.top)
  if (nx !== undefined && top !== undefined) return planNx(app, nx, top, request)
  const other = otherManifest(app)
  if (manifest === undefined && other !== undefined) {
    throw new UserError(
      `${app.at(other)} is read by pnpm alone: Node.js looks for "type" and "imports" in a package.json, and so do frameworks and builders.`,
      'Commit it as package.json, which pnpm reads all the same.',
    )
  }
  if (manifest === undefined) {
    throw new UserError(
      `${app.at('package.json')} is not there, which every Node.js application has.`,
      'Set "root-directory" to the folder of the application.',
    )
  }
  const hints = readHints(app)
  const given = [overrides.runCommand, overrides.buildCommand, hints.start?.value, hints.build?.value]
  const project = findProject(
    app,
    manifest,
    given.filter((line) => line !== undefined),
  )
  const detected = findFramework(app, manifest, overrides.framework)
  const { framework, found } =
    (detected.framework.output === undefined
      ? nxFramework(app, manifest, project, overrides.framework)
      : undefined) ?? detected
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
  return assemble({
    facts,
    manifest: app.at('package.json'),
    framework: found,
    version,
    site,
    hints,
    request,
    about: aboutOf(manifest),
    context: contextOf(facts),
  })
}

/** What .dockerignore lets through beside the application's folder, and keeps away inside of it. */
function contextOf(facts: Facts): Pick<Plan, 'scope' | 'ignore'> {
  const { app, project, build, manifest } = facts
  const settings = publicSettings(app, manifest).files.map((name) => `!${name}`)
  const own = ['coverage', ...(build === undefined ? [] : [...outputFolders(facts), ...settings])]
  if (project.file === undefined) return { ignore: own }
  if (project.place !== '') return { scope: contextScope(facts), ignore: own }
  const needed = new Set(project.builds)
  const insisted = facts.manager.manifests === 'all'
  const others = project.others.filter((member) => !needed.has(member))
  return { ignore: [...own, ...(insisted ? [] : others.map(({ place }) => place))] }
}

import { UserError } from '../../../errors.ts'
import { choose, fromInput, type Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import { entryOf } from './entry.ts'
import type { NodeFramework } from './frameworks/framework.ts'
import type { PackageManager } from './managers/manager.ts'
import type { Manifest } from './manifest.ts'
import { systemPackages } from './native/system-packages.ts'
import type { Command } from './resolve.ts'
import { scriptFile } from './source.ts'
import { taskRunner } from './workspace/task-runners.ts'
import type { Member } from './workspace/members.ts'
import type { Project } from './workspace/project.ts'

/** What is built before the application starts. */
export interface Build {
  /** The application's own build, or what builds the packages that it needs where it has none. */
  readonly shown: Found<string>
  /** Lines for the shell at the workspace's top: the packages that the application needs, in order. */
  readonly before: readonly string[]
  /** The line for the shell in the application's folder, or at the workspace's top. */
  readonly line?: string
  readonly at: 'application' | 'top'
  /** The members that are built; the others are used as they are. */
  readonly members: readonly Member[]
}

/** What a build is found in. */
export interface BuildPlaces {
  readonly app: App
  readonly project: Project
  readonly manifest: Manifest
  readonly framework: NodeFramework
  readonly manager: PackageManager
  readonly command: Command
  /** The input "build-command". */
  readonly input: string | undefined
  readonly hint: Found<string> | undefined
}

/**
 * What is built before the application starts, or undefined. Throws a UserError when the file to start is neither there
 * nor built by anything.
 */
export function findBuild(places: BuildPlaces): Build | undefined {
  const { project, manager, input, hint } = places
  const own = prepared(places, ownBuild(places))
  const members = project.builds.filter((member) => member.manifest().scripts.has('build'))
  const runner = input === undefined && hint === undefined ? taskRunner(project) : undefined
  if (runner !== undefined && own !== undefined && (runner.infers || own.script !== undefined)) {
    const shown = { value: runner.value(own.script ?? 'build'), file: runner.file, why: runner.why }
    return { shown, before: [], line: shown.value, at: 'top', members }
  }
  const before = members.map((member) => manager.runIn(member, 'build'))
  if (own !== undefined)
    return { shown: own.found, before, line: own.found.value, at: 'application', members }
  if (before.length === 0) return undefined
  const shown = { value: before.join(' && '), why: 'what the application needs of its workspace' }
  return { shown, before, at: 'application', members }
}

/** The build with what has to be there before it: clients that are generated beside the source. */
function prepared({ app, manifest }: BuildPlaces, own: OwnBuild | undefined): OwnBuild | undefined {
  const { beforeBuild } = systemPackages(app, manifest)
  if (beforeBuild.length === 0) return own
  const lines = [...beforeBuild, ...(own === undefined ? [] : [own.found.value])]
  const found = own?.found ?? { file: app.at('package.json'), why: 'what the source imports' }
  return { ...own, found: { ...found, value: lines.join(' && ') } }
}

interface OwnBuild {
  readonly found: Found<string>
  readonly script?: string
}

function ownBuild(places: BuildPlaces): OwnBuild | undefined {
  const { app, manifest, framework, manager, command, input, hint } = places
  if (input !== undefined) return { found: fromInput(input, 'build-command') }
  const name = [...(framework.buildScripts ?? []), 'build'].find((script) => manifest.scripts.has(script))
  const script = name === undefined ? undefined : manifest.scripts.get(name)
  const scripted =
    name === undefined || script === undefined ? undefined : { ...script, value: manager.run(name) }
  const named = choose([hint, scripted])
  if (named !== undefined) return { found: named, ...(name === undefined ? {} : { script: name }) }
  if (command.build.length > 0) {
    return { found: { ...command.run, value: command.build.map(local).join(' && ') } }
  }
  if (framework.build !== undefined) {
    return { found: { value: framework.build, why: `the build of ${framework.name}` } }
  }
  const runs = ['node', 'bun'].includes(command.run.value[0] ?? '')
  const entry = runs ? entryOf(command.run.value) : undefined
  if (entry === undefined || scriptFile(app, entry) !== undefined) return undefined
  if (app.files.isFile('tsconfig.json') && manifest.dependency('typescript') !== undefined) {
    const found = { value: 'node_modules/.bin/tsc', file: app.at('tsconfig.json'), why: 'no build script' }
    return { found }
  }
  throw new UserError(
    `The start command "${command.run.value.join(' ')}" runs ${app.at(entry)}, which is not there, and package.json has no script "build".`,
    'Set the input "build-command" to what makes the file, or "run-command" to what starts the application.',
  )
}

// Commands of dependencies are not on the image's PATH.
function local(line: string): string {
  return /^(?:npm|npx|yarn|pnpm|bun|bunx|node)\b|^\w+=/.test(line) ? line : `node_modules/.bin/${line}`
}

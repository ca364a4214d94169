import { posix } from 'node:path'
import { withValue, type Found } from '../../../found.ts'
import { isTable } from '../../../parse/document.ts'
import { parseJson, type JsonFile } from '../../../parse/json.ts'
import { appIn, upward, type App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'
import type { Manifest } from '../manifest.ts'

/** An application of an integrated Nx repository: it has a project.json, and the one package.json is at the top. */
export interface NxProject {
  readonly top: App
  /** The application's folder below the top. */
  readonly place: string
  readonly name: string
  readonly json: JsonFile
  readonly kind: 'next' | 'site' | 'server'
  /** What its build makes, below the top. */
  readonly output: string
  /** The file to start of a server, below the top. */
  readonly main: string
  /** Whether the build has a configuration of its own for production. */
  readonly production: boolean
}

/**
 * The Nx project of a folder, or undefined where it has none that can be run. Source: Nx's documentation, "Project
 * Configuration": targets, `outputPath`, and targets that plugins infer from configuration files.
 */
export function nxProject(app: App): NxProject | undefined {
  const text = app.files.isFile('package.json') ? undefined : app.files.text('project.json')
  if (text === undefined) return undefined
  const json = parseJson(app.at('project.json'), text, 'jsonc')
  if (json.get('projectType') === 'library') return undefined
  return projectOf(app, json, json.string('name')?.value)
}

/**
 * The same of a package of a workspace that Nx builds: what project.json says elsewhere is below "nx" in its package.json.
 * Undefined for libraries, which nothing serves.
 */
export function nxPackage(app: App, { json }: Manifest): NxProject | undefined {
  const name = json.string('nx', 'name')?.value ?? json.string('name')?.value
  const project = isTable(json.get('nx')) ? projectOf(app, json, name, 'nx') : undefined
  const served =
    isTable(json.get('nx', 'targets', 'serve')) || readConfig(app, 'webpack.config') !== undefined
  return project?.kind === 'server' && !served ? undefined : project
}

function projectOf(
  app: App,
  json: JsonFile,
  name: string | undefined,
  ...below: readonly string[]
): NxProject | undefined {
  const top = topOf(app)
  if (top === undefined) return undefined
  const place = app.folder.slice(top.folder === '' ? 0 : top.folder.length + 1)
  const build: Target = { json, path: [...below, 'targets', 'build'] }
  const executor = json.string(...build.path, 'executor')?.value
  const kind = kindOf(app, executor)
  if (kind === undefined) return undefined
  const output = outputOf(app, build, place, kind, executor)
  return {
    top,
    place,
    name: name ?? posix.basename(place),
    json,
    kind,
    output: posix.normalize(output).replace(/\/+$/, ''),
    main: mainOf(build, place, output, executor),
    production: isTable(json.get(...build.path, 'configurations', 'production')),
  }
}

/** The target that builds, and where it stands. */
interface Target {
  readonly json: JsonFile
  readonly path: readonly string[]
}

/** What the build of a repository that is one Nx project makes for Node.js; undefined where it is none or makes a page. */
export function standaloneMain(app: App): Found<string> | undefined {
  const text = app.files.isFile('nx.json') ? app.files.text('project.json') : undefined
  if (text === undefined) return undefined
  const json = parseJson(app.at('project.json'), text, 'jsonc')
  const build: Target = { json, path: ['targets', 'build'] }
  const executor = json.string(...build.path, 'executor')
  if (executor === undefined || !SERVERS.test(executor.value)) return undefined
  const output = outputOf(app, build, '', 'server', executor.value)
  return withValue(executor, mainOf(build, '', output, executor.value))
}

// Executors that make a program of Node.js; what others make is not known.
const SERVERS = /^@(?:nx|nrwl)\/(?:node|js|webpack|esbuild|rollup|nest|express):/

function topOf(app: App): App | undefined {
  const top = upward(app).find(({ files }) => files.isFile('nx.json') && files.isFile('package.json'))
  return top === undefined || top.folder === app.folder ? undefined : appIn(app.repository, top.folder)
}

function kindOf(app: App, executor: string | undefined): NxProject['kind'] | undefined {
  if (executor?.endsWith('next:build') === true || readConfig(app, 'next.config') !== undefined) return 'next'
  const page = ['index.html', 'src/index.html'].some((name) => app.files.isFile(name))
  if (page) return 'site'
  if (executor !== undefined) return SERVERS.test(executor) ? 'server' : undefined
  return readConfig(app, 'webpack.config') === undefined ? undefined : 'server'
}

function outputOf(
  app: App,
  { json, path }: Target,
  place: string,
  kind: NxProject['kind'],
  executor: string | undefined,
): string {
  const named =
    json.string(...path, 'options', 'outputPath')?.value ??
    json.string(...path, 'options', 'outputPath', 'base')?.value
  if (named !== undefined) {
    const folder = named.replace('{workspaceRoot}/', '').replace('{projectRoot}', place)
    // Source: Angular's documentation, "Angular workspace configuration": the application builder has a folder for browsers.
    return executor?.endsWith(':application') === true ? `${folder}/browser` : folder
  }
  const built =
    readConfig(app, 'vite.config')?.string('build', 'outDir')?.value ??
    readConfig(app, 'webpack.config')?.string('output', 'path')?.value
  if (built !== undefined) return posix.join(place, built)
  return kind === 'next' ? place : `dist/${place}`
}

/** Compilers of single files keep the folders of the source; bundlers make one file. */
function mainOf({ json, path }: Target, place: string, output: string, executor: string | undefined): string {
  const named = json.string(...path, 'options', 'outputFileName')?.value
  if (named !== undefined) return posix.join(output, named)
  const main = json.string(...path, 'options', 'main')?.value ?? posix.join(place, 'src/main.ts')
  const compiled = posix.relative(place, main).replace(/\.([cm]?)tsx?$/, '.$1js')
  return posix.join(output, executor?.endsWith(':tsc') === true ? compiled : posix.basename(compiled))
}

import { posix } from 'node:path'
import { isTable } from '../../../parse/document.ts'
import { parseJson, type JsonFile } from '../../../parse/json.ts'
import { appIn, upward, type App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'

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
  const top = text === undefined ? undefined : topOf(app)
  if (text === undefined || top === undefined) return undefined
  const json = parseJson(app.at('project.json'), text, 'jsonc')
  if (json.get('projectType') === 'library') return undefined
  const place = app.folder.slice(top.folder === '' ? 0 : top.folder.length + 1)
  const executor = json.string('targets', 'build', 'executor')?.value
  const kind = kindOf(app, executor)
  if (kind === undefined) return undefined
  const output = outputOf(app, json, place, kind, executor)
  return {
    top,
    place,
    name: json.string('name')?.value ?? posix.basename(place),
    json,
    kind,
    output: posix.normalize(output).replace(/\/+$/, ''),
    main: mainOf(json, place, output, executor),
    production: isTable(json.get('targets', 'build', 'configurations', 'production')),
  }
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
  json: JsonFile,
  place: string,
  kind: NxProject['kind'],
  executor: string | undefined,
): string {
  const path = ['targets', 'build', 'options', 'outputPath']
  const named = json.string(...path)?.value ?? json.string(...path, 'base')?.value
  if (named !== undefined) {
    const folder = named.replace('{workspaceRoot}/', '').replace('{projectRoot}', place)
    // Source: Angular's documentation, "Angular workspace configuration": the application builder has a folder for browsers.
    return executor?.endsWith(':application') === true ? `${folder}/browser` : folder
  }
  const built = readConfig(app, 'vite.config')?.string('build', 'outDir')?.value
  if (built !== undefined) return posix.join(place, built)
  return kind === 'next' ? place : `dist/${place}`
}

/** Compilers of single files keep the folders of the source; bundlers make one file. */
function mainOf(json: JsonFile, place: string, output: string, executor: string | undefined): string {
  const named = json.string('targets', 'build', 'options', 'outputFileName')?.value
  if (named !== undefined) return posix.join(output, named)
  const main = json.string('targets', 'build', 'options', 'main')?.value ?? `${place}/src/main.ts`
  const compiled = posix.relative(place, main).replace(/\.([cm]?)tsx?$/, '.$1js')
  return posix.join(output, executor?.endsWith(':tsc') === true ? compiled : posix.basename(compiled))
}

import { isTable } from '../../parse/document.ts'
import type { JsonFile } from '../../parse/json.ts'
import { readJsonc } from '../../parse/once.ts'
import type { Found } from '../../found.ts'
import { appIn, join, upward, type App } from '../../view/file-view.ts'

/** The configuration of an application, and of the workspace that it belongs to. */
export interface DenoConfig {
  readonly json: JsonFile | undefined
  /** Its name in the folder: `deno.json`, `deno.jsonc`. */
  readonly name: string | undefined
  /** Each task's command line. */
  readonly tasks: ReadonlyMap<string, Found<string>>
  /** What each name in an import stands for, those of the workspace included. */
  readonly imports: ReadonlyMap<string, Found<string>>
  /** The folder with deno.lock: the workspace's, or the application's own. */
  readonly top: App
  /** The folders of the workspace's members, the repository's paths; empty where there is none. */
  readonly members: readonly string[]
}

const NAMES = ['deno.json', 'deno.jsonc']

/** Reads deno.json or deno.jsonc of a folder and of the workspace above it. Throws a UserError for broken JSON. */
export function denoConfig(app: App): DenoConfig {
  const own = configIn(app)
  const above = upward(app)
    .slice(1)
    .find((folder) => membersOf(folder).includes(app.folder))
  const top = above ?? app
  const shared = above === undefined ? undefined : configIn(above)?.json
  const map = own?.json.string('importMap')?.value
  const mapped = map === undefined ? undefined : readJsonc(app, map.replace(/^\.\//, ''))
  return {
    json: own?.json,
    name: own?.name,
    tasks: new Map([...tasksOf(shared), ...tasksOf(own?.json)]),
    imports: new Map([
      ...(shared?.strings('imports') ?? []),
      ...(mapped?.strings('imports') ?? []),
      ...(own?.json.strings('imports') ?? []),
    ]),
    top,
    members: membersOf(top),
  }
}

/** What is read before the source: configurations, lockfile, and package.json, the repository's paths. */
export function manifestPaths(app: App, { json, top, members }: DenoConfig): readonly string[] {
  const names = [...NAMES, 'package.json']
  const folders = [...new Set([top.folder, app.folder, ...members])]
  const map = json?.string('importMap')?.value.replace(/^\.\//, '')
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    top.at('deno.lock'),
    ...(map === undefined ? [] : [app.at(map)]),
  ].filter((path) => app.repository.isFile(path))
}

function configIn(app: App): { readonly json: JsonFile; readonly name: string } | undefined {
  const name = NAMES.find((one) => app.files.isFile(one))
  const json = name === undefined ? undefined : readJsonc(app, name)
  return name === undefined || json === undefined ? undefined : { json, name }
}

// A task is a line, or a table with one. Source: Deno's documentation, "deno task".
function tasksOf(json: JsonFile | undefined): ReadonlyMap<string, Found<string>> {
  const tasks = json?.get('tasks')
  const names = Object.keys(isTable(tasks) ? tasks : {})
  return new Map(
    names.flatMap((name): [string, Found<string>][] => {
      const found = json?.string('tasks', name) ?? json?.string('tasks', name, 'command')
      return found === undefined ? [] : [[name, found]]
    }),
  )
}

function membersOf(app: App): readonly string[] {
  const json = configIn(app)?.json
  const workspace = json?.get('workspace')
  const list = isTable(workspace) ? workspace['members'] : workspace
  const paths = (Array.isArray(list) ? list : []).filter((path) => typeof path === 'string')
  return paths.flatMap((path) => {
    const plain = path.replace(/^\.\//, '').replace(/\/$/, '')
    const folders = plain.endsWith('/*')
      ? app.files
          .list(plain.slice(0, -2))
          .filter(({ kind }) => kind === 'folder')
          .map(({ name }) => `${plain.slice(0, -2)}/${name}`)
      : [plain]
    return folders
      .filter((folder) => configIn(appIn(app.repository, app.at(folder))) !== undefined)
      .map(app.at)
  })
}

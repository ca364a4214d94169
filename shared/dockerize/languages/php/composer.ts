import { UserError } from '../../../errors.ts'
import { isTable } from '../../parse/toml.ts'
import { parseJson, type JsonFile } from '../../parse/json.ts'
import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'

/** A package as composer.lock has it. */
interface LockedPackage {
  readonly name: string
  readonly require: Readonly<Record<string, string>>
  /** Fetched by git: it has no archive. */
  readonly fromGit: boolean
}

/** composer.json and what composer.lock made of it. */
export interface Composer {
  readonly json: JsonFile
  readonly require: ReadonlyMap<string, Found<string>>
  /** Production packages of the lockfile; undefined where there is none. */
  readonly locked: ReadonlyMap<string, LockedPackage> | undefined
  readonly scripts: ReadonlySet<string>
  /** The folder that packages are installed into. */
  readonly vendor: string
  /** Folders of the application that hold packages of its own (`"type": "path"`). */
  readonly pathFolders: readonly string[]
  /** Repositories other than the public one: they may ask for credentials. */
  readonly privateRepositories: boolean
  /** Where a package is asked for: by composer.json, else by another package. */
  readonly dependency: (name: string) => Found<string> | undefined
}

/** The application's composer.json, or undefined. Throws a UserError where it, or its lockfile, is no JSON. */
export function readComposer(app: App): Composer | undefined {
  const text = app.files.text('composer.json')
  if (text === undefined) return undefined
  const json = parseJson(app.at('composer.json'), text)
  const require = json.strings('require')
  const locked = readLock(app)
  const whole: unknown = JSON.parse(text)
  const root = isTable(whole) ? whole : {}
  const repositories = Object.values(isTable(root['repositories']) ? root['repositories'] : {})
  const listed = Array.isArray(root['repositories']) ? root['repositories'] : repositories
  const known = listed.filter(isTable)
  return {
    json,
    require,
    locked,
    scripts: new Set(Object.keys(isTable(root['scripts']) ? root['scripts'] : {})),
    vendor: json.string('config', 'vendor-dir')?.value.replace(/^\.\/|\/+$/g, '') ?? 'vendor',
    pathFolders: known
      .filter(({ type, url }) => type === 'path' && typeof url === 'string')
      .map(({ url }) => folderBefore(insideOf(json, String(url))))
      .filter((folder) => folder !== '' && !folder.startsWith('.') && app.files.isFolder(folder)),
    privateRepositories: known.some(({ type }) => type === 'composer' || type === 'vcs' || type === 'git'),
    dependency: (name) =>
      require.get(name) ??
      (locked?.has(name) === true ? { value: name, file: app.at('composer.lock') } : undefined),
  }
}

/** Throws a UserError for a path that leads out of the application's folder, which is all that the image has of it. */
function insideOf(json: JsonFile, url: string): string {
  if (!url.startsWith('../') && !url.startsWith('/')) return url
  const line = json.lineOf('repositories')
  throw new UserError(
    `${json.file}${line === undefined ? '' : `:${line}`} takes packages from "${url}", which is outside the folder of the application.`,
    'Move them inside, or name their repository by "type": "vcs".',
  )
}

/** The folder of a path with patterns: `./packages/*` gives `packages`. */
function folderBefore(url: string): string {
  const parts = url.replace(/^\.\//, '').split('/')
  const pattern = parts.findIndex((part) => /[*?{[]/.test(part))
  return (pattern === -1 ? parts : parts.slice(0, pattern)).join('/').replace(/\/+$/, '')
}

function readLock(app: App): ReadonlyMap<string, LockedPackage> | undefined {
  const text = app.files.text('composer.lock')
  if (text === undefined) return undefined
  const lock = parseLock(app, text)
  const packages = Array.isArray(lock['packages']) ? lock['packages'].filter(isTable) : []
  return new Map(
    packages.map((item) => {
      const name = String(item['name'])
      const require = isTable(item['require']) ? item['require'] : {}
      const texts = Object.entries(require).map(([key, value]): [string, string] => [key, String(value)])
      return [name, { name, require: Object.fromEntries(texts), fromGit: !isTable(item['dist']) }]
    }),
  )
}

// The quick parser first: lockfiles have ten thousands of lines, and the one with positions is for the error alone.
function parseLock(app: App, text: string): Readonly<Record<string, unknown>> {
  try {
    const lock: unknown = JSON.parse(text)
    return isTable(lock) ? lock : {}
  } catch {
    parseJson(app.at('composer.lock'), text)
    return {}
  }
}

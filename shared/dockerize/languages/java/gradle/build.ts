import type { Found } from '../../../found.ts'
import { readProperties } from '../../../parse/properties.ts'
import { appIn, join, upward, type App, type FileView } from '../../../view/file-view.ts'
import { remembered } from '../memo.ts'
import { readCatalog, type Catalog } from './catalog.ts'
import { everything, parseScript, settings, strings, type Script } from './script.ts'

/** A build of one or several projects. */
export interface GradleBuild {
  /** The repository's path of the folder that Gradle runs in. */
  readonly root: string
  readonly settings: Script | undefined
  /** By path, as `:app`; the root's is `:`. */
  readonly projects: ReadonlyMap<string, GradleProject>
  readonly catalog: Catalog
  readonly properties: ReadonlyMap<string, Found<string>>
  /** Folders of the repository that hold more of the build itself. */
  readonly included: readonly string[]
}

/** A project of the build. */
export interface GradleProject {
  readonly path: string
  /** The repository's path of its folder. */
  readonly folder: string
  readonly script: Script | undefined
}

const SCRIPTS = ['build.gradle', 'build.gradle.kts']
const SETTINGS = ['settings.gradle', 'settings.gradle.kts']

/** Reads the build that the application's folder is a project of, or undefined where there is none. */
export function readBuild(app: App): GradleBuild | undefined {
  const own =
    SCRIPTS.some((name) => app.files.isFile(name)) || SETTINGS.some((name) => app.files.isFile(name))
  if (!own) return undefined
  for (const above of upward(app).toReversed()) {
    if (above.folder !== app.folder && settingsOf(above) === undefined) continue
    const build = builds(app.repository, above.folder)
    if ([...build.projects.values()].some(({ folder }) => folder === app.folder)) return build
  }
  return undefined
}

const builds = remembered(buildIn)

function buildIn(repository: FileView, root: string): GradleBuild {
  const app = appIn(repository, root)
  const script = settingsOf(app)
  const projects = new Map<string, GradleProject>([[':', projectIn(repository, ':', root)]])
  for (const [path, folder] of includes(script)) {
    projects.set(path, projectIn(repository, path, join(root, folder)))
  }
  const others = (script?.statements ?? [])
    .flatMap((statement) =>
      everything([statement]).filter(({ tokens }) => tokens[0]?.text === 'includeBuild'),
    )
    .flatMap((statement) => strings(statement).slice(0, 1))
  return {
    root,
    settings: script,
    projects,
    catalog: readCatalog(app),
    properties: readProperties(app, 'gradle.properties'),
    included: ['buildSrc', ...others]
      .map((name) => join(root, name))
      .filter((path) => repository.isFolder(path)),
  }
}

function settingsOf(app: App): Script | undefined {
  return scriptOf(app, SETTINGS)
}

function projectIn(repository: FileView, path: string, folder: string): GradleProject {
  const name = path.split(':').at(-1) ?? ''
  const names = [...SCRIPTS, ...(name === '' ? [] : [`${name}.gradle`, `${name}.gradle.kts`])]
  return { path, folder, script: scriptOf(appIn(repository, folder), names) }
}

function scriptOf(app: App, names: readonly string[]): Script | undefined {
  const name = names.find((one) => app.files.isFile(one))
  return name === undefined ? undefined : parseScript(app.at(name), app.files.text(name) ?? '')
}

/** Source: Gradle's user manual, "Multi-Project Builds": `include`, and `project(':x').projectDir = file('y')`. */
function includes(script: Script | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const statements = everything(script?.statements ?? [])
  for (const statement of statements) {
    if (statement.tokens[0]?.text !== 'include') continue
    for (const name of strings(statement)) {
      const path = `:${name.replace(/^:/, '')}`
      found.set(path, path.slice(1).replaceAll(':', '/'))
    }
  }
  for (const { tokens } of statements) {
    const [project, , path, , , place] = tokens
    if (project?.text !== 'project' || place?.text !== 'projectDir' || path?.kind !== 'string') continue
    const folder = tokens.slice(6).find(({ kind }) => kind === 'string')?.text
    if (folder !== undefined && found.has(path.text)) found.set(path.text, folder.replace(/^\.\//, ''))
  }
  return found
}

/** The name that the build gives itself. */
export function rootName(build: GradleBuild): Found<string> | undefined {
  const [statement] = settings(build.settings?.statements ?? [], ['rootProject', 'name'])
  const name = statement && strings(statement)[0]
  if (statement === undefined || name === undefined || build.settings === undefined) return undefined
  return { value: name, file: build.settings.file, line: statement.line }
}

import { posix } from 'node:path'
import type { Found } from '../../found.ts'
import { parseXml, xmlText, type XmlElement } from '../../parse/xml.ts'
import { join, sources, type App, type FileView } from '../../view/file-view.ts'
import { importsOf, type Imported } from './imports.ts'
import { folderOf, resolvePath } from './paths.ts'

/** What a project makes: `web` answers HTTP, `site` is files for browsers, `program` anything else that starts. */
type Kind = 'web' | 'site' | 'program' | 'library' | 'test'

/** A project file of MSBuild. Paths are the repository's. */
export interface Project {
  readonly path: string
  readonly folder: string
  readonly kind: Kind
  /** The element `Project`, for its place. */
  readonly sdk: Found<string>
  /** A property of the project, or of the Directory.Build.props that is nearest above it. */
  readonly property: (name: string) => Found<string> | undefined
  /** Files of MSBuild that it and the files above it take in. */
  readonly imports: readonly string[]
  readonly references: readonly string[]
  readonly packages: ReadonlySet<string>
  /** Folders beside its own that it takes single files from. */
  readonly linked: readonly string[]
  /** Lines that it runs for the shell while it builds. */
  readonly commands: readonly string[]
}

export const PROJECT_ENDINGS = ['.csproj', '.fsproj', '.vbproj']

/** The projects in a folder of the application and below it, the nearest to the top first. */
export function projectsIn(app: App): readonly Project[] {
  return sources(app.files, PROJECT_ENDINGS, 200).flatMap(
    (path) => readProject(app.repository, app.at(path)) ?? [],
  )
}

/** The projects in the application's folder itself. */
export function projectsBeside(app: App): readonly Project[] {
  return app.files
    .list('')
    .filter(({ name, kind }) => kind === 'file' && isProject(name))
    .flatMap(({ name }) => readProject(app.repository, app.at(name)) ?? [])
}

/** Whether a solution is in the application's folder, or a project at most two folders below: no more is looked at. */
export function hasProjectBelow({ files }: App): boolean {
  const inFolder = (folder: string, depth: number): boolean =>
    files
      .list(folder)
      .some(({ name, kind }) =>
        kind === 'file'
          ? isProject(name) || (folder === '' && /\.slnx?$/.test(name))
          : depth > 0 &&
            !/^(?:\.|node_modules$|vendor$)/.test(name) &&
            inFolder(join(folder, name), depth - 1),
      )
  return inFolder('', 2)
}

function isProject(name: string): boolean {
  return PROJECT_ENDINGS.some((ending) => name.endsWith(ending))
}

/**
 * Reads a project of SDK style; undefined where there is none, or one of an older style, which needs Windows.
 * Source: Microsoft's documentation, ".NET project SDKs" and "MSBuild reference for .NET SDK projects".
 */
export function readProject(repository: FileView, path: string): Project | undefined {
  const text = repository.text(path)
  if (text === undefined) return undefined
  const root = parseXml(path, text)
  const sdk = sdkOf(root)
  if (sdk === undefined) return undefined
  const folder = folderOf(path)
  const items = inGroups(root, 'ItemGroup')
  const imported = importsOf(repository, path, root)
  const shared = sharedFiles(repository, folder)
  const properties = [root, ...imported.map((one) => one.root), ...shared.map((one) => one.root)].flatMap(
    (one) => inGroups(one, 'PropertyGroup'),
  )
  const property = (name: string): Found<string> | undefined =>
    xmlText(properties.find((element) => element.name.toLowerCase() === name.toLowerCase()))
  const packages = new Set(includes(items, 'PackageReference'))
  return {
    path,
    folder,
    kind: kindOf(sdk.value, packages, property, includes(items, 'FrameworkReference')),
    sdk,
    property,
    imports: [...new Set([...imported, ...shared].map((one) => one.path))],
    references: includes(items, 'ProjectReference').flatMap((one) => resolvePath(folder, one) ?? []),
    packages,
    linked: items.flatMap((item) => linkedFolder(folder, item) ?? []),
    commands: root.elements
      .filter(({ name }) => name === 'Target')
      .flatMap(({ elements }) => elements.filter(({ name }) => name === 'Exec'))
      .map(({ attributes }) => attributes['Command'] ?? ''),
  }
}

function sdkOf(root: XmlElement): Found<string> | undefined {
  const inside = root.elements.find(({ name }) => name === 'Sdk')?.attributes['Name']
  const value = root.attributes['Sdk'] ?? inside
  return value === undefined ? undefined : { value, file: root.file, line: root.line }
}

function inGroups(root: XmlElement, group: string): readonly XmlElement[] {
  return root.elements.filter(({ name }) => name === group).flatMap(({ elements }) => elements)
}

function includes(items: readonly XmlElement[], name: string): readonly string[] {
  return items
    .filter((item) => item.name === name)
    .flatMap(({ attributes }) => (attributes['Include'] ?? '').split(';'))
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

// MSBuild takes the nearest one alone; it may take in others by itself.
function sharedFiles(repository: FileView, folder: string): readonly Imported[] {
  for (let at = folder; ; at = folderOf(at)) {
    const path = join(at, 'Directory.Build.props')
    const text = repository.text(path)
    if (text !== undefined) {
      const root = parseXml(path, text)
      return [{ path, root }, ...importsOf(repository, path, root)]
    }
    if (at === '') return []
  }
}

function kindOf(
  sdk: string,
  packages: ReadonlySet<string>,
  property: Project['property'],
  frameworks: readonly string[],
): Kind {
  const is = (name: string): boolean => sdk.split(';').some((one) => one.trim().split('/')[0] === name)
  if (packages.has('Microsoft.NET.Test.Sdk') || property('IsTestProject')?.value.toLowerCase() === 'true')
    return 'test'
  if (is('Microsoft.NET.Sdk.BlazorWebAssembly')) return 'site'
  const library = property('OutputType')?.value.toLowerCase() === 'library'
  if (is('Microsoft.NET.Sdk.Web')) return library ? 'library' : 'web'
  const starts = property('OutputType')?.value.toLowerCase() === 'exe' || is('Microsoft.NET.Sdk.Worker')
  if (!starts) return 'library'
  return frameworks.includes('Microsoft.AspNetCore.App') ? 'web' : 'program'
}

// A file of another folder, by `<Compile Include="../shared/Clock.cs" />` and the like.
function linkedFolder(folder: string, { name, attributes }: XmlElement): string | undefined {
  const include = attributes['Include']?.replaceAll('\\', '/')
  if (include?.startsWith('../') !== true || name === 'ProjectReference') return undefined
  const fixed = include.split('/').filter((part) => !/[*?]/.test(part))
  const path = resolvePath(folder, fixed.join('/'))
  return path === undefined ? undefined : folderOf(path)
}

/** The name of the assembly that the project makes. Source: Microsoft's documentation, "MSBuild reserved properties". */
export function assemblyName({ path, property }: Project): string {
  const file = posix.basename(path).replace(/\.\w+proj$/, '')
  const named = property('AssemblyName')?.value.replace(/\$\(MSBuildProjectName\)/gi, file)
  const whole = named?.replace(/\$\((\w+)\)/g, (word, name: string) => property(name)?.value ?? word)
  return whole === undefined || whole.includes('$(') ? file : whole
}

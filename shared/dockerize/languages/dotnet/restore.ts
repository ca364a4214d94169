import type { Mount } from '../../image/steps.ts'
import { parseXml, xmlChildren } from '../../parse/xml.ts'
import { join, type App } from '../../view/file-view.ts'
import type { Choice } from './choose.ts'
import { folderOf } from './paths.ts'

const ABOVE = [
  'global.json',
  'Directory.Build.props',
  'Directory.Build.targets',
  'Directory.Packages.props',
  'nuget.config',
  'NuGet.config',
  'NuGet.Config',
]

/** What decides the packages, as the repository's paths: project files, lockfiles, and settings in the folders above. */
export interface Restore {
  readonly files: readonly string[]
  /** Every project has a lockfile. */
  readonly locked: boolean
  readonly mounts: readonly Mount[]
}

/** Source: NuGet's documentation, "Common NuGet configurations", "Central Package Management" and "lock file". */
export function restoreFiles({ repository }: App, { closure }: Choice): Restore {
  const folders = closure.map(({ folder }) => folder)
  const settings = new Set(
    folders.flatMap((folder) =>
      upTo(folder).flatMap((above) =>
        ABOVE.map((name) => join(above, name)).filter((path) => repository.isFile(path)),
      ),
    ),
  )
  const locks = closure
    .map(({ folder }) => join(folder, 'packages.lock.json'))
    .filter((path) => repository.isFile(path))
  const configs = [...settings].filter((path) => path.toLowerCase().endsWith('nuget.config'))
  const tools = ['.config/dotnet-tools.json'].filter((path) => repository.isFile(path))
  return {
    files: [
      ...new Set([
        ...settings,
        ...closure.flatMap(({ imports }) => imports),
        ...tools,
        ...closure.map(({ path }) => path),
        ...locks,
      ]),
    ],
    locked: locks.length === closure.length,
    mounts: configs.flatMap((path) => feedSecrets(path, repository.text(path) ?? '')),
  }
}

function upTo(folder: string): readonly string[] {
  return folder === '' ? [''] : [...upTo(folderOf(folder)), folder]
}

// What stands in `%NAME%` is read from the environment, and so are credentials by a feed's name.
// Source: NuGet's documentation, "Consuming packages from authenticated feeds".
function feedSecrets(path: string, text: string): readonly Mount[] {
  const root = parseXml(path, text)
  const feeds = xmlChildren(root, 'add', 'packageSources')
    .filter(({ attributes }) => /^https?:/.test(attributes['value'] ?? ''))
    .filter(({ attributes }) => !(attributes['value'] ?? '').startsWith('https://api.nuget.'))
    .map(({ attributes }) => `NuGetPackageSourceCredentials_${attributes['key'] ?? ''}`)
    .filter((name) => /^\w+$/.test(name))
  const variables = [...text.matchAll(/%(\w+)%/g)].map(([, name = '']) => name)
  const names = variables.length > 0 ? variables : feeds
  return [...new Set(names)].sort().map((name) => ({ type: 'secret', id: name, env: name }))
}

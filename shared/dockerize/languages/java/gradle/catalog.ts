import { isTable, parseToml } from '../../../parse/toml.ts'
import type { App } from '../../../view/file-view.ts'

/** What `libs.x.y` stands for. */
export interface Catalog {
  /** The id and version of a plugin by its accessor, without `libs.plugins.`. */
  readonly plugin: (accessor: string) => { readonly id: string; readonly version: string } | undefined
  /** `group:artifact` and version of what an accessor stands for; several for a bundle. */
  readonly libraries: (accessor: string) => readonly { readonly name: string; readonly version: string }[]
  readonly version: (accessor: string) => string | undefined
}

/** Reads gradle/libs.versions.toml. Source: Gradle's user manual, "Version Catalogs"; `-` and `_` become dots. */
export function readCatalog(app: App): Catalog {
  const path = 'gradle/libs.versions.toml'
  const toml = parseToml(app.at(path), app.files.text(path) ?? '')
  const table = (name: string): ReadonlyMap<string, unknown> =>
    new Map(Object.entries(toml.table(name)).map(([key, value]) => [key.replace(/[-_]/g, '.'), value]))
  const [versions, plugins, libraries, bundles] = ['versions', 'plugins', 'libraries', 'bundles'].map(table)
  const versionIn = (value: unknown): string => {
    if (typeof value === 'string') return value
    if (!isTable(value)) return ''
    if (typeof value['ref'] === 'string') return versionIn(versions?.get(value['ref'].replace(/[-_]/g, '.')))
    const rich = value['strictly'] ?? value['require'] ?? value['prefer']
    return typeof rich === 'string' ? rich : ''
  }
  const library = (value: unknown): readonly { readonly name: string; readonly version: string }[] => {
    if (typeof value === 'string') {
      const [group = '', artifact = '', version = ''] = value.split(':')
      return [{ name: `${group}:${artifact}`, version }]
    }
    if (!isTable(value)) return []
    const { module, group, name } = value
    const full = typeof module === 'string' ? module : `${String(group)}:${String(name)}`
    return [{ name: full, version: versionIn(value['version']) }]
  }
  return {
    plugin: (accessor) => {
      const value = plugins?.get(accessor)
      if (typeof value === 'string') {
        const [id = '', version = ''] = value.split(':')
        return { id, version }
      }
      return isTable(value) ? { id: String(value['id']), version: versionIn(value['version']) } : undefined
    },
    libraries: (accessor) => {
      const bundle = bundles?.get(accessor.replace(/^bundles\./, ''))
      if (accessor.startsWith('bundles.') && Array.isArray(bundle)) {
        return bundle.flatMap((name) => library(libraries?.get(String(name).replace(/[-_]/g, '.'))))
      }
      return library(libraries?.get(accessor))
    },
    version: (accessor) => {
      const value = versionIn(versions?.get(accessor))
      return value === '' ? undefined : value
    },
  }
}

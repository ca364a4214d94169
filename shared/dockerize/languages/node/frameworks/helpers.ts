import semver from 'semver'
import { posix } from 'node:path'
import { UserError } from '../../../../errors.ts'
import { originOf, withValue, type Found } from '../../../found.ts'
import type { Written } from '../../../image/written.ts'
import type { Manifest } from '../manifest.ts'
import type { Built, SiteOutput } from './framework.ts'

/**
 * A folder that a configuration names, relative to the application: `./dist/` is `dist`. `root` is the folder it
 * counts from. Throws a UserError for one outside of the application, which is not in the image.
 */
export function folderFrom(found: Found<string>, root = ''): Found<string> {
  const folder = posix.join(root, found.value).replace(/\/+$/, '')
  if (!folder.startsWith('..') && !folder.startsWith('/') && folder !== '.') return withValue(found, folder)
  throw new UserError(
    `The build goes to "${found.value}" (${originOf(found)}), which is outside of the application's folder.`,
    'Build into a folder of the application, for example dist.',
  )
}

/** The first major release of a dependency that package.json asks for: 3 of `^3.1.0`; undefined for a tag or link. */
export function majorOf(manifest: Manifest, name: string): number | undefined {
  const range = manifest.dependency(name)?.value
  return range === undefined ? undefined : semver.coerce(range)?.major
}

/** The value that follows one of some options in a script: `docs` of `vitepress build docs`, `out` of `--outDir out`. */
export function optionIn(
  script: Found<string> | undefined,
  ...options: readonly string[]
): Found<string> | undefined {
  const words = script?.value.split(/\s+/) ?? []
  for (const [index, word] of words.entries()) {
    const [name = '', inline] = word.split(/=(.*)/s)
    const value = inline ?? words[index + 1]
    if (script !== undefined && options.includes(name) && value !== undefined && value !== '') {
      return withValue(script, value)
    }
  }
  return undefined
}

/**
 * Where the links of a site begin, as its configuration says: a path, or an address that has one. Nothing for the top,
 * for relative links, and for files that another host serves.
 */
export function basePath(found: Found<string> | undefined): Pick<SiteOutput, 'base'> {
  const path = found?.value.replace(/\/+$/, '') ?? ''
  return found !== undefined && /^(?:\/[\w.~-]+)+$/.test(path) ? { base: withValue(found, path) } : {}
}

/** A whole folder, as it was built. */
export function asBuilt(folder: string): Built {
  return { from: folder, to: folder }
}

/** Folders that a framework writes to by its own defaults; `found`: what reveals it. */
export function writing(found: Found<unknown>, ...folders: readonly string[]): readonly Written[] {
  return folders.map((path) => ({ path, kind: 'folder', found: withValue(found, path) }))
}

/** Whether it keeps its data in a file of SQLite, unless the environment names another database. */
export function usesSqlite(manifest: Manifest): boolean {
  return ['better-sqlite3', 'sqlite3'].some((name) => manifest.dependencies.has(name))
}

/** package.json beside a build: it says whether files are modules, and what the application is called. */
export const PACKAGE_JSON: Built = { from: 'package.json', to: 'package.json' }

/** The error for a build that another platform alone can run. */
export function otherPlatform(framework: string, adapter: Found<string>, instead: string): UserError {
  return new UserError(
    `${framework} builds for ${adapter.value} (${originOf(adapter)}), which gives no server that an image could run.`,
    instead,
  )
}

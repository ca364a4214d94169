import { posix } from 'node:path'
import type { Document } from '../parse/document.ts'
import { readJson, readToml, readYaml } from '../parse/once.ts'
import { appIn, type App } from '../view/file-view.ts'

/** A manifest, and the folder that it lies in, relative to the repository. */
export interface Manifest {
  readonly document: Document
  readonly folder: string
}

/** The first of these files that lies in the application's folder. Throws a UserError for one that cannot be parsed. */
export function ownManifest(app: App, names: readonly string[]): Document | undefined {
  for (const name of names) {
    const document = readDocument(app, name)
    if (document !== undefined) return document
  }
  return undefined
}

/** The same in the application's folder and at the top of the repository, where manifests for many applications lie. */
export function manifests(app: App, names: readonly string[]): readonly Manifest[] {
  const places = app.folder === '' ? [app] : [app, appIn(app.repository, '')]
  return places.flatMap((place) => {
    const document = ownManifest(place, names)
    return document === undefined ? [] : [{ document, folder: place.folder }]
  })
}

function readDocument(app: App, name: string): Document | undefined {
  if (name.endsWith('.json')) return readJson(app, name)
  return name.endsWith('.toml') ? readToml(app, name) : readYaml(app, name)
}

/** Whether a path that a manifest names is the application's folder. */
export function isHere(app: App, manifestFolder: string, path: string): boolean {
  const folder = posix.join('/', manifestFolder, path).replace(/\/+$/, '')
  return folder === (app.folder === '' ? '' : `/${app.folder}`)
}

// Folders for Dockerfiles alone, beside the application that they are of.
const DOCKER_FOLDER = /^(?:\.|\.?docker|deploy(?:ment)?|ops|infra|build|containers?)$/

/**
 * Whether an image that a manifest describes is built from the application's folder. With one context for many
 * images, the Dockerfile's folder tells whose it is.
 */
export function isBuiltHere(
  app: App,
  manifestFolder: string,
  context: string | undefined,
  dockerfile: string | undefined,
): boolean {
  const folder = dockerfile === undefined ? '.' : posix.dirname(dockerfile)
  return (
    isHere(app, manifestFolder, posix.join(context ?? '.', folder)) ||
    (context !== undefined &&
      DOCKER_FOLDER.test(posix.basename(folder)) &&
      isHere(app, manifestFolder, context))
  )
}

/** A folder below the application's, without the dots and slashes that people write around it. */
export function plainFolder(path: string): string | undefined {
  const plain = posix.normalize(path).replace(/^(?:\.?\/)+|\/+$/g, '')
  return plain.startsWith('..') ? undefined : plain === '.' ? '' : plain
}

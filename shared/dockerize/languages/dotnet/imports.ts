import { parseXml, type XmlElement } from '../../parse/xml.ts'
import { join, type FileView } from '../../view/file-view.ts'
import { folderOf, resolvePath } from './paths.ts'

/** A file of MSBuild that another takes in. */
export interface Imported {
  /** The repository's path. */
  readonly path: string
  readonly root: XmlElement
}

// More than any project has: files may take in each other.
const MOST = 50
const ABOVE = /GetPathOfFileAbove\(\s*'?([\w.]+)'?/i

/**
 * What a project file, or one of properties, takes in by `<Import>`, in order, with what that takes in; of the
 * repository alone. Source: Microsoft's documentation, "Import element (MSBuild)" and "Customize by directory".
 */
export function importsOf(repository: FileView, path: string, root: XmlElement): readonly Imported[] {
  const found = new Map<string, Imported>()
  const queue: Imported[] = [{ path, root }]
  for (const one of queue) {
    for (const file of named(repository, one)) {
      const text = found.has(file) || found.size > MOST ? undefined : repository.text(file)
      if (text === undefined) continue
      const imported = { path: file, root: parseXml(file, text) }
      found.set(file, imported)
      queue.push(imported)
    }
  }
  return [...found.values()]
}

function named(repository: FileView, { path, root }: Imported): readonly string[] {
  const folder = folderOf(path)
  return root.elements
    .filter(({ name }) => name === 'Import')
    .flatMap(({ attributes }) => {
      const project = attributes['Project'] ?? ''
      const above = ABOVE.exec(project)?.[1]
      if (above !== undefined) return nearestAbove(repository, folder, above) ?? []
      return project === '' ? [] : (resolvePath(folder, project) ?? [])
    })
}

function nearestAbove(repository: FileView, folder: string, name: string): string | undefined {
  for (let at = folder; at !== '';) {
    at = folderOf(at)
    if (repository.isFile(join(at, name))) return join(at, name)
  }
  return undefined
}

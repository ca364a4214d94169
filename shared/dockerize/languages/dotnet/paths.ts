import { posix } from 'node:path'

/** The folder of a path, `''` being the top. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}

/**
 * A path of a project file as one of the repository: both slashes are written, and it starts at the project's folder.
 * Undefined where it leads out of the repository or holds a property that only MSBuild knows.
 */
export function resolvePath(folder: string, path: string): string | undefined {
  const plain = path.replaceAll('\\', '/').replace(/\$\(MSBuild(?:ThisFile|Project)Directory\)\/?/g, '')
  if (plain.includes('$(') || plain.startsWith('/') || /^[A-Za-z]:/.test(plain)) return undefined
  const resolved = posix.normalize(posix.join(folder, plain)).replace(/\/+$/, '')
  if (resolved === '..' || resolved.startsWith('../')) return undefined
  return resolved === '.' ? '' : resolved
}

import type { Found } from '../../../found.ts'
import { HEALTH_NAMES } from '../../../decide/routes.ts'
import type { App } from '../../../view/file-view.ts'

/**
 * The health path of a framework whose routes are files: `server/api/health.get.ts`, `src/routes/healthz/+server.ts`.
 * A folder called `api` at its end is part of the path.
 */
export function existsAny(
  app: App,
  folders: readonly string[],
  endings: readonly string[],
): Found<string> | undefined {
  for (const folder of folders) {
    const prefix = /(?:^|\/)api$/.test(folder) ? '/api' : ''
    if (!app.files.isFolder(folder)) continue
    for (const name of HEALTH_NAMES.flatMap((health) => [health, `api/${health}`])) {
      const file = endings
        .map((ending) => `${folder}/${name}${ending}`)
        .find((path) => app.files.isFile(path))
      if (file !== undefined) return { value: `${prefix}/${name}`, file: app.at(file) }
    }
  }
  return undefined
}

import type { Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { LOCKFILES } from '../managers/lockfile.ts'

const WHY = 'isolated-vm before 6 does not compile on a later one'

/**
 * The newest line of Node.js that compiles what the lockfile names: isolated-vm before 6, which Directus up to 11
 * brings, is made for V8 as it was until Node.js 22. Source: isolated-vm's README, "Requirements".
 */
export function newestCompiling(app: App): Found<string> | undefined {
  const lockfile = LOCKFILES.map(([name]) => name).find((name) => app.files.isFile(name))
  const text = lockfile === undefined || lockfile === 'bun.lockb' ? undefined : app.files.text(lockfile)
  if (lockfile === undefined || text?.includes('isolated-vm') !== true) return undefined
  const old = [4, 5].some((major) =>
    [
      `node_modules/isolated-vm": {\n      "version": "${major}.`,
      `\n  isolated-vm@${major}.`,
      `\n  /isolated-vm@${major}.`,
      `\nisolated-vm@${major}.`,
      `\nisolated-vm@^${major}.`,
      `\n"isolated-vm@npm:${major}.`,
      `\n"isolated-vm@npm:^${major}.`,
      `["isolated-vm@${major}.`,
    ].some((entry) => text.includes(entry)),
  )
  return old ? { value: '22', file: app.at(lockfile), why: WHY } : undefined
}

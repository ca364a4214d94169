import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { actionOf } from '../../__tests__/support/action-file.ts'

/** A digest over the bundle that is measured, to tell afterwards whether it was one and the same all the time. */
export function bundleDigest(folder: string = dirname(actionOf('release').main)): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).toSorted()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0')
  }
  return hash.digest('hex')
}

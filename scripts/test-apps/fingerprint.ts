import { createHash, type Hash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Application } from './applications.ts'

/** A digest of an application's files, its expectations and further texts: the same digest, the same judgement. */
export function fingerprintOf({ folder, expectations }: Application, texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const place of expectations === undefined ? [folder] : [folder, expectations]) addFiles(hash, place)
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 16)
}

function addFiles(hash: Hash, folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (lstatSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
}

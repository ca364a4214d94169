import type { App } from '../../../view/file-view.ts'
import { LOCKFILES } from '../managers/lockfile.ts'
import type { PartOfNeeds } from './needs.ts'
import { NATIVE } from './table.ts'

// What compiles where no binary can be fetched for it, and comes with other packages more often than by itself.
const COMPILED = ['better-sqlite3', 'isolated-vm', 'libxmljs2', 'node-expat', 'node-sass', 're2', 'sqlite3']

/**
 * What packages need that only the lockfile names: Directus and others bring some that compile. It only looks for the
 * entry of a package, so that a peer that is never installed, which many manifests name, is none.
 */
export function lockedNeeds(top: App): PartOfNeeds {
  const lockfile = LOCKFILES.map(([name]) => name).find((name) => top.files.isFile(name))
  const text = lockfile === undefined || lockfile === 'bun.lockb' ? undefined : top.files.text(lockfile)
  if (text === undefined) return {}
  const there = COMPILED.filter((name) => entriesOf(name).some((entry) => text.includes(entry)))
  return { build: there.flatMap((name) => NATIVE[name]?.build ?? []) }
}

/** How lockfiles begin the entry of a package: npm's, pnpm's of now and before, those of Yarn 1 and later, Bun's. */
function entriesOf(name: string): readonly string[] {
  return [
    `/node_modules/${name}": {`,
    `"node_modules/${name}": {`,
    `\n  ${name}@`,
    `\n  /${name}@`,
    `\n  /${name}/`,
    `\n${name}@`,
    `\n"${name}@`,
    `["${name}@`,
  ]
}

import type { Warning } from '../../../found.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../workspace/project.ts'

/** A package manager, by its own name. */
export type Name = 'npm' | 'pnpm' | 'yarn' | 'bun'

/** In the order in which one wins where several are there: the others are more often left over from a start with npm. */
export const LOCKFILES: readonly (readonly [string, Name])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

/** The warning about a project without a lockfile. */
export function unlocked({ top }: Project, lockfile: string): Warning {
  return {
    text: `There is no lockfile: each build may install other versions. Commit ${lockfile}.`,
    file: top.at('package.json'),
  }
}

/**
 * Warns of the first dependency of a manifest that its lockfile never names: an exact installation refuses it. It only
 * looks for the name, which every lockfile has as it is; ranges are the manager's own to compare.
 */
export function driftWarning(
  { top }: Project,
  manifest: Manifest,
  lockfiles: readonly string[],
  manager: string,
): Warning | undefined {
  const lockfile = lockfiles.find((name) => name !== 'bun.lockb' && top.files.isFile(name))
  const text = lockfile === undefined ? undefined : top.files.text(lockfile)
  // Lockfiles that say nothing at all are those of a project without dependencies, or of an example.
  if (lockfile === undefined || text === undefined || text.length < 200) return undefined
  const missing = [...manifest.dependencies, ...manifest.devDependencies].find(
    ([name, { value }]) => /^[\^~\d*><=v]/.test(value) && !mentions(text, name),
  )
  if (missing === undefined) return undefined
  const [name, { file, line }] = missing
  return {
    text:
      `${top.at(lockfile)} does not have "${name}", which ${file ?? 'package.json'} asks for: the build will refuse it. ` +
      `Run \`${manager} install\` and commit the lockfile.`,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  }
}

// Between what lockfiles put around names: `"node_modules/x"`, `x@^1:`, `'@scope/x':`, `/x/1.0.0:`.
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? '\n'
    const after = text[at + name.length] ?? '\n'
    if (/["'/\s]/.test(before) && /["'@:/\s]/.test(after)) return true
  }
  return false
}

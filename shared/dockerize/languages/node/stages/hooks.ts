import type { Manifest } from '../manifest.ts'

/** Scripts that an installation runs by itself. Source: npm's documentation, "scripts", Life Cycle Operation Order. */
export const HOOKS: readonly string[] = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare']

// Hooks for people's checkouts, which do nothing where there is no .git.
const GIT_HOOKS = /^(?:is-ci \|\| )?(?:husky|lefthook|simple-git-hooks)\b/

// Types for editors, which the build makes again: they do without any of the application's files (seen with Nuxt 3 and 4).
const TYPE_HOOKS = /^(?:npx )?nux[ti] prepare$|^svelte-kit sync \|\| (?:echo\b.*|true|exit 0)$/

/** Whether a manifest has hooks that need nothing but the folders named here; undefined where they may read anything. */
export function hookFolders(
  manifest: Manifest,
  isFolder: (name: string) => boolean,
): readonly string[] | undefined {
  for (const hook of HOOKS) {
    const script = manifest.scripts.get(hook)?.value.trim()
    if (script === undefined || GIT_HOOKS.test(script) || TYPE_HOOKS.test(script)) continue
    if (/^(?:npx )?(?:prisma generate|patch-package)$/.test(script)) continue
    return undefined
  }
  const generates = HOOKS.some(
    (hook) => manifest.scripts.get(hook)?.value.includes('prisma generate') === true,
  )
  return [...(generates ? ['prisma'] : []), 'patches'].filter(isFolder)
}

/** Whether an installation of these runs scripts of their own. */
export function hasHooks(manifests: readonly Manifest[]): boolean {
  return manifests.some(({ scripts }) => HOOKS.some((name) => scripts.has(name)))
}

/** The hooks of a manifest that only set up a checkout for people; undefined where it has others. */
export function gitHooks({ scripts }: Manifest): readonly string[] | undefined {
  const names = HOOKS.filter((name) => scripts.has(name))
  return names.every((name) => GIT_HOOKS.test(scripts.get(name)?.value.trim() ?? '')) ? names : undefined
}

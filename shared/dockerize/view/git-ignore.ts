import ignore, { type Ignore } from 'ignore'

/** The rules for a folder: those of every file from the top down to it, each with the depth where it stands. */
export type IgnoreRules = readonly { readonly depth: number; readonly rules: Ignore }[]

/** The rules of a folder: those from above, and what its own file adds. */
export function withRules(above: IgnoreRules, depth: number, text: string | undefined): IgnoreRules {
  return text === undefined ? above : [...above, { depth, rules: ignore().add(text) }]
}

/** The same rules for the names of one folder: the library remembers every path that it was asked for. */
export function forgetful(rules: IgnoreRules): IgnoreRules {
  return rules.map(({ depth, rules: own }) => ({ depth, rules: ignore().add(own) }))
}

/**
 * Whether rules ignore an entry of a folder that is not ignored itself. The last rule that fits decides, files further
 * down after those above. Source: git's documentation, gitignore.
 */
export function isIgnored(rules: IgnoreRules, path: string, kind: 'file' | 'folder'): boolean {
  if (rules.length === 0) return false
  const parts = path.split('/')
  let verdict = false
  for (const { depth, rules: own } of rules) {
    const inside = (depth === 0 ? path : parts.slice(depth).join('/')) + (kind === 'folder' ? '/' : '')
    const { ignored, unignored } = own.test(inside)
    if (ignored) verdict = true
    if (unignored) verdict = false
  }
  return verdict
}

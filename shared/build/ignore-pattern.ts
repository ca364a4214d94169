/** What one pattern of an ignore file matches, its parents not counted. */
export interface IgnorePattern {
  /** The one path that it matches; undefined for a pattern with wildcards. */
  readonly literal: string | undefined
  readonly matches: (path: string) => boolean
}

/**
 * Reads a pattern that is cleaned of `.`, `..` and outer slashes. One that is not valid matches nothing: Docker refuses
 * it, and then no more is left out than it would.
 * Source: docs.docker.com, "Build context", .dockerignore files, Matching; the corners as moby/patternmatcher has them.
 */
export function ignorePattern(pattern: string): IgnorePattern {
  if (!/[*?[\]\\]/.test(pattern)) return { literal: pattern, matches: (path) => path === pattern }
  const suffix = /^\*\*([^*?[\]\\]*)$/.exec(pattern)?.[1]
  if (suffix !== undefined) {
    const name = suffix.startsWith('/') ? suffix.slice(1) : undefined
    return { literal: undefined, matches: (path) => path.endsWith(suffix) || path === name }
  }
  const expression = compiled(pattern)
  return { literal: undefined, matches: (path) => expression?.test(path) ?? false }
}

function compiled(pattern: string): RegExp | undefined {
  const parts = pattern.match(/\*\*\/?|\\[^]|[^]/g) ?? []
  const text = parts.map((part, index) => translated(part, index === parts.length - 1)).join('')
  try {
    return new RegExp(`^${text}$`)
  } catch {
    return undefined
  }
}

function translated(part: string, isLast: boolean): string {
  if (part.startsWith('**')) return isLast ? '.*' : '(?:.*/)?'
  if (part === '*') return '[^/]*'
  if (part === '?') return '[^/]'
  if (part.startsWith('\\')) return part.length > 1 ? literally(part.slice(1)) : '\\\\'
  return /[.+()|{}$]/.test(part) ? literally(part) : part
}

/** By its number, which is right inside and outside of a class. */
function literally(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

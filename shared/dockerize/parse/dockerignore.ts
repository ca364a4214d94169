import ignore, { type Ignore } from 'ignore'

/** One rule of a .dockerignore. */
export interface IgnoreLine {
  /** As it stands in the file, `!` included. */
  readonly text: string
  readonly line: number
  /** Lets through what an earlier rule ignores. */
  readonly includes: boolean
  /** Whether it fits exactly this path. */
  readonly fits: (path: string) => boolean
}

/** The rules of a .dockerignore, without comments. Source: Docker's documentation, "Build context", .dockerignore files. */
export function ignoreLines(text: string): readonly IgnoreLine[] {
  return text.split(/\r?\n/).flatMap((line, index): readonly IgnoreLine[] => {
    const rule = line.trim()
    if (line.startsWith('#') || rule === '' || rule === '!') return []
    const pattern = rule
      .replace(/^!\s*/, '')
      .replace(/^(?:\.?\/)+/, '')
      .replace(/\/+$/, '')
    // Unlike in .gitignore, patterns start at the top.
    let matcher: Ignore | undefined
    const fits = (path: string): boolean => {
      matcher ??= ignore({ allowRelativePaths: true, ignorecase: false }).add(`/${pattern}`)
      return matcher.ignores(path)
    }
    return [{ text: rule, line: index + 1, includes: rule.startsWith('!'), fits }]
  })
}

/** The rule that decides about a path: the last one that fits it or a folder above it. */
export function decisive(lines: readonly IgnoreLine[], path: string): IgnoreLine | undefined {
  const parts = path.split('/')
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  return lines.findLast((line) => above.some((folder) => line.fits(folder)))
}

/** Whether a path is kept out of the build. */
export function isIgnored(lines: readonly IgnoreLine[], path: string): boolean {
  return decisive(lines, path)?.includes === false
}

/** A path as a pattern that stands for itself alone. */
export function literalPattern(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, (character) => `\\${character}`)
}

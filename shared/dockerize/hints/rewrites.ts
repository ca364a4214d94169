import type { Found } from '../found.ts'
import { foundAt, tablesAt, type Document, type Key } from '../parse/document.ts'

/**
 * Whether a list of rewrites sends every path to index.html, as pages do that route by themselves. Undefined where no
 * rewrite says so.
 */
export function rewriteAt(
  document: Document,
  path: readonly Key[],
  from: string,
  to: string,
): Found<boolean> | undefined {
  const rule = tablesAt(document, ...path).find(({ table }) => {
    const status = table['status'] ?? 200
    return isEverything(table[from]) && isIndex(table[to]) && status === 200 && table['type'] !== 'redirect'
  })
  return rule === undefined ? undefined : foundAt(document, true, ...path, rule.index, from)
}

/** `/*`, `/(.*)`, `/:path*`, `**`: what platforms write for every path, perhaps with exceptions for an API. */
export function isEverything(pattern: unknown): boolean {
  return typeof pattern === 'string' && /^\/?(?:\*|\(|:\w+\*)/.test(pattern)
}

/** The page that routes by itself. */
export function isIndex(target: unknown): boolean {
  return typeof target === 'string' && /^\/?(?:index\.html|index)?$/.test(target)
}

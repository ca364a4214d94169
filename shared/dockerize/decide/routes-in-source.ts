import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'
import { healthPath } from './routes.ts'

interface Style {
  /** What a file has that is written in this style. */
  readonly where: RegExp
  /** What says that its paths are not the whole ones. */
  readonly nested: RegExp
  /** The first group is a path. */
  readonly routes: RegExp
}

const STYLES: readonly Style[] = [
  // Tables of routes. Sources: Bun's documentation, "HTTP server", `routes`, before 1.2.3 `static`; Deno's, `Deno.serve`.
  {
    where: /\b(?:Bun|Deno)\.serve\(|\bserve\(\s*\{/,
    nested: /\b(?:paths|proxy)\s*:\s*\{/,
    routes:
      /["'`](\/[\w/-]{1,40})["'`]\s*:\s*(?:new\s+Response\b|Response\b|async\b|function\b|\(|\{|[A-Za-z_$][\w$.]*\s*(?:=>|[,}\n(]))/g,
  },
  // Chains of calls on what is made in the same file. Source: Elysia's documentation, "Route" and "Handler".
  {
    where: /\bnew\s+Elysia\(/,
    nested: /\bprefix\s*:|\.group\(/,
    routes: /\.(?:get|all|head)\(\s*["'`](\/[\w/-]{1,40})["'`]/g,
  },
]

/** The health path that JavaScript serves by a table or a chain of routes in the file that starts the server. */
export function healthPathInSource(app: App, files: readonly string[]): Found<string> | undefined {
  for (const { where, nested, routes } of STYLES) {
    const own = files.filter((file) => {
      const text = app.files.head(file) ?? ''
      return where.test(text) && !nested.test(text)
    })
    const found = healthPath(app, own, routes)
    if (found !== undefined) return found
  }
  return undefined
}

import type { Found } from '../../found.ts'
import { healthPath, portIn } from '../../decide/routes.ts'
import { healthPathInSource } from '../../decide/routes-in-source.ts'
import { sources, type App } from '../../view/file-view.ts'

/** What the application's own source tells. */
export interface Source {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly port: Found<number> | undefined
  readonly readsPort: boolean
  readonly healthPath: Found<string> | undefined
}

const READ = String.raw`(?:Deno\.env\.get\(\s*["']PORT["']\s*\)|process\.env\.PORT)`
const PORTS = [
  new RegExp(`${READ}[\\s)]*(?:\\|\\||\\?\\?|,)\\s*["']?(\\d{2,5})\\b`),
  /\bDeno\.serve\(\s*\{[^}]{0,300}?\bport:\s*(\d{2,5})\b/,
  /\.listen\(\s*(?:\{[^}]{0,300}?\bport:\s*)?(\d{2,5})\b/,
  /\bserve\([\s\S]{0,200}?\bport:\s*(\d{2,5})\b/,
  /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*["']?(\d{2,5})\b/,
]
// Only routes of the application itself: a router's may be below a path that is not to be seen here.
const ROUTES =
  /(?:\b(?:app|server|router)\s*\.(?:get|all|head)\(\s*|\b(?:url\.pathname|pathname|path)\s*={2,3}\s*|\bpathname:\s*|\bURLPattern\(\s*|\bcase\s+)["'`](\/[\w/-]{1,40})["'`]/g

/** Reads the source nearest to the top, a bounded part of it. */
export function readSource(app: App): Source {
  const files = sources(app.files, ['.ts', '.tsx', '.js', '.jsx', '.mjs'])
  const texts = files.map((path) => ({ path: app.at(path), text: app.files.head(path) ?? '' }))
  return {
    files: texts,
    port: portIn(app, files, PORTS),
    readsPort: texts.some(({ text }) => new RegExp(READ).test(text)),
    healthPath: healthPath(app, files, ROUTES) ?? healthPathInSource(app, files),
  }
}

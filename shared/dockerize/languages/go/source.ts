import type { Mounts } from '../../decide/mounts.ts'
import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import { healthPath, portIn } from '../../decide/routes.ts'
import { appIn, type App } from '../../view/file-view.ts'

/** What the code of an application's own packages tells. */
export interface Source {
  /** The port that the code falls back to, or listens on. */
  readonly port: Found<number> | undefined
  /** Whether PORT is read: the environment decides then. */
  readonly readsPort: boolean
  readonly healthPath: Found<string> | undefined
  /** Where the code listens on this machine's own address alone. */
  readonly loopback: Found<string> | undefined
}

const PORTS = [
  // os.Getenv("PORT") with what replaces an empty one, at once or within the next lines.
  /"PORT"\)?[^\n"]{0,120}\n?[^"]{0,120}(?:==\s*""[^"]{0,80})"(?:[\w.]*:)?(\d{2,5})"/,
  /"PORT"\)?\s*,\s*(?:"(?:[\w.]*:)?)?(\d{2,5})\b/,
  /\bLookupEnv\("PORT"\)[\s\S]{0,200}?"(?:[\w.]*:)?(\d{2,5})"/,
  // Struct tags of caarlos0/env, kelseyhightower/envconfig and sethvargo/go-envconfig.
  /`[^`\n]*env(?:config)?:"PORT(?:"[^`\n]*[dD]efault:"|,\s*default=)(\d{2,5})/,
  /\b(?:ListenAndServe(?:TLS)?|Run|Start|Listen)\(\s*(?:"tcp[46]?",\s*)?"(?:[\w.-]*|\[::\]):(\d{2,5})"/,
  /\bAddr:\s*"(?:[\w.-]*|\[::\]):(\d{2,5})"/,
  /\bflag\.\w+\((?:&\w+,\s*)?"(?:addr|address|listen|port|http)[\w.-]*",\s*"?(?:[\w.]*:)?(\d{2,5})\b/,
  /\b(?:port|Port|PORT|addr|address|listenAddr)\s*(?::?=|string\s*=|int\s*=)\s*"?(?:[\w.]*:)?(\d{2,5})\b(?!\.)/,
]
// Only calls in a function's own block: deeper ones may be below a router's prefix.
const ROUTES =
  /^\t(?:\w+(?:\s*:?=\s*))?(?:r|router|e|app|mux|m|http|engine|server|srv|s|echo|g|gin)\.(?:HandleFunc|Handle|GET|Get|HEAD|Any|All)\(\s*"(?:(?:GET|HEAD) )?(\/[\w/-]{1,40})"/gm
const MOUNTS: Mounts = {
  by: /\.(?:Group|Route|Mount|PathPrefix)\(\s*"\/\w|\bStripPrefix\(\s*"\/(?!static|assets|public)/,
  home: /\.(?:ListenAndServe(?:TLS)?|Run|Start|Listen)\(/,
}
const LOOPBACK =
  /\b(?:ListenAndServe(?:TLS)?|Run|Start|Listen)\(\s*(?:"tcp[46]?",\s*)?"((?:localhost|127\.0\.0\.1):\d+)"|\bAddr:\s*"((?:localhost|127\.0\.0\.1):\d+)"/

/** Reads the files that the program is compiled from, its own package first; paths are the repository's. */
export function readSource(app: App, files: readonly string[]): Source {
  const whole = appIn(app.repository, '')
  let readsPort = false
  let loopback: Found<string> | undefined
  for (const file of files) {
    const text = app.repository.head(file) ?? ''
    readsPort ||= /["`:]PORT["`,]/.test(text)
    const match = searchLines(text, LOOPBACK)
    if (match !== undefined) loopback ??= { value: match.groups.find(Boolean) ?? '', file, line: match.line }
  }
  return {
    port: portIn(whole, files, PORTS),
    readsPort,
    healthPath: healthPath(whole, files, ROUTES, MOUNTS),
    loopback,
  }
}

import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import type { App } from '../../view/file-view.ts'

/** On which address the application's own code listens. */
export interface ListeningHost {
  /** Variables that the code takes its address from, and that make it listen on every one. */
  readonly env: Readonly<Record<string, string>>
  /** Where the code names the machine itself and nothing else: no one outside of the container reaches it. */
  readonly local: Found<string> | undefined
}

const LOCAL = `['"\`](localhost|127\\.0\\.0\\.1|::1)['"\`]`
const VARIABLE =
  /\benv\.(HOST|HOSTNAME|APP_HOST|SERVER_HOST|LISTEN_HOST|LISTEN_ADDRESS|BIND_ADDRESS|BIND_HOST|ADDRESS|FASTIFY_HOST)\s*(?:\|\||\?\?)\s*['"`](?:localhost|127\.0\.0\.1)['"`]/g
const NAMED = [
  new RegExp(`\\.listen\\(\\s*[^,()]*(?:\\([^()]*\\)[^,()]*)*,\\s*${LOCAL}`),
  new RegExp(`\\b(?:listen|serve|server|Server)\\(\\s*\\{[^}]{0,500}\\bhost(?:name)?\\s*:\\s*${LOCAL}`),
]
// A constant that the call then uses, as in the first example of Node.js' own documentation.
const CONSTANT = new RegExp(
  `\\b(?:const|let|var)\\s+(?:host|hostname|HOST|HOSTNAME)\\s*(?::\\s*string\\s*)?=\\s*${LOCAL}`,
)
const USED = /\.listen\([^)]*\bhost(?:name)?\b/i

/** Reads it from the files that start a server; variables may stand in any file. */
export function listeningHost(app: App, servers: readonly string[], files: readonly string[]): ListeningHost {
  const env: Record<string, string> = {}
  for (const path of files) {
    for (const [, name] of (app.files.head(path) ?? '').matchAll(VARIABLE)) {
      if (name !== undefined) env[name] = '0.0.0.0'
    }
  }
  return { env, local: localHost(app, servers) }
}

function localHost(app: App, servers: readonly string[]): Found<string> | undefined {
  for (const path of servers) {
    const text = app.files.head(path) ?? ''
    const patterns = USED.test(text) ? [...NAMED, CONSTANT] : NAMED
    const match = patterns.map((pattern) => searchLines(text, pattern)).find((found) => found !== undefined)
    const value = match?.groups.find((group) => group !== undefined)
    if (match !== undefined && value !== undefined) return { value, file: app.at(path), line: match.line }
  }
  return undefined
}

// Source: fastify.dev, "Server", listen: without a host it is localhost.
const BARE_LISTEN =
  /\.listen\(\s*(?:\{(?![^}]{0,500}(?:\bhost\b|\.\.\.))[^}]{0,500}\}|\d+|[\w.]*port[\w.]*)\s*[,)]/i

/** Where Fastify is told no address: it then listens on the machine itself alone. */
export function bareFastify(app: App, files: readonly string[]): Found<string> | undefined {
  for (const path of files) {
    const text = app.files.head(path) ?? ''
    if (!/\bfastify\b/i.test(text)) continue
    const match = searchLines(text, BARE_LISTEN)
    if (match !== undefined) return { value: 'localhost', file: app.at(path), line: match.line }
  }
  return undefined
}

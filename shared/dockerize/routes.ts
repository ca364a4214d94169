import type { Found } from './found.ts'
import { searchLines } from './parse/lines.ts'
import type { App } from './view/file-view.ts'

// In the order of preference: what people call the path that a load balancer asks.
export const HEALTH_NAMES: readonly string[] = [
  'healthy',
  'health',
  'healthz',
  'health-check',
  'healthcheck',
  'livez',
  'readyz',
  'ping',
  'up',
  'status',
]
const PREFIXES = ['', 'api/', '_']

/** The health path that the source serves, or undefined. `routes` finds paths in one file's text: its first group. */
export function healthPath(app: App, files: readonly string[], routes: RegExp): Found<string> | undefined {
  const served = new Map<string, Found<string>>()
  for (const path of files) {
    const text = app.files.head(path) ?? ''
    for (const match of text.matchAll(routes)) {
      const route = `/${(match.slice(1).find(Boolean) ?? '').replace(/^\//, '')}`
      if (served.has(route)) continue
      served.set(route, { value: route, file: app.at(path), line: lineAt(text, match.index) })
    }
  }
  for (const prefix of PREFIXES) {
    for (const name of HEALTH_NAMES) {
      const found = served.get(`/${prefix}${name}`) ?? served.get(`/${prefix}${name}/`)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** The first port that one of the patterns finds in one of the files: its first group. */
export function portIn(
  app: App,
  files: readonly string[],
  patterns: readonly RegExp[],
): Found<number> | undefined {
  for (const pattern of patterns) {
    for (const path of files) {
      const match = searchLines(app.files.head(path) ?? '', pattern)
      const port = Number(match?.groups.find((group) => group !== undefined))
      if (match !== undefined && isPort(port)) return { value: port, file: app.at(path), line: match.line }
    }
  }
  return undefined
}

/** Whether a text can be the path of a health check: nothing that would mean something to a shell or a Dockerfile. */
export function isHttpPath(text: string): boolean {
  return /^\/[\w./~%?&=+:@-]*$/.test(text)
}

/** Whether a number can be a TCP port. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65536
}

/** The port that a command line gives: `-p 3000`, `--port=3000`, `--bind 0.0.0.0:3000`. */
export function portInArguments(argv: readonly string[]): number | undefined {
  for (const [index, word] of argv.entries()) {
    const [flag = '', inline] = word.split(/=(.*)/s)
    if (!['-p', '--port', '-b', '--bind', '-l', '--listen'].includes(flag)) continue
    const port = Number((inline ?? argv[index + 1] ?? '').split(':').at(-1))
    if (isPort(port)) return port
  }
  return undefined
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

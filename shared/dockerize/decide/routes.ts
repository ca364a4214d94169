import type { Found } from '../found.ts'
import { withoutComments } from '../parse/comments.ts'
import { routed, type Mounts } from './mounts.ts'
import type { App } from '../view/file-view.ts'

// In the order of preference: what people call the path that a load balancer asks.
export const HEALTH_NAMES: readonly string[] = [
  'healthy',
  'health',
  'healthz',
  'health-check',
  'healthcheck',
  'livez',
  'readyz',
  'heartbeat',
  'ping',
  'up',
  'status',
]
const PREFIXES = ['', 'api/', '_']
const HEALTH_ROUTES = new Set(PREFIXES.flatMap((prefix) => HEALTH_NAMES.map((name) => `/${prefix}${name}`)))

// Of databases, queues and mail servers that speak no HTTP: what an application connects to, and never what it serves on.
const OTHERS = [25, 465, 587, 1433, 1521, 3306, 5432, 5672, 6379, 9042, 9092, 11211, 27017]

/**
 * The health path that the source serves, or undefined. `routes` finds paths in one file's text: its first group.
 * `mounts`: how routes come to be below another path.
 */
export function healthPath(
  app: App,
  files: readonly string[],
  routes: RegExp,
  mounts?: Mounts,
): Found<string> | undefined {
  const served = new Map<string, Found<string>>()
  const own = routed(app, files, mounts)
  for (const path of own.files) {
    const text = app.files.head(path) ?? ''
    const matches = [...text.matchAll(routes)].filter(
      (match) => HEALTH_ROUTES.has(plainRoute(routeOf(match))) && own.not?.test(match[0]) !== true,
    )
    for (const match of outsideComments(path, text, matches)) {
      const route = routeOf(match)
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

/**
 * The first port that one of the patterns finds in one of the files: its first group. Earlier patterns win over later
 * ones, whichever file they match in; comments say nothing, and neither do the ports of databases and their like.
 */
export function portIn(
  app: App,
  files: readonly string[],
  patterns: readonly RegExp[],
): Found<number> | undefined {
  let left: readonly RegExp[] = patterns.map(
    (pattern) => new RegExp(pattern, [...new Set(`${pattern.flags}g`)].join('')),
  )
  let best: Found<number> | undefined
  for (const path of files) {
    if (left.length === 0) return best
    const text = app.files.head(path) ?? ''
    for (const [rank, pattern] of left.entries()) {
      const matches = [...text.matchAll(pattern)].filter((match) => isServerPort(portOf(match)))
      const [match] = outsideComments(path, text, matches)
      if (match === undefined) continue
      best = { value: portOf(match), file: app.at(path), line: lineAt(text, match.index) }
      left = left.slice(0, rank)
      break
    }
  }
  return best
}

function portOf(match: RegExpExecArray): number {
  return Number(match.slice(1).find(Boolean))
}

function isServerPort(port: number): boolean {
  return isPort(port) && !OTHERS.includes(port)
}

function routeOf(match: RegExpExecArray): string {
  return `/${(match.slice(1).find(Boolean) ?? '').replace(/^\//, '')}`
}

function plainRoute(route: string): string {
  return route.replace(/\/$/, '')
}

/** Those of the matches that code has; what only comments have is gone when these are blanked out. */
function outsideComments(
  path: string,
  text: string,
  matches: readonly RegExpExecArray[],
): readonly RegExpExecArray[] {
  if (matches.length === 0) return matches
  const code = withoutComments(path, text)
  return matches.filter((match) => code.startsWith(match[0].slice(0, firstWord(match[0])), match.index))
}

// What a match begins with: a comment may well stand inside of it.
function firstWord(text: string): number {
  return (/\W/.exec(text.slice(1))?.index ?? text.length) + 1
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

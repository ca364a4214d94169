import type { Mounts } from '../../decide/mounts.ts'
import type { Found } from '../../found.ts'
import { healthPath, portIn } from '../../decide/routes.ts'
import { healthPathInSource } from '../../decide/routes-in-source.ts'
import { sources, type App } from '../../view/file-view.ts'
import type { Written } from '../../image/written.ts'
import { listeningHost, type ListeningHost } from './host.ts'
import { PUBLIC_PREFIXES } from './public-settings.ts'
import { reachable, sourceOf } from './reachable.ts'
import { writtenPaths } from './written.ts'

/** What the application's own source tells. */
export interface Source {
  readonly files: readonly string[]
  /** The port the code falls back to, or listens on. */
  readonly port: Found<number> | undefined
  /** Whether some file reads PORT: the environment decides then. */
  readonly readsPort: boolean
  readonly healthPath: Found<string> | undefined
  /** Names of build-time variables that end up in what browsers load. */
  readonly publicVariables: readonly string[]
  readonly host: ListeningHost
  /** Whether some file ends the server on SIGTERM. */
  readonly stops: boolean
  /** What is written while the file `entry` runs; what a build compiles comes to be below `output`. */
  readonly written: (entry: string | undefined, output: string | undefined) => readonly Written[]
}

const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx']
// Components: only for the variables that they read.
const COMPONENTS = ['.vue', '.svelte', '.astro', '.mdx']
const PORT_READ =
  /\benv(?:\.PORT\b|\[['"]PORT['"]\])|\{[^{}]{0,500}\bPORT\b[^{}]{0,500}\}\s*=\s*process\.env|\.get(?:OrThrow)?(?:<\w+>)?\(\s*['"]PORT['"]|\bPORT:\s*(?:z\.|port\(|num\(|Env\.)/
const PORTS = [
  /\benv(?:\.PORT\b|\[['"]PORT['"]\])[\s)]*(?:,\s*10\s*\)\s*)?(?:\|\||\?\?|,)\s*['"]?(\d{2,5})\b/,
  /\benv(?:\.PORT\b|\[['"]PORT['"]\])\s*\?(?![?.])[^:;\n]{1,60}:\s*['"]?(\d{2,5})\b/,
  /\{[^{}]{0,500}\bPORT\s*=\s*['"]?(\d{2,5})\b[^{}]{0,500}\}\s*=\s*process\.env/,
  /\.get(?:<\w+>)?\(\s*['"]PORT['"]\s*(?:,|\)\s*(?:\|\||\?\?))\s*['"]?(\d{2,5})\b/,
  /\bPORT:\s*(?:z\.|port\(|num\(|Env\.)[^\n]{0,300}?\bdefault(?:\(|:)\s*['"]?(\d{2,5})\b/,
]
const PORTS_OF_SERVERS = [
  /\.listen\(\s*(?:\{[^}]{0,300}?\bport:\s*)?(\d{2,5})\b/,
  /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*['"]?(\d{2,5})\b/,
  /\bport:\s*(\d{2,5})\b/,
]
// Only routes of the application itself: a router's are below a path that is not to be seen here.
const ROUTES =
  /(?:\b(?:app|server|fastify|application)\s*\.(?:get|all|route|head)\(\s*|\b(?:url|pathname|path)\s*={2,3}\s*|\bcase\s+)['"`](\/[\w/-]{1,39})['"`]/g
const PUBLIC = new RegExp(`(?:process\\.env|import\\.meta\\.env)\\.(${PUBLIC_PREFIXES}_[A-Z0-9_]+)\\b`, 'g')
// Source: svelte.dev, "$env/static/public".
const SVELTE_PUBLIC = /import\s*\{([^}]{0,2000})\}\s*from\s*['"]\$env\/static\/public['"]/g
const STOPS = /\bSIGTERM\b|\benableShutdownHooks\(/
const LISTENS = /\.listen\(|createServer\(|\bserve\(/

// Hono's base paths and routes of others, and what Fastify registers below a path: there, files of the same form are both.
const MOUNTS: Mounts = {
  by: /\.basePath\(|\.route\(\s*['"`]\/\w[^'"`]*['"`]\s*,\s*\w|\.register\([^;]{0,300}?\bprefix\s*:\s*['"`]\/\w/,
  home: /\.listen\(|createServer\(|\bserve\(|\.route\(\s*['"`]\/\w[^'"`]*['"`]\s*,\s*\w|\bprefix\s*:\s*['"`]\/\w/,
}

/** Reads the source nearest to the top, a bounded part of it. */
export function readSource(view: App): Source {
  const app = remembering(view)
  const all = sources(app.files, [...ENDINGS, ...COMPONENTS])
  const files = all.filter((path) => !COMPONENTS.some((ending) => path.endsWith(ending)))
  const started = app.files.isFile('bin/www') ? ['bin/www', ...files] : files
  const servers = started.filter((path) => listens(app, path))
  return {
    files,
    port: portIn(app, started, PORTS) ?? portIn(app, servers, PORTS_OF_SERVERS),
    readsPort: started.some((path) => PORT_READ.test(app.files.head(path) ?? '')),
    healthPath: healthPath(app, files, ROUTES, MOUNTS) ?? healthPathInSource(app, files),
    publicVariables: publicVariables(app, all),
    host: listeningHost(app, servers, files),
    stops: started.some((path) => STOPS.test(app.files.head(path) ?? '')),
    written: (entry, output) => writtenPaths(app, loaded(app, started, entry, output), output),
  }
}

/** The files that run with the one that is started, as far as that can be told; all of them where not. */
function loaded(
  app: App,
  files: readonly string[],
  entry: string | undefined,
  output: string | undefined,
): readonly string[] {
  const source = entry === undefined ? undefined : sourceOf(app, entry, output)
  return source === undefined ? files : [...reachable(app, source, files)].sort()
}

/** The same application, each file of which is read from the disk once. */
function remembering(app: App): App {
  const heads = new Map<string, string | undefined>()
  const head = (path: string): string | undefined => {
    if (!heads.has(path)) heads.set(path, app.files.head(path))
    return heads.get(path)
  }
  return { ...app, files: { ...app.files, head } }
}

function publicVariables(app: App, files: readonly string[]): readonly string[] {
  const names = new Set<string>()
  for (const path of files) {
    const text = app.files.head(path) ?? ''
    for (const [, name] of text.matchAll(PUBLIC)) if (name !== undefined) names.add(name)
    for (const [, list = ''] of text.matchAll(SVELTE_PUBLIC)) {
      for (const [name] of list.matchAll(/\bPUBLIC_[A-Z0-9_]+\b/g)) names.add(name)
    }
  }
  return [...names].sort()
}

const ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main']

/** Whether a file starts a server. */
export function listens(app: App, path: string): boolean {
  return LISTENS.test(app.files.head(path) ?? '')
}

/** The file that listens and is called as such files are called. */
export function listeningFile(
  app: App,
  files: readonly string[],
  endings: readonly string[],
): Found<string> | undefined {
  for (const entry of ENTRIES) {
    const path = endings.map((ending) => entry + ending).find((name) => files.includes(name))
    if (path !== undefined && listens(app, path)) {
      return { value: path, file: app.at(path), why: 'a file that listens' }
    }
  }
  return undefined
}

/** The file that `node PATH` would load, as Node.js itself looks for it; undefined where there is none yet. */
export function scriptFile(app: App, path: string): string | undefined {
  const plain = path.replace(/^\.\//, '').replace(/\/$/, '')
  return [plain, `${plain}.js`, `${plain}.cjs`, `${plain}/index.js`].find((name) => app.files.isFile(name))
}

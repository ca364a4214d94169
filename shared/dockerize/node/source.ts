import type { Found } from '../found.ts'
import { healthPath, portIn } from '../routes.ts'
import { sources, type App } from '../view/file-view.ts'

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
}

const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx']
const PORT_READ = /process\.env(?:\.PORT\b|\[['"]PORT['"]\])|\bBun\.env\.PORT\b/
const PORTS = [
  /process\.env(?:\.PORT\b|\[['"]PORT['"]\])[\s)]*(?:\|\||\?\?|,)\s*['"]?(\d{2,5})\b/,
  /\.listen\(\s*(?:\{[^}]*?\bport:\s*)?(\d{2,5})\b/,
  /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*number\s*)?=\s*['"]?(\d{2,5})\b/,
  /\bport:\s*(\d{2,5})\b/,
]
// Only routes of the application itself: a router's are below a path that is not to be seen here.
const ROUTES =
  /(?:\b(?:app|server|fastify|application)\s*\.(?:get|all|route|head)\(\s*|\b(?:url|pathname|path)\s*={2,3}\s*|\bcase\s+)['"`]([\w/-]{2,40})['"`]/g
const PUBLIC = /(?:process\.env|import\.meta\.env)\.((?:NEXT_PUBLIC|VITE|REACT_APP)_[A-Z0-9_]+)\b/g

/** Reads the source nearest to the top, a bounded part of it. */
export function readSource(app: App): Source {
  const files = sources(app.files, ENDINGS)
  const publicVariables = new Set<string>()
  let readsPort = false
  for (const path of files) {
    const text = app.files.head(path) ?? ''
    readsPort ||= PORT_READ.test(text)
    for (const [, name] of text.matchAll(PUBLIC)) if (name !== undefined) publicVariables.add(name)
  }
  return {
    files,
    port: portIn(app, files, PORTS),
    readsPort,
    healthPath: healthPath(app, files, ROUTES),
    publicVariables: [...publicVariables].sort(),
  }
}

const ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main']
const LISTENS = /\.listen\(|createServer\(|\bserve\(/

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

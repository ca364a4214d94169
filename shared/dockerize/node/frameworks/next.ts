import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import { HEALTH_NAMES } from '../../routes.ts'
import type { App } from '../../view/file-view.ts'
import type { Built, NodeFramework, Output } from './framework.ts'

const CONFIGS = ['next.config.ts', 'next.config.mjs', 'next.config.js', 'next.config.cjs', 'next.config.mts']

/** Next.js: a server, a standalone server with its own dependencies traced, or a site of files. */
export const next: NodeFramework = {
  name: 'next',
  packages: ['next'],
  port: 3000,
  portInSource: false,
  buildCache: '.next/cache',
  buildEnv: { NEXT_TELEMETRY_DISABLED: '1' },
  build: 'node_modules/.bin/next build',
  leaves: ['.next'],
  healthPath: routeFile,
  output: (app) => {
    const config = CONFIGS.find((path) => app.files.isFile(path))
    const text = withoutComments((config === undefined ? undefined : app.files.head(config)) ?? '')
    const output = searchLines(text, /\boutput\s*:\s*['"`](\w+)['"`]/)
    const dist = searchLines(text, /\bdistDir\s*:\s*['"`]([\w./-]+)['"`]/)
      ?.groups[0]?.replace(/^\.\//, '')
      .replace(/\/+$/, '')
    const origin: Omit<Found<string>, 'value'> = {
      file: app.at(config ?? 'package.json'),
      ...(output === undefined ? {} : { line: output.line }),
    }
    if (output?.groups[0] === 'export') {
      return { kind: 'site', folder: { value: dist ?? 'out', ...origin }, fallback: false }
    }
    return output?.groups[0] === 'standalone'
      ? standalone(app, dist ?? '.next', origin)
      : server(app, dist ?? '.next', config)
  },
}

const ENV = { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' }

/** COPY fails for a folder that is not there, and many applications have no public files. */
function publicFiles(app: App): readonly Built[] {
  return app.files.isFolder('public') ? [{ from: 'public', to: 'public' }] : []
}

function standalone(app: App, dist: string, origin: Omit<Found<string>, 'value'>): Output {
  return {
    kind: 'server',
    run: { value: ['node', 'server.js'], ...origin, why: 'standalone output' },
    replaces: ['next start', `node ${dist}/standalone/server.js`],
    modules: false,
    env: ENV,
    // Apart from the rest, so that it alone belongs to the server's user, and is in the image once.
    afterBuild: `mv ${dist}/standalone/${dist} ${dist}/written`,
    built: [
      { from: `${dist}/standalone`, to: '.' },
      { from: `${dist}/written`, to: dist, writable: true },
      { from: `${dist}/static`, to: `${dist}/static` },
      ...publicFiles(app),
    ],
  }
}

function server(app: App, dist: string, config: string | undefined): Output {
  const text =
    "With `output: 'standalone'` in the Next.js configuration the image would be several times smaller."
  return {
    kind: 'server',
    run: { value: ['node_modules/.bin/next', 'start'], file: app.at('package.json'), why: 'next' },
    modules: true,
    env: ENV,
    built: [
      { from: dist, to: dist, writable: true },
      ...publicFiles(app),
      { from: 'package.json', to: 'package.json' },
      ...(config === undefined ? [] : [{ from: config, to: config }]),
    ],
    warnings: [{ text, file: app.at(config ?? 'package.json') }],
  }
}

/** A route handler (app/api/health/route.ts, app/healthz/route.js) or API route (pages/api/health.ts). */
function routeFile(app: App): Found<string> | undefined {
  for (const top of ['', 'src/']) {
    for (const path of HEALTH_NAMES.flatMap((name) => [name, `api/${name}`])) {
      const routes = ['ts', 'js'].map((ending) => `${top}app/${path}/route.${ending}`)
      const pages = path.startsWith('api/')
        ? ['ts', 'js'].map((ending) => `${top}pages/${path}.${ending}`)
        : []
      const file = [...routes, ...pages].find((name) => app.files.isFile(name))
      if (file !== undefined) return { value: `/${path}`, file: app.at(file) }
    }
  }
  return undefined
}

// Blanks them out rather than removing them, so that lines stay where they are.
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))
}

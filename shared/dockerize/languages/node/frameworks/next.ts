import { withValue, type Found } from '../../../found.ts'
import { HEALTH_NAMES } from '../../../decide/routes.ts'
import { join, type App } from '../../../view/file-view.ts'
import { loadedBy } from '../config/imports.ts'
import { readConfig, type Config } from '../config/index.ts'
import type { Manifest } from '../manifest.ts'
import type { Built, NodeFramework, Output } from './framework.ts'
import { asBuilt, basePath, folderFrom, majorOf, PACKAGE_JSON } from './helpers.ts'

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
  output: (app, manifest) => {
    const config = readConfig(app, 'next.config')
    const output = config?.string('output')
    const named = config?.string('distDir')
    const dist = named && folderFrom(named)
    if (output?.value === 'export') {
      const folder = dist ?? withValue(output, 'out')
      return { kind: 'site', folder, fallback: false, ...basePath(config?.string('basePath')) }
    }
    return output?.value === 'standalone'
      ? standalone(app, dist?.value ?? '.next', output)
      : server(app, manifest, dist?.value ?? '.next', config)
  },
}

const ENV = { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' }

/** COPY fails for a folder that is not there, and many applications have no public files. */
function publicFiles(app: App): readonly Built[] {
  return app.files.isFolder('public') ? [{ from: 'public', to: 'public' }] : []
}

function standalone(app: App, dist: string, origin: Found<string>): Output {
  return {
    kind: 'server',
    run: { ...withValue(origin, ['node', 'server.js']), why: 'standalone output' },
    replaces: ['next start', `node ${dist}/standalone/server.js`],
    modules: false,
    stops: true,
    env: ENV,
    // Apart from the rest, so that it alone belongs to the server's user, and is in the image once.
    afterBuild: (place) => `mv ${join(`${dist}/standalone`, join(place, dist))} ${dist}/written`,
    built: [
      { from: `${dist}/standalone`, to: '.', tree: true },
      { from: `${dist}/written`, to: dist, writable: true },
      { from: `${dist}/static`, to: `${dist}/static` },
      ...publicFiles(app),
    ],
  }
}

function server(app: App, manifest: Manifest, dist: string, config: Config | undefined): Output {
  const text =
    "With `output: 'standalone'` in the Next.js configuration the image would be several times smaller."
  // The server reads its configuration again, and with it all that it imports.
  const loaded = config && loadedBy(app, config.path)
  // Before Next.js 16 a configuration in TypeScript is compiled at each start.
  const compiles =
    config !== undefined && config.path.endsWith('ts') && (majorOf(manifest, 'next') ?? 16) < 16
  return {
    kind: 'server',
    run: { value: ['node_modules/.bin/next', 'start'], file: app.at('package.json'), why: 'next' },
    modules: true,
    stops: true,
    env: ENV,
    needs: [...(loaded?.packages ?? []), ...(compiles ? ['typescript'] : [])],
    built: [
      { from: dist, to: dist, writable: true },
      ...publicFiles(app),
      PACKAGE_JSON,
      ...(loaded?.files ?? []).map(asBuilt),
    ],
    warnings: [{ text, file: config?.file ?? app.at('package.json') }],
  }
}

/** A route handler (app/api/health/route.ts, app/healthz/route.js) or API route (pages/api/health.ts). */
function routeFile(app: App): Found<string> | undefined {
  const base = readConfig(app, 'next.config')?.string('basePath')?.value ?? ''
  for (const top of ['', 'src/']) {
    for (const path of HEALTH_NAMES.flatMap((name) => [name, `api/${name}`])) {
      const routes = ['ts', 'js'].map((ending) => `${top}app/${path}/route.${ending}`)
      const pages = path.startsWith('api/')
        ? ['ts', 'js'].map((ending) => `${top}pages/${path}.${ending}`)
        : []
      const file = [...routes, ...pages].find((name) => app.files.isFile(name))
      if (file !== undefined) return { value: `${base}/${path}`, file: app.at(file) }
    }
  }
  return undefined
}

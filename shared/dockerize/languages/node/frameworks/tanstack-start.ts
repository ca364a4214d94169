import { withValue, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'
import type { NodeFramework, Output, ServerOutput } from './framework.ts'
import { asBuilt, PACKAGE_JSON } from './helpers.ts'
import { nitroOutput, presetOf, presetOfPlugin } from './nitro.ts'

const NITRO = ['nitro', 'nitropack', 'nitro-nightly', '@tanstack/nitro-v2-vite-plugin', 'vinxi']

// Source: tanstack.com, "Hosting", Node.js: srvx serves the handler, and the files beside it.
const SERVE = ['--prod', '-s', '../client', 'dist/server/server.js']
const SRVX = 'srvx@1.0.8'

/** TanStack Start: a server by Nitro where that is there, a handler for a server otherwise, or a single page. */
export const tanstackStart: NodeFramework = {
  name: 'tanstack-start',
  packages: ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/start'],
  port: 3000,
  portInSource: false,
  build: 'node_modules/.bin/vite build',
  leaves: ['.output', '.nitro', '.tanstack', 'dist'],
  output: (app, manifest): Output | undefined => {
    const config = readConfig(app, 'vite.config', 'app.config')
    const plugins = config?.calls('plugins') ?? []
    const start = plugins.find(({ value: { name } }) => name === 'tanstackStart')
    const spa = start?.value.options.boolean('spa', 'enabled')
    if (spa?.value === true) {
      // Source: tanstack.com, "SPA mode": the shell's name.
      return { kind: 'site', folder: withValue(spa, 'dist/client'), fallback: '_shell.html' }
    }
    if (NITRO.some((name) => manifest.dependency(name) !== undefined)) {
      const preset = presetOf(manifest, presetOfPlugin(config) ?? config?.string('server', 'preset'))
      return nitroOutput(app, 'TanStack Start', preset, ['vite preview', 'vinxi start'])
    }
    const srvx = manifest.dependency('srvx')
    const script = manifest.scripts.get('start')
    // A server of the application's own; Vite's is for development, whatever the script is called.
    if (srvx === undefined && script !== undefined && !/^vite\b/.test(script.value)) return undefined
    return srvx === undefined
      ? servedByOurs(app)
      : handler(withValue(srvx, ['node_modules/.bin/srvx', ...SERVE]))
  },
}

function handler(run: Found<readonly string[]>): ServerOutput {
  return {
    kind: 'server',
    run,
    replaces: ['srvx', 'vite preview'],
    modules: true,
    stops: true,
    built: [asBuilt('dist'), PACKAGE_JSON],
  }
}

/** What a new application has is a handler and no server: the image adds one, beside what was built. */
function servedByOurs(app: App): ServerOutput {
  const file = app.at('package.json')
  const run = ['node', '.srvx/node_modules/srvx/bin/srvx.mjs', ...SERVE]
  return {
    ...handler({ value: run, file, why: 'srvx, which the image adds' }),
    afterInstall: [`npm install --no-audit --no-fund --no-save --prefix=.srvx ${SRVX}`],
    built: [asBuilt('dist'), asBuilt('.srvx'), PACKAGE_JSON],
    warnings: [
      {
        text: `TanStack Start builds a handler and no server: the image adds ${SRVX} to serve it. Add srvx or Nitro to package.json to have it in the lockfile.`,
        file,
      },
    ],
  }
}

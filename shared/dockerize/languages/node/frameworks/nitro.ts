import { existsAny } from './routes.ts'
import type { Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'
import type { Output, NodeFramework, ServerOutput } from './framework.ts'
import { asBuilt, otherPlatform } from './helpers.ts'

// Source: nitro.build, "Deploy", presets that give a server for Node.js.
const NODE_PRESETS = ['node-server', 'node_server', 'node', 'node-cluster', 'node_cluster', 'node-middleware']
const STATIC_PRESETS = ['static', 'github-pages', 'github_pages']

/** The server that Nitro builds: it carries its dependencies with it. */
function nitroServer(app: App, why: string, replaces: readonly string[] = []): ServerOutput {
  return {
    kind: 'server',
    run: { value: ['node', '.output/server/index.mjs'], file: app.at('package.json'), why },
    replaces,
    modules: false,
    stops: true,
    env: { HOST: '0.0.0.0' },
    built: [asBuilt('.output')],
  }
}

/** What Nitro makes with a preset. Throws a UserError for the preset of another platform. */
export function nitroOutput(
  app: App,
  framework: string,
  preset: Found<string> | undefined,
  replaces: readonly string[] = [],
): Output {
  if (preset === undefined || NODE_PRESETS.includes(preset.value)) {
    return nitroServer(app, `the server of ${framework}`, replaces)
  }
  if (STATIC_PRESETS.includes(preset.value)) {
    return { kind: 'site', folder: { ...preset, value: '.output/public' }, fallback: false }
  }
  throw otherPlatform(framework, preset, 'Take the preset away, or set it to "node-server".')
}

/** Nitro by itself: an API server with routes as files. */
export const nitro: NodeFramework = {
  name: 'nitro',
  packages: ['nitropack', 'nitro'],
  unless: ['nuxt', '@solidjs/start', '@tanstack/react-start', '@tanstack/solid-start', '@analogjs/platform'],
  port: 3000,
  portInSource: false,
  build: 'node_modules/.bin/nitro build',
  leaves: ['.output', '.nitro'],
  healthPath: (app) =>
    existsAny(app, ['routes', 'server/routes', 'server/api', 'api'], ['.ts', '.js', '.get.ts', '.get.js']),
  output: (app) =>
    nitroOutput(app, 'Nitro', readConfig(app, 'nitro.config')?.string('preset'), [
      'nitro preview',
      'nitropack preview',
    ]),
}

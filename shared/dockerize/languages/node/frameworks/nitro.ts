import { existsAny } from './routes.ts'
import { withValue, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { readConfig, type ConfigPart } from '../config/index.ts'
import type { Manifest } from '../manifest.ts'
import type { Output, NodeFramework, ServerOutput } from './framework.ts'
import { asBuilt, otherPlatform } from './helpers.ts'

// Source: nitro.build, "Deploy", presets that give a server for Node.js.
const NODE_PRESETS = ['node-server', 'node_server', 'node', 'node-cluster', 'node_cluster', 'node-middleware']
const STATIC_PRESETS = ['static', 'github-pages', 'github_pages', 'github-pages-static']
// Source: nitro.build, "Deploy": what a build script says of the preset beats the configuration.
const PRESET_IN_SCRIPT = /(?:\b(?:NITRO|SERVER)_PRESET=|--preset[= ])["']?([\w-]+)/

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

/** The preset that the build script or the configuration names. */
export function presetOf(
  manifest: Manifest,
  configured: Found<string> | undefined,
  ...scripts: readonly string[]
): Found<string> | undefined {
  for (const name of scripts.length === 0 ? ['build'] : scripts) {
    const script = manifest.scripts.get(name)
    const preset = PRESET_IN_SCRIPT.exec(script?.value ?? '')?.[1]
    if (script !== undefined && preset !== undefined) return withValue(script, preset)
  }
  return configured
}

/** The preset that the plugin of Nitro is given among Vite's. */
export function presetOfPlugin(config: ConfigPart | undefined): Found<string> | undefined {
  const plugins = config?.calls('plugins') ?? []
  return plugins.find(({ value: { name } }) => name.startsWith('nitro'))?.value.options.string('preset')
}

/** Whether a preset gives files alone. */
export function isStatic(preset: Found<string> | undefined): preset is Found<string> {
  return preset !== undefined && STATIC_PRESETS.includes(preset.value)
}

/**
 * What Nitro makes with a preset. `page` is the page of a site that routes by itself, if it is one. Throws a UserError
 * for the preset of another platform.
 */
export function nitroOutput(
  app: App,
  framework: string,
  preset: Found<string> | undefined,
  replaces: readonly string[] = [],
  page: boolean | string = false,
): Output {
  if (preset === undefined || NODE_PRESETS.includes(preset.value)) {
    return nitroServer(app, `the server of ${framework}`, replaces)
  }
  if (isStatic(preset)) {
    return { kind: 'site', folder: { ...preset, value: '.output/public' }, fallback: page }
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
  output: (app, manifest) =>
    nitroOutput(app, 'Nitro', presetOf(manifest, readConfig(app, 'nitro.config')?.string('preset')), [
      'nitro preview',
      'nitropack preview',
    ]),
}

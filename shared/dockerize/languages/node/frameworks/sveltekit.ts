import { UserError } from '../../../../errors.ts'
import { originOf, withValue, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { readConfig, type Call } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, folderFrom, otherPlatform, PACKAGE_JSON } from './helpers.ts'
import { existsAny } from './routes.ts'

const INSTEAD =
  'Install @sveltejs/adapter-node (npm install --save-dev @sveltejs/adapter-node) and name it in svelte.config.js.'

const ADAPTERS = ['node', 'static', 'auto'].map((name) => `@sveltejs/adapter-${name}`)

/** SvelteKit: what its adapter makes. */
export const sveltekit: NodeFramework = {
  name: 'sveltekit',
  packages: ['@sveltejs/kit'],
  port: 3000,
  portInSource: false,
  build: 'node_modules/.bin/vite build',
  leaves: ['.svelte-kit', 'build'],
  healthPath: (app) => existsAny(app, ['src/routes'], ['/+server.ts', '/+server.js']),
  output: (app, manifest): Output => {
    const call = adapterOf(app)
    // What the configuration does not tell plainly, the only adapter that is installed does.
    const named = ADAPTERS.map((name) => {
      const found = manifest.dependency(name)
      return found && withValue(found, name)
    }).find((found) => found !== undefined)
    const adapter = call?.value.from === undefined ? named : withValue(call, call.value.from)
    if (adapter === undefined) {
      const config = app.at('svelte.config.js')
      throw new UserError(`No adapter of SvelteKit was found in ${config}.`, INSTEAD)
    }
    const from = adapter.value
    const options = call?.value.options
    if (from === '@sveltejs/adapter-node') {
      const out = options?.string('out')
      const folder = out === undefined ? withValue(adapter, 'build') : folderFrom(out)
      return {
        kind: 'server',
        run: { ...withValue(folder, ['node', folder.value]), why: 'adapter-node' },
        modules: true,
        stops: true,
        env: { HOST: '0.0.0.0' },
        built: [asBuilt(folder.value), PACKAGE_JSON],
      }
    }
    if (from === '@sveltejs/adapter-static') {
      const pages = options?.string('pages')
      const folder = pages === undefined ? withValue(adapter, 'build') : folderFrom(pages)
      return { kind: 'site', folder, fallback: options?.string('fallback')?.value ?? false }
    }
    if (from === '@sveltejs/adapter-auto') {
      throw new UserError(
        `SvelteKit's adapter-auto (${originOf(adapter)}) chooses a platform by where it builds, and knows no container.`,
        INSTEAD,
      )
    }
    throw otherPlatform('SvelteKit', adapter, INSTEAD)
  },
}

/** In svelte.config.js, or since SvelteKit 3 in the plugin of vite.config. */
function adapterOf(app: App): Found<Call> | undefined {
  const own = readConfig(app, 'svelte.config')?.call('kit', 'adapter')
  if (own !== undefined) return own
  const plugin = readConfig(app, 'vite.config')
    ?.calls('plugins')
    .find(({ value }) => value.name === 'sveltekit')
  return plugin?.value.options.call('adapter') ?? plugin?.value.options.call('kit', 'adapter')
}

import { UserError } from '../../../errors.ts'
import { withValue } from '../../found.ts'
import { readConfig } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, PACKAGE_JSON } from './helpers.ts'
import { nitroOutput } from './nitro.ts'

const NITRO = ['nitro', 'nitropack', 'nitro-nightly', '@tanstack/nitro-v2-vite-plugin', 'vinxi']

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
      const nitro = plugins.find(({ value: { name } }) => name.startsWith('nitro'))
      const preset = nitro?.value.options.string('preset') ?? config?.string('server', 'preset')
      return nitroOutput(app, 'TanStack Start', preset, ['vite preview', 'vinxi start'])
    }
    const srvx = manifest.dependency('srvx')
    if (srvx !== undefined) {
      return {
        kind: 'server',
        run: withValue(srvx, [
          'node_modules/.bin/srvx',
          '--prod',
          '-s',
          '../client',
          'dist/server/server.js',
        ]),
        replaces: ['srvx', 'vite preview'],
        modules: true,
        built: [asBuilt('dist'), PACKAGE_JSON],
      }
    }
    if (manifest.scripts.has('start')) return undefined
    throw new UserError(
      'TanStack Start builds a handler and no server, and neither Nitro nor srvx is there to serve it.',
      'Add Nitro (npm install nitro, and nitro() in the plugins of vite.config), or a script "start" that starts a server.',
    )
  },
}

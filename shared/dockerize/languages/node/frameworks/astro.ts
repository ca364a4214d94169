import { UserError } from '../../../../errors.ts'
import { originOf, withValue } from '../../../found.ts'
import { readConfig } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, basePath, folderFrom, otherPlatform, PACKAGE_JSON } from './helpers.ts'
import { existsAny } from './routes.ts'

/** Astro: a site of files, or with the adapter for Node.js a server. */
export const astro: NodeFramework = {
  name: 'astro',
  packages: ['astro'],
  port: 4321,
  portInSource: false,
  build: 'node_modules/.bin/astro build',
  buildEnv: { ASTRO_TELEMETRY_DISABLED: '1' },
  leaves: ['.astro', 'dist'],
  healthPath: (app) => existsAny(app, ['src/pages'], ['.ts', '.js', '.astro']),
  output: (app, manifest): Output | undefined => {
    const config = readConfig(app, 'astro.config')
    const out = config?.string('outDir')
    const folder = out === undefined ? { value: 'dist', why: 'the default of Astro' } : folderFrom(out)
    const site: Output = { kind: 'site', folder, fallback: false, ...basePath(config?.string('base')) }
    const adapter = config?.call('adapter')
    const output = config?.string('output')
    const installed = manifest.dependency('@astrojs/node')
    // Where the configuration does not tell plainly, the adapter that is installed does.
    const from =
      adapter?.value.from ?? (config?.has('adapter') === true && installed ? '@astrojs/node' : undefined)
    const place = adapter ?? installed
    if (from === undefined || place === undefined) {
      if (output !== undefined && output.value !== 'static') {
        throw new UserError(
          `Astro's output is "${output.value}" (${originOf(output)}), which needs an adapter, and none was found.`,
          'Install the adapter for Node.js: npx astro add node.',
        )
      }
      return site
    }
    if (from !== '@astrojs/node') {
      if (output === undefined || output.value === 'static') return site
      throw otherPlatform(
        'Astro',
        withValue(place, from),
        'Install the adapter for Node.js: npx astro add node.',
      )
    }
    const mode = adapter?.value.options.string('mode')
    const port = config?.number('server', 'port')
    if (mode?.value === 'middleware' && !manifest.scripts.has('start')) {
      throw new UserError(
        `Astro's adapter makes a middleware (${originOf(mode)}), and no script "start" starts a server that uses it.`,
        'Set its mode to \'standalone\', or the input "run-command" to what starts the server.',
      )
    }
    return {
      kind: 'server',
      run: {
        ...withValue(mode ?? place, ['node', `${folder.value}/server/entry.mjs`]),
        why: '@astrojs/node',
      },
      replaces: ['astro preview', 'astro start'],
      modules: true,
      env: { HOST: '0.0.0.0' },
      ...(port === undefined ? {} : { port }),
      built: [asBuilt(folder.value), PACKAGE_JSON],
    }
  },
}

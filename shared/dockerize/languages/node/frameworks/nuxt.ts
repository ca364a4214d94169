import { withValue } from '../../../found.ts'
import { readConfig } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, folderFrom, majorOf, PACKAGE_JSON } from './helpers.ts'
import { isStatic, nitroOutput, presetOf } from './nitro.ts'
import { existsAny } from './routes.ts'

/** Nuxt: a server with its own dependencies; `nuxt generate` gives a site of files. Nuxt 2 starts from its own folder. */
export const nuxt: NodeFramework = {
  name: 'nuxt',
  packages: ['nuxt', 'nuxt3', 'nuxt-nightly'],
  port: 3000,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  buildEnv: { NUXT_TELEMETRY_DISABLED: '1' },
  build: 'node_modules/.bin/nuxt build',
  buildScripts: ['build', 'generate'],
  leaves: ['.nuxt', '.output', '.data'],
  healthPath: (app) => existsAny(app, ['server/routes', 'server/api'], ['.ts', '.js', '.get.ts', '.get.js']),
  output: (app, manifest): Output => {
    const config = readConfig(app, 'nuxt.config')
    const script = manifest.scripts.get('build') ?? manifest.scripts.get('generate')
    const generates = script !== undefined && /\bnux[ti] generate\b|--prerender\b/.test(script.value)
    if (majorOf(manifest, 'nuxt') === 2) {
      const target = config?.string('target')
      if (generates || target?.value === 'static') {
        return { kind: 'site', folder: { value: 'dist', why: 'the default of Nuxt 2' }, fallback: '200.html' }
      }
      return {
        kind: 'server',
        run: { value: ['node_modules/.bin/nuxt', 'start'], file: app.at('package.json'), why: 'Nuxt 2' },
        modules: true,
        built: [
          asBuilt('.nuxt'),
          ...['static', 'server', 'serverMiddleware'].filter((name) => app.files.isFolder(name)).map(asBuilt),
          PACKAGE_JSON,
          ...(config === undefined ? [] : [{ from: config.path, to: config.path }]),
        ],
      }
    }
    const preset = presetOf(manifest, config?.string('nitro', 'preset'), 'build', 'generate')
    const files = generates ? script : isStatic(preset) ? preset : undefined
    if (files !== undefined) {
      const spa = config?.boolean('ssr')?.value === false
      const folder = config?.string('nitro', 'output', 'publicDir')
      return {
        kind: 'site',
        folder: folder === undefined ? withValue(files, '.output/public') : folderFrom(folder),
        fallback: spa && '200.html',
      }
    }
    return nitroOutput(app, 'Nuxt', preset, ['nuxt start', 'nuxt preview', 'nuxi preview', 'nuxi start'])
  },
}

import { withValue } from '../../../found.ts'
import { readConfig, type ConfigPart } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, folderFrom, PACKAGE_JSON } from './helpers.ts'
import { existsAny } from './routes.ts'

/** Remix, with Vite or its own compiler: a server, or a single page where `ssr` is off. */
export const remix: NodeFramework = {
  name: 'remix',
  packages: ['@remix-run/dev'],
  port: 3000,
  portInSource: true,
  build: 'node_modules/.bin/remix vite:build',
  leaves: ['build'],
  healthPath: (app) => existsAny(app, ['app/routes'], ['.ts', '.tsx', '.js', '.jsx', '[.]ts']),
  output: (app, manifest): Output | undefined => {
    const plugin = readConfig(app, 'vite.config')
      ?.calls('plugins')
      .find(({ value: { from } }) => from === '@remix-run/dev')
    if (plugin === undefined) return classic()
    const options: ConfigPart = plugin.value.options
    const directory = options.string('buildDirectory')
    const build = directory === undefined ? 'build' : folderFrom(directory).value
    const ssr = options.boolean('ssr')
    if (ssr?.value === false) {
      return { kind: 'site', folder: withValue(ssr, `${build}/client`), fallback: true }
    }
    return serve([`${build}/server/index.js`], [asBuilt(build)])

    // Source: remix.run, "remix.config.js": serverBuildPath and assetsBuildDirectory, public/ beside them.
    function classic(): Output | undefined {
      const config = readConfig(app, 'remix.config')
      const server = config?.string('serverBuildPath')
      const path = server === undefined ? 'build/index.js' : folderFrom(server).value
      return serve([path], [asBuilt(path.split('/')[0] ?? 'build'), asBuilt('public')])
    }
    function serve(
      args: readonly string[],
      built: readonly { from: string; to: string }[],
    ): Output | undefined {
      const found = manifest.dependency('@remix-run/serve')
      if (found === undefined) return undefined
      return {
        kind: 'server',
        run: withValue(found, ['node_modules/.bin/remix-serve', ...args]),
        modules: true,
        stops: true,
        built: [...built, PACKAGE_JSON],
      }
    }
  },
}

import { withValue } from '../../../found.ts'
import { readConfig } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, folderFrom, PACKAGE_JSON } from './helpers.ts'
import { existsAny } from './routes.ts'

/** React Router as a framework (7 and later): a server, or a single page where `ssr` is off. */
export const reactRouter: NodeFramework = {
  name: 'react-router',
  packages: ['@react-router/dev'],
  port: 3000,
  build: 'node_modules/.bin/react-router build',
  leaves: ['build', '.react-router'],
  healthPath: (app) => existsAny(app, ['app/routes'], ['.ts', '.tsx', '.js', '.jsx']),
  output: (app, manifest): Output | undefined => {
    const config = readConfig(app, 'react-router.config')
    const directory = config?.string('buildDirectory')
    const build = directory === undefined ? 'build' : folderFrom(directory).value
    const ssr = config?.boolean('ssr')
    if (ssr?.value === false) {
      // Source: reactrouter.com, "Single Page App (SPA) mode": the fallback's name where `/` itself is rendered.
      const prerenders = config?.has('prerender') === true
      return {
        kind: 'site',
        folder: withValue(ssr, `${build}/client`),
        fallback: prerenders ? '__spa-fallback.html' : true,
      }
    }
    const serve = manifest.dependency('@react-router/serve')
    if (serve === undefined) return undefined
    return {
      kind: 'server',
      run: withValue(serve, ['node_modules/.bin/react-router-serve', `${build}/server/index.js`]),
      modules: true,
      stops: true,
      built: [asBuilt(build), PACKAGE_JSON],
    }
  },
}

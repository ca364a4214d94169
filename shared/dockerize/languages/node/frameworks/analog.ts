import type { NodeFramework } from './framework.ts'
import { asBuilt } from './helpers.ts'

/** Analog: Angular with a server by Nitro. Source: analogjs.org, "Deployment". */
export const analog: NodeFramework = {
  name: 'analog',
  packages: ['@analogjs/platform'],
  port: 3000,
  portInSource: false,
  build: 'node_modules/.bin/vite build',
  leaves: ['dist', '.angular', '.nitro'],
  output: (app) => ({
    kind: 'server',
    run: {
      value: ['node', 'dist/analog/server/index.mjs'],
      file: app.at('package.json'),
      why: 'the server of Analog',
    },
    modules: false,
    env: { HOST: '0.0.0.0' },
    built: [asBuilt('dist/analog')],
  }),
}

import { withValue } from '../../../found.ts'
import type { NodeFramework, Output } from './framework.ts'

/** Medusa 2: `medusa build` gives an application of its own. Source: docs.medusajs.com, "Build Medusa Application". */
export const medusa: NodeFramework = {
  name: 'medusa',
  packages: ['@medusajs/medusa'],
  port: 9000,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  build: 'node_modules/.bin/medusa build',
  leaves: ['.medusa'],
  output: (app, manifest): Output | undefined => {
    const found = manifest.dependency('@medusajs/medusa')
    if (found === undefined) return undefined
    return {
      kind: 'server',
      run: withValue(found, ['node_modules/.bin/medusa', 'start']),
      modules: true,
      built: [{ from: '.medusa/server', to: '.' }],
      warnings: [
        {
          text: 'Medusa starts only with DATABASE_URL and its secrets in the environment; `medusa db:migrate` is to be run before a release.',
          file: found.file ?? app.at('package.json'),
        },
      ],
    }
  },
}

import { withValue } from '../../../found.ts'
import type { NodeFramework, Output } from './framework.ts'
import { majorOf, usesSqlite, writing } from './helpers.ts'

/** AdonisJS: `node ace build` gives an application of its own in `build`. */
export const adonis: NodeFramework = {
  name: 'adonis',
  packages: ['@adonisjs/core'],
  port: 3333,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  build: 'node ace build',
  leaves: ['build'],
  output: (app, manifest): Output | undefined => {
    const found = manifest.dependency('@adonisjs/core')
    if (found === undefined) return undefined
    const entry = (majorOf(manifest, '@adonisjs/core') ?? 6) >= 6 ? 'bin/server.js' : 'server.js'
    return {
      kind: 'server',
      run: withValue(found, ['node', entry]),
      replaces: ['node build/server.js', 'node build/bin/server.js', 'node ace serve'],
      modules: true,
      built: [{ from: 'build', to: '.' }],
      // By the configuration that its packages bring. Source: docs.adonisjs.com, "SQL and Lucid", "Drive".
      writes: writing(
        found,
        ...(manifest.dependency('@adonisjs/drive') === undefined ? [] : ['storage']),
        ...(usesSqlite(manifest) ? ['tmp'] : []),
      ),
      warnings: [
        {
          text: 'AdonisJS starts only with the variables that start/env.ts (or env.ts) asks for, APP_KEY among them: set them where the image runs.',
          file: found.file ?? app.at('package.json'),
        },
      ],
    }
  },
}

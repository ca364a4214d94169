import { withValue } from '../../../found.ts'
import type { NodeFramework, Output } from './framework.ts'
import { writing } from './helpers.ts'

/** Directus: a server that is a dependency, without a build. */
export const directus: NodeFramework = {
  name: 'directus',
  packages: ['directus', '@directus/api'],
  port: 8055,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  // It alone: /server/health asks databases and stores too, which no new container mends. Source: directus.io, "Server".
  healthPath: () => ({ value: '/server/ping', why: "Directus' own" }),
  output: (app, manifest): Output | undefined => {
    const found = manifest.dependency('directus')
    if (found === undefined) return undefined
    return {
      kind: 'server',
      run: withValue(found, ['node_modules/.bin/directus', 'start']),
      modules: true,
      // The defaults of STORAGE_LOCAL_ROOT and EXTENSIONS_PATH. Source: directus.io, "Configuration".
      writes: writing(found, 'extensions', 'uploads'),
      warnings: [
        {
          text: 'Directus starts only with SECRET and its database in the environment, and after `directus bootstrap`, which makes the tables and migrates them: run it before each release.',
          file: found.file ?? app.at('package.json'),
        },
      ],
    }
  },
}

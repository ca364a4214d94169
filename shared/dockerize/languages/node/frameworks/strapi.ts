import { withValue } from '../../../found.ts'
import type { NodeFramework, Output } from './framework.ts'
import { PACKAGE_JSON, usesSqlite, writing } from './helpers.ts'

// What Strapi reads while it runs, beside its build. Source: docs.strapi.io, "Project structure".
const READ = ['config', 'database', 'src', 'public', 'favicon.png', 'favicon.ico', 'tsconfig.json']

/** Strapi: a server and its admin panel, which is built. */
export const strapi: NodeFramework = {
  name: 'strapi',
  packages: ['@strapi/strapi'],
  port: 1337,
  portInSource: false,
  env: { HOST: '0.0.0.0', STRAPI_TELEMETRY_DISABLED: 'true' },
  // Source: docs.strapi.io, "Server configuration".
  healthPath: () => ({ value: '/_health', why: "Strapi's own" }),
  build: 'node_modules/.bin/strapi build',
  leaves: ['build', 'dist', '.cache', '.tmp', '.strapi'],
  output: (app, manifest): Output | undefined => {
    const found = manifest.dependency('@strapi/strapi')
    if (found === undefined) return undefined
    const typed = app.files.isFile('tsconfig.json')
    const here = READ.filter((name) => app.files.isFile(name) || app.files.isFolder(name))
    return {
      kind: 'server',
      run: withValue(found, ['node_modules/.bin/strapi', 'start']),
      modules: true,
      built: [
        // Since Strapi 5 the admin panel of JavaScript projects is in dist too.
        ...(typed || /^\D*[5-9]/.test(found.value) ? ['dist'] : ['build']).map((name) => ({
          from: name,
          to: name,
        })),
        ...here.map((name) => ({ from: name, to: name })),
        PACKAGE_JSON,
      ],
      // Of the provider for uploads, and of SQLite, that a new project has. Source: docs.strapi.io, "Project structure".
      writes: writing(found, 'public/uploads', ...(usesSqlite(manifest) ? ['.tmp'] : [])),
      warnings: [
        {
          text: 'Strapi starts only with APP_KEYS and its other secrets in the environment.',
          file: found.file ?? app.at('package.json'),
        },
      ],
    }
  },
}

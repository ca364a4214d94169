import { withValue } from '../../../found.ts'
import type { Built, NodeFramework, Output } from './framework.ts'
import { PACKAGE_JSON } from './helpers.ts'

// What Strapi reads while it runs, beside its build. Source: docs.strapi.io, "Project structure".
const READ = ['config', 'database', 'src', 'favicon.png', 'favicon.ico', 'tsconfig.json']

/** Strapi: a server and its admin panel, which is built. */
export const strapi: NodeFramework = {
  name: 'strapi',
  packages: ['@strapi/strapi'],
  port: 1337,
  portInSource: false,
  env: { HOST: '0.0.0.0', STRAPI_TELEMETRY_DISABLED: 'true' },
  build: 'node_modules/.bin/strapi build',
  leaves: ['build', 'dist', '.cache', '.tmp', '.strapi'],
  output: (app, manifest): Output | undefined => {
    const found = manifest.dependency('@strapi/strapi')
    if (found === undefined) return undefined
    const typed = app.files.isFile('tsconfig.json')
    const here = READ.filter((name) => app.files.isFile(name) || app.files.isFolder(name))
    const uploads: readonly Built[] = app.files.isFolder('public')
      ? [
          {
            from: 'public',
            to: 'public',
            writable: true,
            why: 'Uploads go here unless a provider stores them elsewhere.',
          },
        ]
      : []
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
        ...uploads,
        PACKAGE_JSON,
      ],
      warnings: [
        {
          text: 'Strapi starts only with APP_KEYS and its other secrets in the environment; uploads below public/ are lost with the container unless a provider stores them elsewhere.',
          file: found.file ?? app.at('package.json'),
        },
      ],
    }
  },
}

import { withValue } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { NodeFramework, Output } from './framework.ts'
import { writing } from './helpers.ts'

// Wherever a package manager puts them.
const FOLDERS = "find /app -path '*/@medusajs/*/dist' -prune -exec mkdir -p '{}/migrations' ';'"

function ownFolders(app: App): readonly string[] {
  const folders = app.files
    .list('src/modules')
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => `src/modules/${name}/migrations`)
    .filter((folder) => !app.files.isFolder(folder))
  return folders.length === 0 ? [] : [`mkdir -p ${folders.join(' ')}`]
}

/** Medusa 2: `medusa build` gives an application of its own. Source: docs.medusajs.com, "Build Medusa Application". */
export const medusa: NodeFramework = {
  name: 'medusa',
  packages: ['@medusajs/medusa'],
  port: 9000,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  // Source: docs.medusajs.com, "General Deployment".
  healthPath: () => ({ value: '/health', why: "Medusa's own" }),
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
      lastly: {
        why: '`medusa db:migrate` makes these folders for modules without migrations, and the user may not.',
        commands: [FOLDERS, ...ownFolders(app)],
      },
      // Of the provider for files that is there unless another one is named. Source: docs.medusajs.com, "Local File Module".
      writes: writing(found, 'static'),
      warnings: [
        {
          text: 'Medusa starts only with DATABASE_URL and its secrets in the environment; run `medusa db:migrate` in this image before each release.',
          file: found.file ?? app.at('package.json'),
        },
      ],
    }
  },
}

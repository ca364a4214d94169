import { textAt, type Document } from '../parse/document.ts'
import { appIn, type App } from '../view/file-view.ts'
import { isBuiltHere, ownManifest } from './files.ts'
import { commandAt, pathAt, portAt, portVariable, variableTable, type Told } from './told.ts'

/**
 * copilot/NAME/manifest.yml: the services whose image is built from this folder. Source: AWS Copilot's documentation,
 * "Load Balanced Web Service" and "Backend Service".
 */
export function copilot(app: App): readonly Told[] {
  const top = appIn(app.repository, '')
  return top.files
    .list('copilot')
    .filter(({ kind }) => kind === 'folder')
    .flatMap(({ name }): readonly Told[] => {
      const document = ownManifest(top, [`copilot/${name}/manifest.yml`])
      return document !== undefined && builtHere(app, document) ? [service(document)] : []
    })
}

// Paths are relative to the repository; a Dockerfile's too, whatever the context.
function builtHere(app: App, document: Document): boolean {
  const dockerfile = textAt(document, 'image', 'build') ?? textAt(document, 'image', 'build', 'dockerfile')
  const context = textAt(document, 'image', 'build', 'context')
  return dockerfile === undefined
    ? context !== undefined && isBuiltHere(app, '', context.value, undefined)
    : isBuiltHere(app, '', '.', dockerfile.value)
}

function service(document: Document): Told {
  const variables = variableTable(document, 'variables')
  return {
    start: commandAt(document, 'command'),
    port: portAt(document, 'image', 'port') ?? portVariable(variables),
    healthCheckPath:
      pathAt(document, 'http', 'healthcheck') ?? pathAt(document, 'http', 'healthcheck', 'path'),
    variables,
  }
}

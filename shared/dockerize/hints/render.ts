import { foundAt, tablesAt, textAt, type Document, type Key } from '../parse/document.ts'
import type { App } from '../view/file-view.ts'
import { isHere, manifests } from './files.ts'
import { rewriteAt } from './rewrites.ts'
import { commandAt, pathAt, portVariable, variableList, type Told } from './told.ts'

/** render.yaml: the web services of this folder. Source: Render's documentation, "Blueprint YAML Reference". */
export function render(app: App): readonly Told[] {
  return manifests(app, ['render.yaml', 'render.yml']).flatMap(({ document, folder }) =>
    servicesOf(document)
      .filter((path) => ['web', 'pserv', 'static'].includes(textAt(document, ...path, 'type')?.value ?? ''))
      .filter((path) => isHere(app, folder, textAt(document, ...path, 'rootDir')?.value ?? ''))
      .map((path) => service(document, path)),
  )
}

// At the top, or inside the environments of projects.
function servicesOf(document: Document): readonly (readonly Key[])[] {
  const environments = tablesAt(document, 'projects').flatMap(({ index }) =>
    tablesAt(document, 'projects', index, 'environments').map((environment): readonly Key[] => [
      'projects',
      index,
      'environments',
      environment.index,
    ]),
  )
  return [[], ...environments].flatMap((above) =>
    tablesAt(document, ...above, 'services').map(({ index }): readonly Key[] => [
      ...above,
      'services',
      index,
    ]),
  )
}

function service(document: Document, path: readonly Key[]): Told {
  const variables = variableList(document, 'key', ...path, 'envVars')
  const publish = textAt(document, ...path, 'staticPublishPath')
  return {
    start: commandAt(document, ...path, 'startCommand'),
    build: commandAt(document, ...path, 'buildCommand'),
    release: commandAt(document, ...path, 'preDeployCommand'),
    port: portVariable(variables),
    healthCheckPath: pathAt(document, ...path, 'healthCheckPath'),
    siteFolder: publish,
    fallback:
      publish === undefined
        ? undefined
        : (rewriteAt(document, [...path, 'routes'], 'source', 'destination') ??
          foundAt(document, false, ...path, 'staticPublishPath')),
    variables,
  }
}

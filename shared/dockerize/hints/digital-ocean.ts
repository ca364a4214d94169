import { foundAt, tablesAt, textAt, type Document, type Key } from '../parse/document.ts'
import type { App } from '../view/file-view.ts'
import { isHere, manifests } from './files.ts'
import { commandAt, pathAt, portAt, portVariable, variableList, type Told } from './told.ts'

/**
 * .do/app.yaml, or a template for the "Deploy" button, which has the same below `spec`. Source: DigitalOcean's
 * documentation, "App Specification".
 */
export function digitalOcean(app: App): readonly Told[] {
  return manifests(app, ['.do/app.yaml', '.do/deploy.template.yaml']).flatMap(({ document, folder }) => {
    const top: readonly Key[] = document.get('spec') === undefined ? [] : ['spec']
    const here = (kind: string): readonly (readonly Key[])[] =>
      tablesAt(document, ...top, kind)
        .map(({ index }): readonly Key[] => [...top, kind, index])
        .filter((path) => isHere(app, folder, textAt(document, ...path, 'source_dir')?.value ?? ''))
    const release = here('jobs')
      .filter((path) => document.get(...path, 'kind') === 'PRE_DEPLOY')
      .map((path) => commandAt(document, ...path, 'run_command'))
      .find((command) => command !== undefined)
    return [
      ...here('services').map((path): Told => ({ ...service(document, path), release })),
      ...here('static_sites').map((path) => staticSite(document, path)),
    ]
  })
}

function service(document: Document, path: readonly Key[]): Told {
  const variables = variableList(document, 'key', ...path, 'envs')
  return {
    start: commandAt(document, ...path, 'run_command'),
    build: commandAt(document, ...path, 'build_command'),
    port: portAt(document, ...path, 'http_port') ?? portVariable(variables),
    healthCheckPath: pathAt(document, ...path, 'health_check', 'http_path'),
    variables,
  }
}

function staticSite(document: Document, path: readonly Key[]): Told {
  const everything = document.get(...path, 'catchall_document')
  return {
    build: commandAt(document, ...path, 'build_command'),
    siteFolder: textAt(document, ...path, 'output_dir'),
    fallback:
      everything === undefined
        ? undefined
        : foundAt(document, everything === 'index.html', ...path, 'catchall_document'),
    variables: variableList(document, 'key', ...path, 'envs'),
  }
}

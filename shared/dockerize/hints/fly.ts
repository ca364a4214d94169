import { namesAt, tablesAt, textAt, type Document } from '../parse/document.ts'
import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { commandAt, pathAt, portAt, portVariable, variableTable, type Told } from './told.ts'

/** fly.toml. Source: Fly.io's documentation, "App configuration (fly.toml)". */
export function fly(app: App): readonly Told[] {
  const toml = ownManifest(app, ['fly.toml'])
  if (toml === undefined) return []
  const variables = variableTable(toml, 'env')
  const service = webService(toml)
  return [
    {
      start: process(toml),
      release: commandAt(toml, 'deploy', 'release_command'),
      port:
        portAt(toml, 'http_service', 'internal_port') ??
        portAt(toml, 'services', service, 'internal_port') ??
        portVariable(variables),
      healthCheckPath: checkPath(toml, service),
      variables,
    },
  ]
}

// Of several services the one that the proxy speaks HTTP for.
function webService(toml: Document): number {
  const services = tablesAt(toml, 'services')
  const web = services.find(({ index }) =>
    tablesAt(toml, 'services', index, 'ports').some(
      ({ table: { handlers } }) => Array.isArray(handlers) && handlers.includes('http'),
    ),
  )
  return (web ?? services[0])?.index ?? 0
}

function checkPath(toml: Document, service: number): Told['healthCheckPath'] {
  const lists = [
    ['http_service', 'checks'],
    ['services', service, 'http_checks'],
  ]
  const inService = lists.flatMap((path) =>
    tablesAt(toml, ...path).map(({ index }) => pathAt(toml, ...path, index, 'path')),
  )
  const named = namesAt(toml, 'checks').map((name) => pathAt(toml, 'checks', name, 'path'))
  return [...inService, ...named].find((path) => path !== undefined)
}

// The process that the service names, else what is called for serving, else the only one.
function process(toml: Document): Told['start'] {
  const names = namesAt(toml, 'processes')
  const serving = textAt(toml, 'http_service', 'processes', 0)?.value
  const name = [serving, 'web', 'app'].find((wanted) => wanted !== undefined && names.includes(wanted))
  return name === undefined && names.length > 1
    ? undefined
    : commandAt(toml, 'processes', name ?? names[0] ?? '')
}

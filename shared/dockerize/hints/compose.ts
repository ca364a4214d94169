import type { Found } from '../found.ts'
import { foundAt, isTable, namesAt, textAt, type Document, type Key } from '../parse/document.ts'
import { isPort } from '../decide/routes.ts'
import type { App } from '../view/file-view.ts'
import { isBuiltHere, manifests, type Manifest } from './files.ts'
import type { Told } from './told.ts'

const FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

/**
 * The ports of the service that Docker Compose builds from this folder. Its command is left alone: in these files it is
 * mostly the one for development. Source: Docker's documentation, "Compose file reference", Services.
 */
export function compose(app: App): readonly Told[] {
  return manifests(app, FILES).flatMap((manifest) =>
    namesAt(manifest.document, 'services')
      .filter((name) => builtHere(app, manifest, name))
      .flatMap((name): readonly Told[] => {
        const port = containerPort(manifest.document, ['services', name])
        return port === undefined ? [] : [{ port }]
      }),
  )
}

function builtHere(app: App, { document, folder }: Manifest, name: string): boolean {
  const path = ['services', name, 'build']
  const context = textAt(document, ...path) ?? textAt(document, ...path, 'context')
  if (context === undefined) return false
  const dockerfile = textAt(document, ...path, 'dockerfile')
  return isBuiltHere(app, folder, context.value, dockerfile?.value)
}

function containerPort(document: Document, service: readonly Key[]): Found<number> | undefined {
  for (const key of ['ports', 'expose']) {
    const list = document.get(...service, key)
    for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
      const port = targetOf(value)
      // Below, it is the server of the image that was there, run by root; ours brings its own.
      if (isPort(port) && port >= 1024) return foundAt(document, port, ...service, key, index)
    }
  }
  return undefined
}

// `3000`, `8080:3000/tcp`, `127.0.0.1:8080:3000`, `${PORT:-8080}:3000`, `{ target: 3000 }`.
function targetOf(value: unknown): number {
  if (isTable(value)) return Number(value['target'])
  const words = String(value)
    .replace(/\/(?:tcp|udp)$/, '')
    .replace(/\$\{\w+:?-(\w*)\}/g, '$1')
  return Number(words.split(':').at(-1))
}

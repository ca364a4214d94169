import { UserError } from '../../../../errors.ts'
import { warningAt, withValue } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { loadedBy } from '../config/imports.ts'
import type { Manifest } from '../manifest.ts'
import { SCRIPTS } from '../scripts.ts'
import type { NodeFramework, Output, ServerOutput } from './framework.ts'
import { asBuilt, otherPlatform, PACKAGE_JSON } from './helpers.ts'

// Source: qwik.dev, "Deployments": the adapters that give a server for Node.js.
const SERVERS = ['express', 'fastify', 'node-server', 'cloud-run']
const INSTEAD = 'Add a server: npm run qwik add express (or fastify, node-server), and commit what it adds.'

/** Qwik City: what the adapter in its folder `adapters` makes. Throws a UserError where none gives a server or files. */
export const qwik: NodeFramework = {
  name: 'qwik',
  packages: ['@builder.io/qwik-city', '@qwik.dev/router'],
  port: 3000,
  leaves: ['server', 'dist'],
  output: (app, manifest): Output | undefined => {
    const adapters = app.files.list('adapters').filter(({ kind }) => kind === 'folder')
    const adapter =
      adapters.find(({ name }) => SERVERS.includes(name)) ?? adapters.find(({ name }) => name === 'static')
    if (adapter === undefined) {
      if (startsItself(manifest)) return undefined
      const [other] = adapters
      if (other !== undefined) {
        throw otherPlatform('Qwik', { value: other.name, file: app.at(`adapters/${other.name}`) }, INSTEAD)
      }
      throw new UserError(
        `This application of Qwik (${app.at('package.json')}) has no adapter: there is no server that an image could run.`,
        INSTEAD,
      )
    }
    const found = { value: adapter.name, file: app.at(`adapters/${adapter.name}`) }
    if (adapter.name === 'static') return { kind: 'site', folder: withValue(found, 'dist'), fallback: false }
    return {
      kind: 'server',
      run: withValue(found, ['node', `server/entry.${adapter.name}`]),
      modules: true,
      built: [asBuilt('server'), asBuilt('dist'), PACKAGE_JSON],
      ...loaded(app, manifest, `src/entry.${adapter.name}`),
    }
  },
}

/** What the server loads, which Qwik's own templates have among the development dependencies (seen with 1.20). */
function loaded(app: App, manifest: Manifest, entry: string): Pick<ServerOutput, 'needs' | 'warnings'> {
  const file = ['.tsx', '.ts'].map((ending) => entry + ending).find((path) => app.files.isFile(path))
  // Qwik itself becomes part of the server, and with it its own import of undici.
  const packages = [...(file === undefined ? [] : loadedBy(app, file).packages), 'undici']
  const needs = packages.filter((name) => !OWN.test(name) && manifest.devDependencies.has(name))
  const first = needs[0] === undefined ? undefined : manifest.devDependencies.get(needs[0])
  if (first === undefined) return {}
  const text = `The server loads ${needs.join(', ')}, which are development dependencies: the image has all of those. Move what it loads to "dependencies" for a smaller one.`
  return { needs, warnings: [warningAt(first, text)] }
}

const OWN = /^@(?:builder\.io|qwik\.dev)\/|^@qwik-/

/** Whether a script starts something of the application's own; what Qwik's own scripts start is Vite, for development. */
function startsItself({ scripts }: Manifest): boolean {
  return SCRIPTS.some((name) => /^(?:node|bun)\s/.test(scripts.get(name)?.value ?? ''))
}

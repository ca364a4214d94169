import { withValue } from '../../../found.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, PACKAGE_JSON } from './helpers.ts'

const SERVERS = ['express', 'fastify', 'node-server']

/** Qwik City: what the adapter in its folder `adapters` makes. */
export const qwik: NodeFramework = {
  name: 'qwik',
  packages: ['@builder.io/qwik-city', '@qwik.dev/router'],
  port: 3000,
  leaves: ['server', 'dist'],
  output: (app): Output | undefined => {
    const adapter = app.files.list('adapters').find(({ name }) => SERVERS.includes(name) || name === 'static')
    if (adapter === undefined) return undefined
    const found = { value: adapter.name, file: app.at(`adapters/${adapter.name}`) }
    if (adapter.name === 'static') return { kind: 'site', folder: withValue(found, 'dist'), fallback: false }
    return {
      kind: 'server',
      run: withValue(found, ['node', `server/entry.${adapter.name}`]),
      modules: true,
      built: [asBuilt('server'), asBuilt('dist'), PACKAGE_JSON],
    }
  },
}

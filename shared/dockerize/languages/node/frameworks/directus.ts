import { withValue } from '../../../found.ts'
import type { NodeFramework, Output } from './framework.ts'

/** Directus: a server that is a dependency, without a build. */
export const directus: NodeFramework = {
  name: 'directus',
  packages: ['directus', '@directus/api'],
  port: 8055,
  portInSource: false,
  env: { HOST: '0.0.0.0' },
  output: (_, manifest): Output | undefined => {
    const found = manifest.dependency('directus')
    if (found === undefined) return undefined
    return { kind: 'server', run: withValue(found, ['node_modules/.bin/directus', 'start']), modules: true }
  },
}

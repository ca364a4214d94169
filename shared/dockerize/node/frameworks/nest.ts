import { parseJson } from '../../parse/json.ts'
import { healthPath } from '../../routes.ts'
import type { NodeFramework } from './framework.ts'

// The path of a whole controller: one for health answers there.
const CONTROLLERS = /@Controller\(\s*['"`]([\w/-]{2,40})['"`]\s*\)/g

/** NestJS. Its own `start` compiles and watches; what runs in production is the compiled entry. */
export const nest: NodeFramework = {
  name: 'nest',
  packages: ['@nestjs/core'],
  port: 3000,
  build: 'node_modules/.bin/nest build',
  healthPath: (app, files) => {
    // Below a prefix no path is what its controller says.
    const prefixed = files.some((path) => app.files.head(path)?.includes('.setGlobalPrefix(') === true)
    return prefixed ? undefined : healthPath(app, files, CONTROLLERS)
  },
  entry: (app) => {
    const text = app.files.text('tsconfig.json')
    const json = text === undefined ? undefined : parseJson(app.at('tsconfig.json'), text, 'jsonc')
    const folder = json?.string('compilerOptions', 'outDir')
    if (folder === undefined) return { value: 'dist/main.js', why: 'the default of Nest' }
    return { ...folder, value: `${folder.value.replace(/^\.\//, '').replace(/\/+$/, '')}/main.js` }
  },
}

import { parseJson } from '../../parse/json.ts'
import type { NodeFramework } from './framework.ts'

/** NestJS. Its own `start` compiles and watches; what runs in production is the compiled entry. */
export const nest: NodeFramework = {
  name: 'nest',
  packages: ['@nestjs/core'],
  port: 3000,
  build: 'node_modules/.bin/nest build',
  entry: (app) => {
    const text = app.files.text('tsconfig.json')
    const json = text === undefined ? undefined : parseJson(app.at('tsconfig.json'), text, 'jsonc')
    const folder = json?.string('compilerOptions', 'outDir')
    if (folder === undefined) return { value: 'dist/main.js', why: 'the default of Nest' }
    return { ...folder, value: `${folder.value.replace(/^\.\//, '').replace(/\/+$/, '')}/main.js` }
  },
}

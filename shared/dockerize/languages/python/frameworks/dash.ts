import { findName } from '../modules.ts'
import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** Dash: the Flask application inside it is what a server loads. Source: Dash's documentation, "Deploy your Dash App". */
export const dash: PythonFramework = {
  name: 'dash',
  package: 'dash',
  lookedFor: '`server = app.server`, or `app.run()`',
  target: (source) => {
    const server = findName(source, /^(\w+)\s*=\s*\w+\.server\b/m)
    if (server !== undefined) {
      const { module, name } = server
      const found = { ...name, value: `${module.name}:${name.value}` }
      return { kind: 'object', found, protocol: 'wsgi', factory: false, path: module.path }
    }
    const script = servingScript(source, ({ call }) => call === 'app.run')
    if (script === undefined) return undefined
    const { file, line } = script.found
    const text =
      'Dash starts its development server: with `server = app.server` the image takes one for production.'
    return {
      ...script,
      warnings: [{ text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }],
    }
  },
}

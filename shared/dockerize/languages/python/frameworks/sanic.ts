import { PORT_WORD } from '../../../parse/shell.ts'
import { servedObject } from '../objects.ts'
import type { PythonFramework } from './framework.ts'

/** Sanic: its own server is the one for production. Source: Sanic's user guide, "Running Sanic". */
export const sanic: PythonFramework = {
  name: 'sanic',
  package: 'sanic',
  lookedFor: '`app = Sanic(...)`, or `def create_app()` that needs no argument',
  routes: /@\w*(?:app|application|bp|blueprint)\.(?:route|get)\(\s*['"]([\w/-]{2,40})['"]/g,
  mounts: { by: /\burl_prefix\s*=/, home: /\bSanic\(/, not: /(?:bp|blueprint|api)\./ },
  target: (source) => {
    const object = servedObject(source, '(?:sanic\\.)?Sanic', 'asgi')
    if (object === undefined) return undefined
    const { found, factory, path } = object
    const words = [found.value, ...(factory ? ['--factory'] : []), '--host', '0.0.0.0', '--port', PORT_WORD]
    return { kind: 'process', found: { ...found, value: ['sanic', ...words] }, path, readsPort: false }
  },
}

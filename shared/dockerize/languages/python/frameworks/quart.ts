import { servedObject } from '../objects.ts'
import type { PythonFramework } from './framework.ts'

/** Quart: Flask's interface as an ASGI application; Hypercorn comes with it. */
export const quart: PythonFramework = {
  name: 'quart',
  package: 'quart',
  lookedFor: '`app = Quart(...)`, or `def create_app()` that needs no argument',
  routes: /@\w*(?:app|application|bp|blueprint)\.(?:route|get)\(\s*['"]([\w/-]{2,40})['"]/g,
  mounts: { by: /\burl_prefix\s*=/, home: /\bQuart\(/, not: /(?:bp|blueprint|api)\./ },
  target: (source) => servedObject(source, '(?:quart\\.)?Quart', 'asgi'),
}

import { servedObject } from '../objects.ts'
import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** Bottle: a WSGI application; its own server is for development. */
export const bottle: PythonFramework = {
  name: 'bottle',
  package: 'bottle',
  lookedFor: '`app = Bottle()`, `app = default_app()` or `run(host=..., port=...)`',
  routes: /@(?:\w+\.)?(?:route|get)\(\s*['"]([\w/-]{2,40})['"]/g,
  target: (source) =>
    servedObject(source, '(?:bottle\\.)?(?:Bottle|default_app|app)', 'wsgi') ?? servingScript(source),
}

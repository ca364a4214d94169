import { servedObject } from '../objects.ts'
import type { PythonFramework } from './framework.ts'

/** Falcon: a WSGI application, or an ASGI one from its module of that name. */
export const falcon: PythonFramework = {
  name: 'falcon',
  package: 'falcon',
  lookedFor: '`app = falcon.App(...)` or `app = falcon.asgi.App(...)`',
  routes: /\badd_route\(\s*['"]([\w/-]{2,40})['"]/g,
  target: (source) =>
    servedObject(source, '(?:falcon\\.)?asgi\\.App', 'asgi') ??
    servedObject(source, 'falcon\\.(?:App|API)', 'wsgi'),
}

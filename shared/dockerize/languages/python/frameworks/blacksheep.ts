import { servedObject } from '../objects.ts'
import type { PythonFramework } from './framework.ts'

/** BlackSheep: an ASGI application, whose routes are decorators or calls of its router. */
export const blacksheep: PythonFramework = {
  name: 'blacksheep',
  package: 'blacksheep',
  lookedFor: '`app = Application(...)`',
  routes: /(?:@|\.)(?:get|add_get|router\.get)\(\s*['"]([\w/-]{2,40})['"]/g,
  target: (source) => servedObject(source, '(?:blacksheep\\.)?Application', 'asgi'),
}

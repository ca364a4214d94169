import { servedObject } from '../objects.ts'
import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** Starlette: an ASGI application. */
export const starlette: PythonFramework = {
  name: 'starlette',
  package: 'starlette',
  lookedFor: '`app = Starlette(...)`',
  routes: /\bRoute\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
  mounts: {
    by: /\bMount\(\s*(?:path\s*=\s*)?['"]\/\w[^'"]*['"]\s*,(?!\s*(?:app\s*=\s*)?(?:\w+\.)?StaticFiles)/,
  },
  target: (source) => servedObject(source, '(?:[\\w.]+\\.)?Starlette', 'asgi') ?? servingScript(source),
}

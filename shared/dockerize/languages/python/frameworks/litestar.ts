import { servedObject } from '../objects.ts'
import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** Litestar: an ASGI application. */
export const litestar: PythonFramework = {
  name: 'litestar',
  package: 'litestar',
  lookedFor: '`app = Litestar(...)`, or `def create_app()` that needs no argument',
  routes: /@(?:\w+\.)?get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
  mounts: { by: /\bRouter\(|^[ \t]+path(?:\s*:\s*\w+)?\s*=\s*['"]/m },
  target: (source) => servedObject(source, '(?:litestar\\.)?Litestar', 'asgi') ?? servingScript(source),
}

import { withValue } from '../../found.ts'
import { findName } from '../modules.ts'
import type { PythonFramework } from './framework.ts'

/** FastAPI: an ASGI application. */
export const fastapi: PythonFramework = {
  name: 'fastapi',
  package: 'fastapi',
  lookedFor: '`app = FastAPI(...)` or `def create_app()`',
  routes: /@\w*(?:app|application|api)\.get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
  target: (app, files) => {
    const made = findName(app, files, /^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:fastapi\.)?FastAPI\(/m)
    const found = made ?? findName(app, files, /^def\s+(create_app|make_app)\s*\(/m)
    if (found === undefined) return undefined
    const { module, name } = found
    return {
      found: withValue(name, `${module.name}:${name.value}`),
      protocol: 'asgi',
      factory: made === undefined,
      path: module.path,
    }
  },
}

import { withValue } from '../../found.ts'
import { findName } from '../modules.ts'
import type { PythonFramework } from './framework.ts'

/** Flask: its own server is for development, so a WSGI server loads the application object or calls its factory. */
export const flask: PythonFramework = {
  name: 'flask',
  package: 'flask',
  lookedFor: '`app = Flask(...)` or `def create_app()`',
  routes: /@\w*(?:app|application)\.(?:route|get)\(\s*(?:rule\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
  target: (app, files) => {
    const made =
      findName(app, files, /^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:flask\.)?Flask\(/m) ??
      findName(app, files, /^(app|application)\s*=\s*(?:create_app|make_app)\(/m)
    if (made !== undefined) {
      const { module, name } = made
      const found = withValue(name, `${module.name}:${name.value}`)
      return { found, protocol: 'wsgi', factory: false, path: module.path }
    }
    const factory = findName(app, files, /^def\s+(create_app|make_app)\s*\(/m)
    if (factory === undefined) return undefined
    const { module, name } = factory
    return {
      found: withValue(name, `${module.name}:${name.value}`),
      protocol: 'wsgi',
      factory: true,
      path: module.path,
    }
  },
}

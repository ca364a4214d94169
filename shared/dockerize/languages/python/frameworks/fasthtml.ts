import { findName } from '../modules.ts'
import { servedObject } from '../objects.ts'
import type { PythonFramework } from './framework.ts'

/** FastHTML: an ASGI application; uvicorn comes with it. */
export const fasthtml: PythonFramework = {
  name: 'fasthtml',
  package: 'python-fasthtml',
  lookedFor: '`app = FastHTML(...)` or `app, rt = fast_app(...)`',
  routes: /@(?:rt|app\.\w+)\(\s*['"]([\w/-]{2,40})['"]/g,
  target: (source) => {
    const made = findName(source, /^(\w+)\s*,.*=\s*fast_app\(/m)
    if (made === undefined) return servedObject(source, '(?:FastHTML|FastHTMLWithLiveReload)', 'asgi')
    const { module, name } = made
    const found = { ...name, value: `${module.name}:${name.value}` }
    return { kind: 'object', found, protocol: 'asgi', factory: false, path: module.path }
  },
}

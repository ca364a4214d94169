import { warningAt } from '../../../found.ts'
import { findName } from '../modules.ts'
import { servedObject } from '../objects.ts'
import type { Source } from '../source.ts'
import type { PythonFramework, ServedObject } from './framework.ts'

/** FastHTML: an ASGI application; uvicorn comes with it. */
export const fasthtml: PythonFramework = {
  name: 'fasthtml',
  package: 'python-fasthtml',
  lookedFor: '`app = FastHTML(...)` or `app, rt = fast_app(...)`',
  routes: /@(?:rt|app\.\w+)\(\s*['"]([\w/-]{2,40})['"]/g,
  target: (source) => {
    const object = objectOf(source)
    if (object === undefined || source.files.some((file) => KEY.test(source.code(file)))) return object
    return { ...object, ...ownKey(object) }
  },
}

// Source: FastHTML, core.py, get_key.
const KEY = /\b(?:secret_key|key_fname)\s*=/
const FILE = '.sesskey'

/** Without a key of the application's own it makes one in a file, of which each container has another. */
function ownKey({ found }: ServedObject): Pick<ServedObject, 'temporary' | 'warnings'> {
  const why = [
    'It makes the key of its sessions in a file here: one for each container, and none in the image.',
  ]
  const text =
    'Sessions end with their container, and no other one knows them: give the application a secret_key from the environment.'
  return { temporary: [{ name: FILE, why }], warnings: [warningAt(found, text)] }
}

function objectOf(source: Source): ServedObject | undefined {
  const made = findName(source, /^(\w+)\s*,.*=\s*fast_app\(/m)
  if (made === undefined) return servedObject(source, '(?:FastHTML|FastHTMLWithLiveReload)', 'asgi')
  const { module, name } = made
  const found = { ...name, value: `${module.name}:${name.value}` }
  return { kind: 'object', found, protocol: 'asgi', factory: false, path: module.path }
}

import { servedObject } from '../objects.ts'
import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/**
 * aiohttp's server: the script that runs the application is fit for production, or gunicorn with aiohttp's worker.
 * Source: aiohttp's documentation, "Server Deployment".
 */
export const aiohttp: PythonFramework = {
  name: 'aiohttp',
  package: 'aiohttp',
  isClient: true,
  lookedFor: '`web.run_app(...)`, or `app = web.Application()` beside gunicorn',
  routes: /\b(?:add_get|web\.get|routes\.get)\(\s*['"]([\w/-]{2,40})['"]/g,
  mounts: { by: /\badd_subapp\(/ },
  target: (source, project) => {
    const script = servingScript(source, ({ call }) => call.startsWith('web.'))
    const object = servedObject(source, '(?:aiohttp\\.)?web\\.Application', 'wsgi')
    const byGunicorn = project.dependency('gunicorn') !== undefined && object !== undefined
    if (!byGunicorn) return script
    return { ...object, gunicorn: ['--worker-class', 'aiohttp.GunicornWebWorker'] }
  },
}

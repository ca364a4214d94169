import { objectNamed, servedObject } from '../objects.ts'
import type { PythonFramework } from './framework.ts'

/** Flask: its own server is for development, so a WSGI server loads the application object or calls its factory. */
export const flask: PythonFramework = {
  name: 'flask',
  package: 'flask',
  lookedFor: '`app = Flask(...)`, or `def create_app()` that needs no argument',
  routes:
    /@\w*(?:app|application|bp|blueprint|api)\.(?:route|get)\(\s*(?:rule\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
  mounts: { by: /\burl_prefix\s*=/, home: /\bFlask\(/, not: /(?:bp|blueprint|api)\./ },
  target: (source, project) => {
    const found = objectNamed(source, '.flaskenv', /^(?:export\s+)?FLASK_APP\s*=\s*['"]?([\w.]+:\w+)/m)
    const object = found ?? servedObject(source, '(?:flask\\.)?Flask', 'wsgi')
    if (object === undefined || project.dependency('flask-socketio') === undefined) return object
    // A client's requests have to meet the same process, and each open socket holds a thread.
    return { ...object, gunicorn: ['--workers', '1', '--threads', '100'] }
  },
}

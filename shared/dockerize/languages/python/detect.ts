import { readHints } from '../../hints/index.ts'
import type { Provider } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'
import { PYTHON_FRAMEWORKS } from './frameworks/index.ts'
import { listenersIn } from './listen.ts'
import { readProject, type Project } from './project.ts'
import { pythonSource, type Source } from './source.ts'

/** What tells that Python is there. */
export const MANIFESTS: readonly string[] = [
  'requirements.txt',
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'pylock.toml',
  'Pipfile',
  'setup.py',
  'setup.cfg',
  'manage.py',
  'requirements.in',
  'requirements',
  'environment.yml',
]
/** Source alone, at the top of an application that needs nothing but Python. */
export const SCRIPTS: readonly string[] = ['main.py', 'app.py', 'server.py', 'run.py', 'wsgi.py', 'asgi.py']

const PYTHON_PROGRAM =
  /\b(?:python[\d.]*|gunicorn|uvicorn|hypercorn|daphne|waitress-serve|streamlit|chainlit|sanic|granian|flask|fastapi|uwsgi|uv run|poetry run|pipenv run)\b/

/** An application where something is served; a helper where Python is there for something else. */
export function detectPython(app: App): ReturnType<Provider['detect']> {
  const names = new Set(app.files.list('').map(({ name }) => name))
  const manifest = MANIFESTS.some((name) => names.has(name))
  if (!manifest && !SCRIPTS.some((name) => names.has(name))) return undefined
  const source = pythonSource(app)
  if (!manifest) return listens(source) ? 'application' : undefined
  const project = readProject(app)
  if (serves(project, source)) return 'application'
  const start = readHints(app).start?.value
  if (start !== undefined && (!names.has('package.json') || PYTHON_PROGRAM.test(start))) return 'application'
  // A site of documentation is built by MkDocs, and needs nothing of this image.
  return names.has('mkdocs.yml') || names.has('mkdocs.yaml') ? undefined : 'helper'
}

function serves(project: Project, source: Source): boolean {
  const named = PYTHON_FRAMEWORKS.filter((one) => project.direct(one.package) !== undefined)
  if (named.some(({ isClient }) => isClient !== true)) return true
  return listens(source)
}

// What is deeper in a repository is another application, or none.
function listens(source: Source): boolean {
  return source.files.some((file) => file.split('/').length < 5 && listenersIn(source, file).length > 0)
}

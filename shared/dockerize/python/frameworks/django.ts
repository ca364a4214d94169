import { posix } from 'node:path'
import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import { join, type App } from '../../view/file-view.ts'
import type { PythonFramework, Target } from './framework.ts'

/** Django: the WSGI application that its settings name, or the ASGI one where channels need it. */
export const django: PythonFramework = {
  name: 'django',
  package: 'django',
  lookedFor:
    'manage.py with DJANGO_SETTINGS_MODULE, and WSGI_APPLICATION in those settings or a wsgi.py beside them',
  routes: /\bre_path\(\s*r?['"]\^?([\w/-]{2,40})\$?['"]|\bpath\(\s*r?['"]([\w/-]{2,40})['"]/g,
  // Included ones are below a prefix, and so are no paths of their own.
  routeFiles: (files) => files.filter((file) => file.endsWith('urls.py')).slice(0, 1),
  checksHost: true,
  target: (app, files, project) => {
    const manage = files.find((file) => posix.basename(file) === 'manage.py')
    if (manage === undefined) return undefined
    const path = manage.includes('/') ? posix.dirname(manage) : ''
    const module = searchLines(
      app.files.head(manage) ?? '',
      /DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/,
    )
    const name = module?.groups[0]
    if (module === undefined || name === undefined) return undefined
    const settings = settingsFiles(app, path, name)
    const channels = project.dependency('channels') !== undefined
    const protocol = channels ? 'asgi' : 'wsgi'
    const found = application(app, path, name, settings, protocol)
    if (found === undefined) return undefined
    const texts = settings.map((file) => app.files.head(file) ?? '')
    const needs = requiredVariables(texts.join('\n'))
    const build = collectStatic(app, path, settings, needs)
    return {
      found,
      protocol,
      factory: false,
      path,
      env: { DJANGO_SETTINGS_MODULE: name },
      needs,
      ...(build === undefined ? {} : { build }),
    } satisfies Target
  },
}

/** The settings module, and what is in its package: settings are often split. */
function settingsFiles(app: App, path: string, module: string): readonly string[] {
  const file = join(path, module.replaceAll('.', '/'))
  const package_ = [file, posix.dirname(file)].find(
    (folder) => app.files.isFile(`${folder}/__init__.py`) && folder.includes('settings'),
  )
  const split =
    package_ === undefined ? [] : app.files.list(package_).map(({ name }) => `${package_}/${name}`)
  return [...new Set([`${file}.py`, ...split])].filter(
    (name) => name.endsWith('.py') && app.files.isFile(name),
  )
}

function application(
  app: App,
  path: string,
  module: string,
  settings: readonly string[],
  protocol: 'wsgi' | 'asgi',
): Found<string> | undefined {
  const pattern =
    protocol === 'wsgi'
      ? /^WSGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
      : /^ASGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
  for (const file of settings) {
    const match = searchLines(app.files.head(file) ?? '', pattern)
    if (match !== undefined) return { value: match.groups.join(':'), file: app.at(file), line: match.line }
  }
  const parts = module.split('.')
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const file = join(path, `${parts.slice(0, length).join('/')}/${protocol}.py`)
    if (app.files.isFile(file)) {
      return { value: `${parts.slice(0, length).join('.')}.${protocol}:application`, file: app.at(file) }
    }
  }
  return undefined
}

/** Only with STATIC_ROOT: without it there is nowhere to collect to. */
function collectStatic(
  app: App,
  path: string,
  settings: readonly string[],
  needs: readonly string[],
): Found<string> | undefined {
  for (const file of settings) {
    const match = searchLines(app.files.head(file) ?? '', /^STATIC_ROOT\s*=/m)
    if (match === undefined) continue
    const environment = needs.map((name) => `${name}=${placeholder(name)} `)
    const manage = join(path, 'manage.py')
    return {
      value: `${environment.join('')}python ${manage} collectstatic --noinput`,
      file: app.at(file),
      line: match.line,
    }
  }
  return undefined
}

// Settings are loaded without the environment of a running container: what they insist on gets a stand-in, for this one
// command and not in the image.
function requiredVariables(text: string): readonly string[] {
  const names = new Set<string>()
  for (const match of text.matchAll(
    /os\.environ\[['"](\w+)['"]\]|\bgetenv\(['"](\w*SECRET_KEY\w*)['"]\)|\benviron\.get\(['"](\w*SECRET_KEY\w*)['"]\)|\benv(?:\.\w+)?\(\s*['"](\w+)['"]\s*\)|\bconfig\(\s*['"](\w+)['"]\s*\)/g,
  )) {
    const name = match.slice(1).find(Boolean)
    if (name !== undefined) names.add(name)
  }
  if (/\benv\.db(?:_url)?\(\s*\)/.test(text)) names.add('DATABASE_URL')
  return [...names].sort()
}

function placeholder(name: string): string {
  return name.includes('DATABASE_URL') ? 'sqlite:////tmp/build.sqlite3' : 'build'
}

import { posix } from 'node:path'
import { choose, type Found, type Warning } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import { join } from '../../../view/file-view.ts'
import type { Project } from '../project.ts'
import type { Source } from '../source.ts'
import { collectStatic } from './django-static.ts'
import { requiredVariables } from './django-variables.ts'
import type { PythonFramework, ServedObject } from './framework.ts'

/** Django: the WSGI application that its settings name, or the ASGI one where channels or daphne need it. */
export const django: PythonFramework = {
  name: 'django',
  package: 'django',
  lookedFor:
    'manage.py with DJANGO_SETTINGS_MODULE, and WSGI_APPLICATION in those settings or a wsgi.py beside them',
  routes: /\bre_path\(\s*r?['"]\^?([\w/-]{2,40})\$?['"]|\bpath\(\s*r?['"]([\w/-]{2,40})['"]/g,
  // Included ones are below a prefix, and so are no paths of their own.
  routeFiles: projectRoutes,
  checksHost: true,
  target: djangoTarget,
}

/** The urls.py of the project, which stands beside what servers load; others are included below a path. */
function projectRoutes(files: readonly string[]): readonly string[] {
  const beside = ['wsgi.py', 'asgi.py', 'settings.py', 'settings/__init__.py', 'settings/base.py']
  const all = files.filter((file) => posix.basename(file) === 'urls.py')
  const own = all.find((file) => beside.some((name) => files.includes(posix.join(posix.dirname(file), name))))
  return [own ?? all[0]].filter((file) => file !== undefined)
}

function djangoTarget(source: Source, project: Project): ServedObject | undefined {
  const manage = source.files.find((file) => posix.basename(file) === 'manage.py')
  if (manage === undefined) return undefined
  const path = manage.includes('/') ? posix.dirname(manage) : ''
  const wantsAsgi = ['channels', 'daphne'].some((name) => project.dependency(name) !== undefined)
  const asked = settingsModule(source, path, manage, wantsAsgi ? 'asgi' : 'wsgi')
  if (asked === undefined) return undefined
  const settings = settingsFiles(source, path, asked.value)
  const order = wantsAsgi ? (['asgi', 'wsgi'] as const) : (['wsgi', 'asgi'] as const)
  const protocol = order.find((one) => application(source, path, asked.value, settings, one) !== undefined)
  const found = protocol && application(source, path, asked.value, settings, protocol)
  if (protocol === undefined || found === undefined) return undefined
  const needs = requiredVariables(settings.map(source.code).join('\n'))
  const statics = collectStatic(source, project, { path, settings, module: asked.value, needs })
  return {
    kind: 'object',
    found,
    protocol,
    factory: false,
    path,
    env: { DJANGO_SETTINGS_MODULE: asked.value },
    needs: needs.map(({ name }) => name),
    warnings: [...statics.warnings, ...forDevelopment(asked)],
    ...(statics.build === undefined ? {} : { build: statics.build }),
  }
}

const MODULE = /DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/

/**
 * The settings that the server's own file names, then those of manage.py, which people use while they develop; of either,
 * the ones for production that are beside settings for development.
 */
function settingsModule(
  source: Source,
  path: string,
  manage: string,
  protocol: 'wsgi' | 'asgi',
): Found<string> | undefined {
  const server = source.files.filter(
    (file) => file.endsWith(`/${protocol}.py`) && (path === '' || file.startsWith(`${path}/`)),
  )
  const named = [...server, manage].map((file): Found<string> | undefined => {
    const match = searchLines(source.code(file), MODULE)
    const value = match?.groups[0]
    return match === undefined || value === undefined
      ? undefined
      : { value, file: source.app.at(file), line: match.line }
  })
  const different = named.filter(
    (one, index) => one !== undefined && named.findIndex((other) => other?.value === one.value) === index,
  )
  const asked = choose(different)
  if (asked === undefined || !DEVELOPMENT.test(asked.value)) return asked
  const folder = asked.value.split('.').slice(0, -1)
  const production = ['production', 'prod'].find((name) =>
    source.app.files.isFile(join(path, `${[...folder, name].join('/')}.py`)),
  )
  if (production === undefined) return asked
  const value = [...folder, production].join('.')
  const file = source.app.at(join(path, `${[...folder, production].join('/')}.py`))
  return choose([{ value, file, why: 'the settings for production' }, asked])
}

const DEVELOPMENT = /(?:^|\.)(?:local|dev|develop|development|test)$/

function forDevelopment({ value, file }: Found<string>): readonly Warning[] {
  if (!DEVELOPMENT.test(value)) return []
  const text = `${value} looks like settings for development: set DJANGO_SETTINGS_MODULE where the image runs.`
  return [{ text, ...(file === undefined ? {} : { file }) }]
}

/** The settings module's files: itself, and what it takes its settings from. */
function settingsFiles(source: Source, path: string, module: string): readonly string[] {
  const { files } = source.app
  const found: string[] = []
  const queue = [module]
  for (let name = queue.shift(); name !== undefined && found.length < 20; name = queue.shift()) {
    const base = join(path, name.replaceAll('.', '/'))
    const file = [`${base}.py`, `${base}/__init__.py`].find((candidate) => files.isFile(candidate))
    if (file === undefined || found.includes(file)) continue
    found.push(file)
    const package_ = file.endsWith('__init__.py') ? name : name.split('.').slice(0, -1).join('.')
    for (const match of source.code(file).matchAll(/^[ \t]*from\s+(\.*)([\w.]*)\s+import\b/gm)) {
      const [, dots = '', rest = ''] = match
      const parts = package_.split('.')
      const parent = parts.slice(0, parts.length - Math.max(dots.length - 1, 0)).join('.')
      queue.push(dots === '' ? rest : [parent, rest].filter(Boolean).join('.'))
    }
  }
  return found
}

function application(
  source: Source,
  path: string,
  module: string,
  settings: readonly string[],
  protocol: 'wsgi' | 'asgi',
): Found<string> | undefined {
  const { app } = source
  const pattern =
    protocol === 'wsgi'
      ? /^WSGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
      : /^ASGI_APPLICATION\s*=\s*['"]([\w.]+)\.(\w+)['"]/m
  for (const file of settings) {
    const match = searchLines(source.code(file), pattern)
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

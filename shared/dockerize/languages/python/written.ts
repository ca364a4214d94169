import { posix } from 'node:path'
import { writtenPath, type Written } from '../../image/written.ts'
import { callsOf } from './calls.ts'
import { pathOf, type Place } from './path-expression.ts'
import type { Project } from './project.ts'
import { lineAt, type Source } from './source.ts'

/** A place in the code that says what is written. */
interface Sign {
  readonly kind: Written['kind']
  readonly index: number
  /** The expression for the path. */
  readonly expression: string
}

// What is run by hand, by tests or before the application is there.
const NOT_SERVED =
  /(?:^|\/)(?:scripts?|tools?|dev|tests?|migrations?|alembic|notebooks|examples?|management)\/|(?:^|\/)(?:manage|tasks|fabfile|seed\w*|train\w*|generate\w*)\.py$|(?:^|\/)settings\/\w*(?:dev|local|test)\w*\.py$/
const MAYBE = /open\(|mkdir|makedirs|write_|connect\(|TinyDB|FileHandler|filename|sqlite|UPLOAD_|MEDIA_ROOT/

/**
 * What the source writes by a path inside the application while it runs, relative to the folder that it runs in; that is
 * `folder` of the application. Source: the documentation of Python's os, pathlib, sqlite3 and logging, of Django's
 * MEDIA_ROOT and DATABASES, of Flask's UPLOAD_FOLDER, and of SQLAlchemy's database URLs.
 */
export function writtenPaths(source: Source, project: Project, folder: string): readonly Written[] {
  const written = new Map<string, Written>()
  for (const file of source.files.filter((path) => !NOT_SERVED.test(path))) {
    const code = source.code(file)
    if (!MAYBE.test(code)) continue
    const place: Place = { code, file, folder }
    const instance = project.dependency('flask-sqlalchemy') === undefined ? '.' : 'instance'
    for (const { kind, index, expression } of signs(code, instance)) {
      const path = pathOf(expression, place)
      const inside = path === undefined ? undefined : writtenPath(path)
      if (inside === undefined || written.has(inside)) continue
      const there = source.app.files.isFile(inside)
      const found = { value: inside, file: source.app.at(file), line: lineAt(code, index) }
      written.set(inside, { path: inside, kind, found, ...(there ? { there } : {}) })
    }
  }
  const all = [...written.values()]
  return all
    .filter(({ path }) => !all.some((other) => other.kind === 'folder' && path.startsWith(`${other.path}/`)))
    .map((one) => ({ ...one, path: posix.relative(folder, one.path) }))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
}

// No file writes at more places; what has more of them is made to cost time.
const MOST = 200

function signs(code: string, instance: string): readonly Sign[] {
  return [...calls(code), ...settings(code), ...urls(code, instance)].slice(0, MOST)
}

function calls(code: string): readonly Sign[] {
  const first = (kind: Written['kind'], opening: RegExp): readonly Sign[] =>
    callsOf(code, opening).flatMap(({ index, positional: [expression] }) =>
      expression === undefined ? [] : [{ kind, index, expression }],
    )
  const opened = callsOf(code, /(?<![\w.])open\(/g).flatMap(({ index, positional, named }): Sign[] => {
    const mode = positional[1] ?? named.get('mode') ?? ''
    return /^['"][wax]/.test(mode) ? [{ kind: 'file', index, expression: positional[0] ?? '' }] : []
  })
  const methods = [
    ...code.matchAll(/([\w.]+|(?:\bPath)?\([^()\n]*\))\.(mkdir|write_text|write_bytes)\(/g),
  ].map(({ index, 1: expression = '', 2: method }): Sign => ({
    kind: method === 'mkdir' ? 'folder' : 'file',
    index,
    expression,
  }))
  return [
    ...first('folder', /\bos\.(?:makedirs|mkdir)\(/g),
    ...first('file', /\b(?:(?:aio)?sqlite3?\.connect|TinyDB|shelve\.open|\w*FileHandler)\(/g),
    ...opened,
    ...methods.filter(({ expression }) => expression !== 'os'),
  ]
}

const FOLDERS = /\b(?:UPLOAD_FOLDER|UPLOADS_DEFAULT_DEST|MEDIA_ROOT)['"]?\]?\s*[=:](?!=)\s*([^\n#]+)/g
const LOGS = /['"]filename['"]\s*:\s*([^\n#]+)/g
const DATABASE =
  /ENGINE['"]\s*:\s*['"]django\.db\.backends\.sqlite3['"][^{}]{0,1000}?['"]NAME['"]\s*:\s*([^\n#]+)/g

function settings(code: string): readonly Sign[] {
  const of = (kind: Written['kind'], pattern: RegExp): readonly Sign[] =>
    [...code.matchAll(pattern)].map(({ index, 1: rest = '' }) => ({
      kind,
      index,
      expression: rest.trim().replace(/[,}\s]+$/, ''),
    }))
  return [...of('folder', FOLDERS), ...of('file', LOGS), ...of('file', DATABASE)]
}

// A database that only stands in for the one that the environment names is that of a developer.
const INSTEAD = /environ|getenv|config\(|\benv[.(]|default\s*=/
const URL = /f?(['"])sqlite(?:\+\w+)?:\/\/\/(?![/:])([^'"?\n]*)\1(?:\s*\+\s*([^\n#]+))?/g

function urls(code: string, instance: string): readonly Sign[] {
  return [...code.matchAll(URL)].flatMap(({ index, 2: path = '', 3: added }): Sign[] => {
    const line = code.slice(code.lastIndexOf('\n', index) + 1, index)
    if (INSTEAD.test(line)) return []
    if (path === '') return added === undefined ? [] : [{ kind: 'file', index, expression: added.trim() }]
    const [, base, rest = ''] = /^\{([^{}]+)\}\/?(.*)$/.exec(path) ?? []
    if (base === undefined) return [{ kind: 'file', index, expression: `'${posix.join(instance, path)}'` }]
    return [{ kind: 'file', index, expression: rest === '' ? base : `os.path.join(${base}, '${rest}')` }]
  })
}

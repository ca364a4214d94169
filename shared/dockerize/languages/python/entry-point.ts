import type { ServingProcess } from './frameworks/framework.ts'
import { listenersIn } from './listen.ts'
import type { Project } from './project.ts'
import { canonical } from './requirements.ts'
import { processOf } from './scripts.ts'
import type { Source } from './source.ts'

const NAMES = /^(?:start|serve|server|web|api|run|app)$/

/**
 * The command of `[project.scripts]` that starts the server, where the project is installed and its source listens. Of
 * several the one that is called as the project, or like a server. Source: PyPA specifications, "Entry points".
 */
export function entryPoint(source: Source, { pyproject }: Project): ServingProcess | undefined {
  if (pyproject?.get('build-system') === undefined) return undefined
  const tables = [
    ['project', 'scripts'],
    ['tool', 'poetry', 'scripts'],
  ]
  const name = canonical(
    (pyproject.string('project', 'name') ?? pyproject.string('tool', 'poetry', 'name'))?.value ?? '',
  )
  const scripts = tables.flatMap((path) =>
    Object.keys(pyproject.table(...path)).map((key) => ({ key, path })),
  )
  const chosen =
    scripts.find(({ key }) => canonical(key) === name) ??
    scripts.find(({ key }) => NAMES.test(key)) ??
    (scripts.length === 1 ? scripts[0] : undefined)
  const target = chosen && pyproject.string(...chosen.path, chosen.key)
  if (chosen === undefined || target === undefined) return undefined
  const module = target.value.split(':')[0]?.trim().replaceAll('.', '/') ?? ''
  const own = source.files.filter(
    (file) => file.endsWith(`${module}.py`) || file.endsWith(`${module}/__init__.py`),
  )
  const listener = [...own, ...source.files].flatMap((file) => listenersIn(source, file))[0]
  if (listener === undefined) return undefined
  return {
    ...processOf(source, { argv: [chosen.key], path: '' }, listener),
    found: { ...target, value: [chosen.key] },
  }
}

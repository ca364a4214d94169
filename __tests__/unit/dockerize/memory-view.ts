import { UserError } from '../../../shared/errors.ts'
import { labelled } from '../../../shared/dockerize/image/labels.ts'
import { renderDockerfile } from '../../../shared/dockerize/render/dockerfile.ts'
import { explanation } from '../../../shared/dockerize/render/values.ts'
import { chooseProvider } from '../../../shared/dockerize/languages/providers.ts'
import type { Overrides, Plan, Request } from '../../../shared/dockerize/plan.ts'
import { appIn, type App, type FileView } from '../../../shared/dockerize/view/file-view.ts'

/** A repository of these files, by path; objects become JSON with one member a line. */
export function memoryView(files: Readonly<Record<string, string | object>>): FileView {
  const texts = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content : JSON.stringify(content, undefined, 2),
    ]),
  )
  const text = (path: string): string | undefined => texts.get(path)
  return {
    text,
    head: text,
    isFile: (path) => texts.has(path),
    isFolder: (path) => [...texts.keys()].some((name) => name.startsWith(`${path}/`)),
    list: (folder) => {
      const inside = [...texts.keys()]
        .filter((path) => folder === '' || path.startsWith(`${folder}/`))
        .map((path) => (folder === '' ? path : path.slice(folder.length + 1)))
      const names = [...new Set(inside.map((path) => path.split('/')[0] ?? ''))].sort()
      return names.map((name) => ({ name, kind: inside.includes(name) ? 'file' : 'folder' }))
    },
  }
}

export function memoryApp(files: Readonly<Record<string, string | object>>, folder = ''): App {
  return appIn(memoryView(files), folder)
}

/** 2026-11-25, so that what is past its end of life stays so. */
export const NOW = Date.UTC(2026, 10, 25)

export interface Planned extends Plan {
  readonly dockerfile: string
}

/** What is planned for these files, with the Dockerfile's text. */
export function planFor(
  files: Readonly<Record<string, string | object>>,
  overrides: Overrides = {},
  request: Partial<Request> & { readonly folder?: string } = {},
): Planned {
  const { folder, ...rest } = request
  const app = memoryApp(files, folder)
  const plan = chooseProvider(app, overrides.framework).provider.plan(app, {
    lambda: 'auto',
    now: NOW,
    ...rest,
    overrides,
  })
  return { ...plan, dockerfile: renderDockerfile(explanation(plan), labelled(plan.stages, plan.about)) }
}

/** An Express server with a lockfile, to vary. */
export const expressFiles = {
  'package.json': {
    scripts: { start: 'node server.js' },
    dependencies: { express: '^5.0.0' },
  },
  'package-lock.json': '{}',
  'server.js':
    "const app = require('express')()\napp.get('/healthy', ok)\napp.listen(process.env.PORT || 8080)\n",
}

/** The UserError that some work ends in. */
export function errorOf(work: () => unknown): UserError {
  try {
    work()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

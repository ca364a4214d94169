import { UserError } from '../../../../errors.ts'
import { withValue, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { NodeFramework, Output } from '../frameworks/framework.ts'
import { next } from '../frameworks/next.ts'
import type { Manifest } from '../manifest.ts'
import { readSource } from '../source.ts'
import type { Project } from '../workspace/project.ts'
import { serverOf } from './plan.ts'
import { nxPackage, type NxProject } from './project.ts'

/**
 * What Nx knows of a package of a workspace that says nothing by itself: its dependencies may all stand at the top, and
 * its build and start are targets. Undefined where it has scripts of its own, or no such package. Throws a UserError for
 * a build that goes out of its folder.
 */
export function nxFramework(
  app: App,
  manifest: Manifest,
  project: Project,
  input: string | undefined,
): { readonly framework: NodeFramework; readonly found: Found<string> } | undefined {
  if (project.place === '' || manifest.scripts.size > 0) return undefined
  const nx = nxPackage(app, manifest)
  if (nx?.top.folder !== project.top.folder) return undefined
  const origin = { file: app.at('package.json'), why: 'Nx' }
  if (nx.kind === 'next') return { framework: next, found: { value: next.name, ...origin } }
  const server = nx.kind === 'server' ? serverOf(app, readSource(app), project.manifest, input) : undefined
  const framework: NodeFramework = {
    name: server?.name ?? 'nx',
    packages: [],
    ...server,
    build: 'node_modules/.bin/nx build',
    output: () => outputOf(app, nx, { value: below(nx, nx.output, app), ...origin }),
  }
  return { framework, found: { value: framework.name, ...origin } }
}

function outputOf(app: App, nx: NxProject, folder: Found<string>): Output | undefined {
  if (nx.kind === 'site') return { kind: 'site', folder, fallback: true }
  return {
    kind: 'server',
    run: withValue(folder, ['node', below(nx, nx.main, app)]),
    built: [
      { from: folder.value, to: folder.value },
      { from: 'package.json', to: 'package.json' },
    ],
    modules: true,
  }
}

function below({ place }: NxProject, path: string, app: App): string {
  if (path.startsWith(`${place}/`)) return path.slice(place.length + 1)
  throw new UserError(
    `Nx builds ${app.at('') || 'the application'} into ${path}, which is outside of the application's folder.`,
    'Let its target "build" write into a folder of the application, for example dist.',
  )
}

import { UserError } from '../../../errors.ts'
import { sources, type App } from '../../view/file-view.ts'
import { findFramework, plainNode } from './frameworks/index.ts'
import type { NodeFramework } from './frameworks/framework.ts'
import { nxPackage, nxProject } from './nx/project.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { SCRIPTS } from './scripts.ts'
import { listens } from './source.ts'
import { onlyHoldsPackages } from './workspace/holds-packages.ts'

// Manifests of languages whose applications have a package.json for their assets.
const OTHERS = ['manage.py', 'requirements.txt', 'pyproject.toml', 'artisan', 'Gemfile', 'go.mod']
const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts']
const SOURCES = 60

/**
 * Whether a folder has an application of Node.js or Bun, or a package.json for something else: a library, the top of a
 * workspace that only starts its packages, the assets of another language.
 */
export function detectNode(app: App): 'application' | 'helper' | undefined {
  const manifest = readManifest(app)
  if (manifest === undefined) {
    if (nxProject(app) !== undefined) return 'application'
    return otherManifest(app) === undefined ? undefined : 'helper'
  }
  const { framework } = findFramework(app, manifest, undefined)
  if (framework.output === undefined && onlyHoldsPackages(app)) return 'helper'
  // Of the values alone: where they stand is not asked for each of a thousand packages.
  const starts = SCRIPTS.slice(0, 3).some((name) => typeof manifest.json.get('scripts', name) === 'string')
  if (starts) return 'application'
  if (manifest.scripts.size === 0 && nxPackage(app, manifest) !== undefined) return 'application'
  if (framework === plainNode || isForOthers(framework, manifest)) return 'helper'
  // A package of a workspace that only exports something.
  const exported = ['main', 'module', 'exports', 'types'].some(
    (name) => manifest.json.get(name) !== undefined,
  )
  if (app.folder !== '' && manifest.scripts.size === 0 && exported && !serves(app)) return 'helper'
  // A bundler beside another language makes that application's assets.
  const assets = OTHERS.some((name) => app.files.isFile(name)) && makesSite(framework, app, manifest)
  if (assets) return 'helper'
  const itself = framework.output !== undefined || framework.entry !== undefined || serves(app)
  return itself ? 'application' : 'helper'
}

/** A manifest in a format that pnpm alone reads. Source: pnpm's documentation, "package.json". */
export function otherManifest(app: App): string | undefined {
  return ['package.yaml', 'package.json5'].find((name) => app.files.isFile(name))
}

/** A package for applications of a framework names it as what they bring. Source: docs.npmjs.com, peerDependencies. */
function isForOthers({ packages }: NodeFramework, { json }: Manifest): boolean {
  return packages.some((name) => json.get('peerDependencies', name) !== undefined)
}

/** Whether some file starts a server: a library that only depends on a server's framework has none. */
function serves(app: App): boolean {
  return (
    app.files.isFile('Procfile') || sources(app.files, ENDINGS, SOURCES).some((path) => listens(app, path))
  )
}

/** Whether its build gives files; false too for what cannot run, which the plan will say. */
function makesSite({ output }: NodeFramework, app: App, manifest: Manifest): boolean {
  try {
    return output?.(app, manifest)?.kind === 'site'
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

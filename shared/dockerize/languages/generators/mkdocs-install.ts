import { UserError } from '../../../errors.ts'
import { copyOnly, MANIFESTS_FIRST } from '../../image/copies.ts'
import { originOf, type Found, type Warning } from '../../found.ts'
import { steps, type Step } from '../../image/steps.ts'
import { textAt, type Document } from '../../parse/document.ts'
import { uv as uvManager } from '../python/managers/uv.ts'
import { readProject } from '../python/project.ts'
import { readRequirements } from '../python/requirements.ts'
import type { App } from '../../view/file-view.ts'

/** How MkDocs and its plugins get into the build. */
export interface MkdocsInstall {
  readonly found: Found<string>
  readonly steps: readonly Step[]
  /** Goes before its command line. */
  readonly prefix: string
  /** Debian packages that installing takes. */
  readonly packages: readonly string[]
  readonly warnings: readonly Warning[]
}

const REQUIREMENTS = [
  'requirements.txt',
  'docs/requirements.txt',
  'requirements-docs.txt',
  'docs-requirements.txt',
  'requirements/docs.txt',
  'requirements-dev.txt',
]
// The last release of the line that themes and plugins are made for.
const MKDOCS = 'mkdocs==1.6.1'

/** A list of requirements that names MkDocs or a theme of it, a lockfile of uv or Poetry, else MkDocs alone. */
export function mkdocsInstall(
  app: App,
  settings: Document | undefined,
  plugins: ReadonlyMap<string, Found<string>>,
): MkdocsInstall {
  for (const name of REQUIREMENTS) {
    if (!app.files.isFile(name)) continue
    const { packages, files, git } = readRequirements(app, name)
    const origin = [...packages].find(([package_]) => package_.startsWith('mkdocs'))?.[1]
    if (origin === undefined) continue
    return {
      found: { ...origin, value: 'pip' },
      steps: pip(copyOnly(app, inside(app, files), MANIFESTS_FIRST), `--requirement ${name}`),
      prefix: '',
      packages: git ? ['git'] : [],
      warnings: [],
    }
  }
  if (app.files.isFile('uv.lock')) return uv(app)
  if (app.files.isFile('poetry.lock')) return poetry(app)
  return alone(app, settings, plugins)
}

/** Paths of the repository as the application's; what is outside of its folder is none. */
function inside({ folder }: App, paths: readonly string[]): readonly string[] {
  if (folder === '') return paths
  return paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []))
}

function pip(copies: readonly Step[], what: string): readonly Step[] {
  return [
    ...copies,
    {
      kind: 'run',
      commands: [`pip install ${what}`],
      mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
    },
  ]
}

// Development groups, too: that is where projects have what makes their documentation.
function uv(app: App): MkdocsInstall {
  const { setup, env, mounts } = uvManager(app, readProject(app), undefined)
  return {
    found: { value: 'uv', file: app.at('uv.lock') },
    steps: steps(
      setup,
      env !== undefined && { kind: 'env', values: env },
      ...copyOnly(app, ['pyproject.toml', 'uv.lock'], MANIFESTS_FIRST),
      { kind: 'run', commands: ['uv sync --locked --all-groups --all-extras --no-install-project'], mounts },
    ),
    prefix: 'uv run --no-sync ',
    packages: [],
    warnings: [],
  }
}

function poetry(app: App): MkdocsInstall {
  return {
    found: { value: 'poetry', file: app.at('poetry.lock') },
    steps: [
      ...pip(copyOnly(app, ['pyproject.toml', 'poetry.lock'], MANIFESTS_FIRST), 'poetry'),
      { kind: 'run', commands: ['poetry install --no-root --no-interaction --all-extras'] },
    ],
    prefix: 'poetry run ',
    packages: [],
    warnings: [],
  }
}

function alone(
  app: App,
  settings: Document | undefined,
  plugins: ReadonlyMap<string, Found<string>>,
): MkdocsInstall {
  const theme =
    settings === undefined ? undefined : (textAt(settings, 'theme', 'name') ?? textAt(settings, 'theme'))
  const foreign = theme === undefined || ['mkdocs', 'readthedocs'].includes(theme.value) ? undefined : theme
  const plugin = [...plugins.values()].find(({ value }) => value !== 'search')
  const missing = foreign ?? plugin
  if (missing !== undefined) {
    throw new UserError(
      `Nothing says which package brings the ${missing === foreign ? 'theme' : 'plugin'} "${missing.value}" (${originOf(missing)}): looked for MkDocs in ${REQUIREMENTS.join(', ')}, uv.lock and poetry.lock.`,
      'List MkDocs, its theme and its plugins in a requirements.txt, for example `mkdocs-material`.',
    )
  }
  return {
    found: { value: 'pip', why: 'nothing is listed' },
    steps: pip([], MKDOCS),
    prefix: '',
    packages: [],
    warnings: [
      {
        text: `No file lists MkDocs: ${MKDOCS} is installed. A requirements.txt with "mkdocs" would pin it.`,
        file: settings?.file ?? app.at(''),
      },
    ],
  }
}

import type { Found, Warning } from '../../../found.ts'
import type { Mount } from '../../../image/steps.ts'
import type { App } from '../../../view/file-view.ts'
import { beside } from '../layout.ts'
import type { Project } from '../project.ts'
import type { Requirements } from '../requirements.ts'
import { setupDependencies } from '../setup-files.ts'
import { minor } from '../wheels.ts'
import { secretVariable, type PythonManager } from './manager.ts'

// Both print what a manifest lists, a requirement a line.
const FROM_PYPROJECT =
  "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\\n')"
const FROM_SETUP_CFG =
  "import configparser; c = configparser.ConfigParser(); c.read('setup.cfg'); print(c['options']['install_requires'])"

const CACHE: Mount = { type: 'cache', target: '/root/.cache/pip' }
/** Source: pip's documentation, "Configuration": PIP_INDEX_URL is --index-url. */
const INDEX = secretVariable('PIP_INDEX_URL')
/** Source: the same, "Location": the file of all users. */
const CONFIGURATION: Mount = { type: 'secret', id: 'pip.conf', target: '/etc/pip.conf' }

/** pip with a requirements file. */
export function pip(
  app: App,
  requirements: Requirements,
  considered: Found<string>['considered'],
): PythonManager {
  const { top, local, folders, editable, hashed, variables, index } = requirements
  const files = [...requirements.files, ...requirements.archives]
  const source = compiledFrom(app, top)
  const settings = index || app.files.isFile('pip.conf') ? [CONFIGURATION] : []
  return {
    found: {
      value: source === undefined ? 'pip' : 'pip-tools',
      file: app.at(top),
      ...(considered === undefined ? {} : { considered }),
    },
    files: local ? undefined : files,
    ...(folders.length > 0 ? { siblings: folders, siblingsFirst: true, editable } : {}),
    outside: beside(app, files),
    mounts: [CACHE, INDEX, ...settings, ...variables.map(secretVariable)],
    install: (added) => [['pip install', `--requirement ${top}`, ...added].join(' ')],
    ...(hashed ? { hashed, addCommand: addToHashed(source, top) } : {}),
    warnings: uncompiled(app, requirements),
  }
}

/** The file that a requirements file is compiled from. Source: pip-tools' documentation: the same name with .in. */
function compiledFrom(app: App, top: string): string | undefined {
  const source = top.replace(/\.txt$/, '.in')
  return source !== top && app.files.isFile(source) ? source : undefined
}

function addToHashed(source: string | undefined, top: string): string {
  return source === undefined ? `Add to ${top}, with its hash:` : `Add to ${source}, and compile it again:`
}

function uncompiled(app: App, { top, packages, pins }: Requirements): readonly Warning[] {
  if (top.endsWith('.in')) {
    return [
      {
        text: `${top} is not compiled: each build may install other versions. Commit what "pip-compile ${top}" makes of it.`,
        file: app.at(top),
      },
    ]
  }
  const loose = [...packages.values()].find(({ value }) => !pins.has(value.replace(/\[.*$/, '')))
  if (loose === undefined) return []
  const { file, line } = loose
  const text = `${loose.value} is not pinned to a version: each build may install another one.`
  return [{ text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }]
}

/**
 * pip with a pyproject.toml or setup.py that no lockfile accompanies: dependencies first where the file lists them. 3.11
 * is the first Python that reads TOML by itself.
 */
export function pipProject(app: App, { pyproject }: Project, version: string): PythonManager {
  const file = pyproject?.get('project') === undefined ? setupFile(app) : 'pyproject.toml'
  const listed = Array.isArray(pyproject?.get('project', 'dependencies'))
  const packaged = pyproject?.get('build-system') !== undefined || pyproject?.get('project') === undefined
  const backend = pyproject?.string('build-system', 'build-backend')
  const hatch =
    backend?.value.startsWith('hatchling') === true || pyproject?.get('tool', 'hatch') !== undefined
  const found = { value: hatch ? 'hatch' : 'pip', file: app.at(file) }
  const warnings = [
    {
      text: 'There is no lockfile: each build may install other versions. Commit uv.lock, poetry.lock or a requirements.txt with versions.',
      file: app.at(file),
    },
  ]
  const mounts = [CACHE, INDEX]
  const listing =
    listed && minor(version) >= 11
      ? { manifest: 'pyproject.toml', script: FROM_PYPROJECT }
      : pyproject?.get('project') === undefined && setupConfigured(app)
        ? { manifest: 'setup.cfg', script: FROM_SETUP_CFG }
        : undefined
  if (listing !== undefined) {
    return {
      found,
      files: [app.at(listing.manifest)],
      mounts,
      install: (added) => [
        `python -c "${listing.script}" > /tmp/requirements.txt`,
        ['pip install --requirement /tmp/requirements.txt', ...added].join(' '),
      ],
      ...(packaged ? { installSelf: 'pip install --no-deps .' } : {}),
      warnings,
    }
  }
  return {
    found,
    files: undefined,
    mounts,
    install: (added) => [['pip install .', ...added].join(' ')],
    warnings,
  }
}

function setupConfigured(app: App): boolean {
  return setupDependencies(app).some(({ file }) => file === app.at('setup.cfg'))
}

function setupFile(app: App): string {
  return ['setup.cfg', 'setup.py'].find((name) => app.files.isFile(name)) ?? 'pyproject.toml'
}

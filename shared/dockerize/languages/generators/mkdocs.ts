import { copySource } from '../../image/copies.ts'
import { fromInput, warningAt, type Found, type Warning } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { aptInstall } from '../../image/apt.ts'
import { officialImage, steps } from '../../image/steps.ts'
import { isTable, textAt, type Document } from '../../parse/document.ts'
import type { Request } from '../../plan.ts'
import { readProject } from '../python/project.ts'
import { pythonVersion } from '../python/version.ts'
import type { App } from '../../view/file-view.ts'
import type { Generated, Generator } from './generator.ts'
import { mkdocsInstall } from './mkdocs-install.ts'
import { settingsFile } from './settings.ts'

const SETTINGS = ['mkdocs.yml', 'mkdocs.yaml']

/** MkDocs and its themes, in Python's own image. */
export const mkdocs: Generator = {
  name: 'mkdocs',
  lookedFor: 'mkdocs.yml',
  detect: (app) => {
    const file = SETTINGS.find((name) => app.files.isFile(name))
    return file === undefined ? undefined : { value: 'mkdocs', file: app.at(file) }
  },
  generate,
}

function generate(app: App, hints: Hints, request: Request): Generated {
  const { overrides, baseRegistry } = request
  const settings = settingsFile(app, SETTINGS)
  const version = pythonVersion(app, readProject(app), overrides.version)
  const names = pluginsOf(settings)
  const install = mkdocsInstall(app, settings, names)
  const build: Found<string> =
    overrides.buildCommand === undefined
      ? buildLine(hints, install.prefix)
      : fromInput(overrides.buildCommand, 'build-command')
  // Source: Material for MkDocs, "Image processing": what draws the social cards.
  const cairo = names.has('social') ? ['libcairo2', 'libfreetype6', 'libjpeg62-turbo', 'libpng16-16'] : []
  return {
    version,
    packageManager: install.found,
    build,
    folder: (settings === undefined ? undefined : textAt(settings, 'site_dir')?.value) ?? 'site',
    stages: [
      {
        name: 'build',
        base: officialImage(baseRegistry, `python:${version.value}-slim`),
        steps: steps(
          { kind: 'workdir', value: '/app' },
          aptInstall([...cairo, ...install.packages], 'What plugins load; not in the final stage.'),
          ...install.steps,
          copySource(app),
          { kind: 'run', commands: [build.value] },
        ),
      },
    ],
    ...(settings === undefined ? {} : titleOf(settings)),
    ignore: ['**/__pycache__', '**/.venv', '**/venv', '.cache'],
    warnings: [...install.warnings, ...historyWarnings(names)],
  }
}

function buildLine(hints: Hints, prefix: string): Found<string> {
  const { build } = hints
  const own = build !== undefined && /^(?:python3? -m )?mkdocs build\b[^$]*$/.test(build.value)
  return own
    ? { ...build, value: prefix + build.value }
    : { value: `${prefix}mkdocs build`, why: 'the build of MkDocs' }
}

/** The plugins by name, each with the place that names it. Source: MkDocs' documentation, "Configuration", plugins. */
function pluginsOf(settings: Document | undefined): ReadonlyMap<string, Found<string>> {
  const plugins = settings?.get('plugins')
  const entries: readonly (readonly [string, number | string])[] = isTable(plugins)
    ? Object.keys(plugins).map((name) => [name, name])
    : (Array.isArray(plugins) ? plugins : []).flatMap((entry: unknown, index) => {
        const name = isTable(entry) ? Object.keys(entry)[0] : entry
        return typeof name === 'string' ? [[name, index] as const] : []
      })
  return new Map(
    entries.map(([name, key]) => {
      const line = settings?.lineOf('plugins', key)
      return [name, { value: name, file: settings?.file ?? '', ...(line === undefined ? {} : { line }) }]
    }),
  )
}

function titleOf(settings: Document): { readonly title?: string } {
  const title = textAt(settings, 'site_name')
  return title === undefined ? {} : { title: title.value }
}

function historyWarnings(plugins: ReadonlyMap<string, Found<string>>): readonly Warning[] {
  return [...plugins.values()]
    .filter(({ value }) => value.startsWith('git-'))
    .map((plugin) =>
      warningAt(
        plugin,
        `The plugin "${plugin.value}" reads the history of the repository, which the image is built without: let it fall back ("fallback_to_build_date"), or take ".git" out of .dockerignore.`,
      ),
    )
}

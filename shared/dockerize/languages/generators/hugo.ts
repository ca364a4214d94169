import { readNodeTools } from '../node/assets.ts'
import { copySource } from '../../image/copies.ts'
import { fromInput, originOf, warningAt, withValue, type Found, type Warning } from '../../found.ts'
import { UserError } from '../../../errors.ts'
import type { Hints } from '../../hints/index.ts'
import { steps, type Stage, type Step } from '../../image/steps.ts'
import { foundAt, textAt, type Document } from '../../parse/document.ts'
import { parseCommandLine } from '../../parse/shell.ts'
import type { Request } from '../../plan.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import { baseWarnings } from './base-address.ts'
import type { Generated, Generator } from './generator.ts'
import { settingsFile, spelling } from './settings.ts'
import { requireTheme } from './themes.ts'

// Source: Hugo's documentation, "Configuration introduction": hugo.* since 0.110, config.* before, or folders of them.
const OWN = ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json']
const OLD = ['config.toml', 'config.yaml', 'config.yml', 'config.json']
const FOLDER = 'config/_default/'

// Source: the releases of gohugoio/hugo; their image is published since 0.132.
const NEWEST = '0.165.0'
const FIRST_OFFICIAL = 132

/** Hugo, in its own image: with Dart Sass, Go for modules, and Node.js for PostCSS. */
export const hugo: Generator = {
  name: 'hugo',
  lookedFor: 'hugo.toml, or config.toml with the folder content',
  detect: (app) => {
    const settings = settingsOf(app)
    return settings === undefined ? undefined : { value: 'hugo', file: settings.file }
  },
  generate,
}

function settingsOf(app: App): Document | undefined {
  const own = settingsFile(app, [...OWN, ...OWN.map((name) => FOLDER + name)])
  if (own !== undefined) return own
  const folders = ['content', 'layouts', 'themes', 'archetypes'].some((name) => app.files.isFolder(name))
  if (!folders) return undefined
  const old = settingsFile(app, [...OLD, ...OLD.map((name) => FOLDER + name)])
  // Zola's is called the same, with a name for the address that is not Hugo's.
  const keys = ['baseURL', 'theme', 'languageCode', 'module']
  return old !== undefined && keys.some((key) => old.get(spelling(old, key)) !== undefined) ? old : undefined
}

function generate(app: App, hints: Hints, request: Request): Generated {
  const settings = settingsOf(app)
  const at = (key: string): Found<string> | undefined =>
    settings === undefined ? undefined : textAt(settings, spelling(settings, key))
  const themes = settings === undefined ? [] : themesOf(settings)
  for (const theme of themes) requireTheme(app, theme, at('themesDir')?.value ?? 'themes')
  const version = hugoVersion(app, hints, request)
  const build = buildLine(hints, request)
  const gitInfo = settings?.get(spelling(settings, 'enableGitInfo')) === true
  return {
    version,
    build,
    folder: destination(build.value) ?? at('publishDir')?.value ?? 'public',
    stages: [buildStage(app, version.value, build.value, gitInfo, request)],
    ...(at('title') === undefined ? {} : { title: at('title')?.value ?? '' }),
    ignore: ['.hugo_build.lock', 'hugo_stats.json'],
    warnings: [
      ...baseWarnings(at('baseURL')),
      ...(settings !== undefined && gitInfo ? [historyWarning(settings)] : []),
    ],
  }
}

/** Themes by name; those with a slash are modules, which Hugo fetches. */
function themesOf(settings: Document): readonly Found<string>[] {
  const key = spelling(settings, 'theme')
  const value = settings.get(key)
  const names = Array.isArray(value)
    ? value.map((_, index) => textAt(settings, key, index))
    : [textAt(settings, key)]
  return names.filter((name) => name !== undefined).filter(({ value: name }) => !name.includes('/'))
}

function hugoVersion(app: App, hints: Hints, { overrides }: Request): Found<string> {
  const pins = { files: ['.hugo-version', '.hvm'], tools: ['hugo', 'gohugo', 'hugo-extended'] }
  const asked = askedVersion(app, overrides.version, pins, [hints.variables.get('HUGO_VERSION')])
  if (asked === undefined) return { value: NEWEST, why: 'the newest release known' }
  const word = asked.value.replace(/^(?:v|extended_)/, '').replace(/[/_+-]?extended$/, '')
  if (word === 'latest') return withValue(asked, NEWEST)
  if (/^0\.\d+(?:\.\d+)?$/.test(word)) {
    return withValue(asked, word.split('.').length === 2 ? `${word}.0` : word)
  }
  throw new UserError(
    `"${asked.value}" (${originOf(asked)}) is no version of Hugo.`,
    `Set the input "version", for example to ${NEWEST}.`,
  )
}

function buildLine(hints: Hints, { overrides }: Request): Found<string> {
  if (overrides.buildCommand !== undefined) return fromInput(overrides.buildCommand, 'build-command')
  // Addresses of previews are variables of the platform.
  const hint = hints.build
  const own = hint !== undefined && /^hugo\b/.test(hint.value) && !hint.value.includes('$') ? hint : undefined
  return own ?? { value: 'hugo --gc --minify', why: 'the build of Hugo' }
}

/** The folder that a command line names. */
function destination(line: string): string | undefined {
  const words = parseCommandLine(line).segments.flatMap(({ argv }) => argv)
  for (const [index, word] of words.entries()) {
    const [flag, value = words[index + 1]] = word.split('=')
    if (flag === '-d' || flag === '--destination') return value
  }
  return undefined
}

function buildStage(app: App, version: string, build: string, gitInfo: boolean, request: Request): Stage {
  const tools = app.files.isFile('package.json') ? readNodeTools(app, request) : undefined
  const installs =
    tools !== undefined && tools.manifest.dependencies.size + tools.manifest.devDependencies.size > 0
  const official = Number(version.split('.')[1]) >= FIRST_OFFICIAL
  return {
    name: 'build',
    base: official ? `ghcr.io/gohugoio/hugo:v${version}` : `hugomods/hugo:exts-${version}`,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      ...(installs ? tools.install : []),
      copyOf(app, official),
      gitInfo && { kind: 'env', values: { HUGO_ENABLEGITINFO: 'false' } },
      { kind: 'run', commands: [build] },
    ),
  }
}

// The official image runs as a user of its own, to whom the working directory belongs.
function copyOf(app: App, official: boolean): Step {
  const source = copySource(app)
  return official && source.kind === 'copy' ? { ...source, owner: '1000:1000' } : source
}

function historyWarning(settings: Document): Warning {
  return warningAt(
    foundAt(settings, true, spelling(settings, 'enableGitInfo')),
    'The image is built without the history of the repository, so that pages have no dates from Git ("enableGitInfo").',
  )
}

import { UserError } from '../../../errors.ts'
import { copySource } from '../../image/copies.ts'
import { fromInput, originOf, withValue, type Found } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { parseCommandLine } from '../../parse/shell.ts'
import { textAt, type Document } from '../../parse/document.ts'
import type { Request } from '../../plan.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import { baseWarnings } from './base-address.ts'
import type { Generated, Generator } from './generator.ts'
import { settingsFile } from './settings.ts'
import { requireTheme } from './themes.ts'

// Source: the packages of getzola/zola.
const NEWEST = '0.23.3'

/** Zola, in its own image, which has nothing else: not even a shell. */
export const zola: Generator = {
  name: 'zola',
  lookedFor: 'config.toml with base_url',
  detect: (app) => {
    const settings = settingsOf(app)
    return settings === undefined ? undefined : { value: 'zola', file: settings.file }
  },
  generate,
}

// Source: Zola's documentation, "Configuration": base_url is the one setting that every site has.
function settingsOf(app: App): Document | undefined {
  const folders = ['content', 'templates', 'themes', 'sass'].some((name) => app.files.isFolder(name))
  const settings = folders ? settingsFile(app, ['zola.toml', 'config.toml']) : undefined
  return typeof settings?.get('base_url') === 'string' ? settings : undefined
}

function generate(app: App, hints: Hints, { overrides }: Request): Generated {
  const settings = settingsOf(app)
  const at = (key: string): Found<string> | undefined =>
    settings === undefined ? undefined : textAt(settings, key)
  const theme = at('theme')
  if (theme !== undefined) requireTheme(app, theme, 'themes')
  const version = zolaVersion(app, hints, overrides.version)
  const build: Found<string> =
    overrides.buildCommand === undefined
      ? { value: 'zola build', why: 'the build of Zola' }
      : fromInput(overrides.buildCommand, 'build-command')
  return {
    version,
    build,
    folder: at('output_dir')?.value ?? 'public',
    stages: [
      {
        name: 'build',
        base: `ghcr.io/getzola/zola:v${version.value}`,
        steps: [
          { kind: 'workdir', value: '/app' },
          copySource(app),
          { kind: 'run', why: ['By words, as the image has no shell.'], commands: [words(build)] },
        ],
      },
    ],
    ...(at('title') === undefined ? {} : { title: at('title')?.value ?? '' }),
    ignore: [],
    warnings: baseWarnings(at('base_url')),
  }
}

function words(build: Found<string>): string {
  const { segments, needsShell, single } = parseCommandLine(build.value)
  const argv = segments[0]?.argv ?? []
  if (single && !needsShell && argv[0] === 'zola')
    return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`
  throw new UserError(
    `"${build.value}" (${originOf(build)}) needs more than Zola, and its image has nothing else.`,
    'Set the input "build-command" to a command line of zola alone, for example to "zola build --drafts".',
  )
}

function zolaVersion(app: App, hints: Hints, input: string | undefined): Found<string> {
  const asked = askedVersion(app, input, { files: [], tools: ['zola'] }, [
    hints.variables.get('ZOLA_VERSION'),
  ])
  if (asked === undefined) return { value: NEWEST, why: 'the newest release known' }
  const word = asked.value.replace(/^v/, '')
  if (word === 'latest') return withValue(asked, NEWEST)
  if (/^\d+\.\d+(?:\.\d+)?$/.test(word))
    return withValue(asked, word.split('.').length === 2 ? `${word}.0` : word)
  throw new UserError(
    `"${asked.value}" (${originOf(asked)}) is no version of Zola.`,
    `Set the input "version", for example to ${NEWEST}.`,
  )
}

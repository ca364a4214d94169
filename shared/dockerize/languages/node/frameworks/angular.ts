import { UserError } from '../../../../errors.ts'
import { withValue, type Found } from '../../../found.ts'
import { parseJson } from '../../../parse/json.ts'
import { isTable } from '../../../parse/toml.ts'
import type { App } from '../../../view/file-view.ts'
import type { NodeFramework, Output } from './framework.ts'
import { asBuilt, folderFrom } from './helpers.ts'

/** Angular: a single page, or with server-side rendering a server that carries its dependencies. */
export const angular: NodeFramework = {
  name: 'angular',
  packages: ['@angular/core'],
  unless: ['@analogjs/platform'],
  port: 4000,
  build: 'node_modules/.bin/ng build',
  buildEnv: { NG_CLI_ANALYTICS: 'false' },
  leaves: ['dist', '.angular'],
  output: (app): Output | undefined => {
    const build = buildTarget(app)
    if (build === undefined) return undefined
    const { options, builder, out, browser } = build
    // Only this builder puts what browsers load into a folder of its own. Source: angular.dev, "Migrating to the new build system".
    const application = builder === undefined || builder.endsWith(':application')
    const site: Output = {
      kind: 'site',
      folder: application && browser !== '' ? withValue(out, `${out.value}/${browser}`) : out,
      fallback: true,
    }
    const rendered = options['ssr'] !== undefined && options['ssr'] !== false
    if (!application || !rendered || options['outputMode'] === 'static') return site
    return {
      kind: 'server',
      run: { ...withValue(out, ['node', `${out.value}/server/server.mjs`]), why: 'server-side rendering' },
      modules: false,
      built: [asBuilt(out.value)],
    }
  },
}

interface BuildTarget {
  readonly options: Readonly<Record<string, unknown>>
  readonly builder: string | undefined
  readonly out: Found<string>
  /** The folder below `out` for what browsers load. */
  readonly browser: string
}

/** The build of the first application in angular.json, or of the one that it calls the default. */
function buildTarget(app: App): BuildTarget | undefined {
  const text = app.files.text('angular.json')
  if (text === undefined) return undefined
  const json = parseJson(app.at('angular.json'), text, 'jsonc')
  const projects = json.get('projects')
  const names = Object.entries(isTable(projects) ? projects : {}).flatMap(([name, project]) =>
    isTable(project) && project['projectType'] !== 'library' ? [name] : [],
  )
  const standard = json.string('defaultProject')?.value
  const name = names.find((one) => one === standard) ?? names[0]
  if (name === undefined) {
    throw new UserError(
      `${json.file} has no application.`,
      'Set the input "root-directory" to the folder of one.',
    )
  }
  const key = json.has('projects', name, 'architect') ? 'architect' : 'targets'
  const path = ['projects', name, key, 'build'] as const
  const options = json.get(...path, 'options')
  const base =
    json.string(...path, 'options', 'outputPath') ?? json.string(...path, 'options', 'outputPath', 'base')
  const browser = json.string(...path, 'options', 'outputPath', 'browser')
  const line = json.lineOf('projects', name)
  return {
    options: isTable(options) ? options : {},
    builder: json.string(...path, 'builder')?.value,
    out:
      base === undefined
        ? {
            value: `dist/${name}`,
            file: json.file,
            ...(line === undefined ? {} : { line }),
            why: 'the default of Angular',
          }
        : folderFrom(base),
    browser: browser?.value ?? 'browser',
  }
}

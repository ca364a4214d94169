import { UserError } from '../../../../errors.ts'
import { withValue, type Found, type Warning } from '../../../found.ts'
import { parseJson } from '../../../parse/json.ts'
import { isTable } from '../../../parse/toml.ts'
import type { App } from '../../../view/file-view.ts'
import type { NodeFramework, Output, ServerOutput } from './framework.ts'
import type { Manifest } from '../manifest.ts'
import { asBuilt, folderFrom, majorOf } from './helpers.ts'

/** Angular: a single page, or with server-side rendering a server that carries its dependencies. */
export const angular: NodeFramework = {
  name: 'angular',
  packages: ['@angular/core'],
  unless: ['@analogjs/platform'],
  port: 4000,
  build: 'node_modules/.bin/ng build',
  buildEnv: { NG_CLI_ANALYTICS: 'false' },
  leaves: ['dist', '.angular'],
  output: (app, manifest): Output | undefined => {
    const build = buildTarget(app)
    if (build === undefined) return undefined
    const { options, builder, out, browser } = build
    // Only this builder puts what browsers load into a folder of its own. Source: angular.dev, "Migrating to the new build system".
    const application = builder === undefined || builder.endsWith(':application')
    const rendered = options['ssr'] !== undefined && options['ssr'] !== false
    const site: Output = {
      kind: 'site',
      folder: application && browser !== '' ? withValue(out, `${out.value}/${browser}`) : out,
      // What is rendered by browsers alone has a page of its own, even where that is all (seen with Angular 22).
      fallback: rendered && options['outputMode'] === 'static' ? 'index.csr.html' : true,
    }
    if (!application || !rendered || options['outputMode'] === 'static') return site
    return {
      kind: 'server',
      run: { ...withValue(out, ['node', `${out.value}/server/server.mjs`]), why: 'server-side rendering' },
      modules: false,
      built: [asBuilt(out.value)],
      ...knownHosts(manifest, build),
    }
  },
}

/**
 * Angular 21 and later render for hosts that they know, and answer 400 to others: health checks ask for 127.0.0.1. Source:
 * angular.dev, "Security", Preventing Server-Side Request Forgery; NG_ALLOWED_HOSTS adds to angular.json.
 */
function knownHosts(
  manifest: Manifest,
  { hosts, place }: BuildTarget,
): Pick<ServerOutput, 'env' | 'warnings'> {
  if ((majorOf(manifest, '@angular/ssr') ?? HOSTS_SINCE) < HOSTS_SINCE) return {}
  const text =
    'Angular answers 400 to hosts that it does not know, and "security.allowedHosts" names none: set NG_ALLOWED_HOSTS of ' +
    'the container to its domains (the image has 127.0.0.1, for its health check), and let a load balancer, which asks by ' +
    'address, check a path that the server answers itself.'
  return {
    env: { NG_ALLOWED_HOSTS: '127.0.0.1' },
    ...(hosts ? {} : { warnings: [{ ...place, text }] }),
  }
}

const HOSTS_SINCE = 21

interface BuildTarget {
  readonly options: Readonly<Record<string, unknown>>
  readonly builder: string | undefined
  readonly out: Found<string>
  /** The folder below `out` for what browsers load. */
  readonly browser: string
  /** Whether it names hosts that it renders for, and where they stand or should. */
  readonly hosts: boolean
  readonly place: Omit<Warning, 'text'>
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
  const hosts = json.get(...path, 'options', 'security', 'allowedHosts')
  const hostsLine = json.lineOf(...path, 'options', 'security', 'allowedHosts') ?? line
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
    hosts: Array.isArray(hosts) && hosts.length > 0,
    place: { file: json.file, ...(hostsLine === undefined ? {} : { line: hostsLine }) },
  }
}

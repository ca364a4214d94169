import { withValue, type Found, type Warning } from '../../../found.ts'
import { sources, type App } from '../../../view/file-view.ts'
import { parseJson } from '../../../parse/json.ts'
import { readConfig } from '../config/index.ts'
import { readManifest } from '../manifest.ts'
import type { NodeFramework, Output } from './framework.ts'
import { basePath, folderFrom, optionIn } from './helpers.ts'

type Folder = (app: App, script: Found<string> | undefined) => Found<string> | undefined

interface Site {
  readonly name: string
  readonly packages: readonly string[]
  /** Its command for a build. */
  readonly build: string
  /** The folder it builds into where nothing says otherwise. */
  readonly folder: string
  /** What its configuration or the build script says. */
  readonly named?: Folder
  /** A single page that routes by itself. */
  readonly page: boolean | ((app: App) => boolean)
  /** The path that links begin with, as its configuration or the build script says. */
  readonly base?: (app: App, script: Found<string> | undefined) => Found<string> | undefined
  readonly buildEnv?: NodeFramework['buildEnv']
  /** What of the application the files alone do not do. */
  readonly warnings?: (app: App) => readonly Warning[]
  readonly leaves?: readonly string[]
  readonly unless?: readonly string[]
}

function site({
  name,
  packages,
  build,
  folder,
  named,
  page,
  base,
  buildEnv,
  warnings,
  leaves = [],
  unless = [],
}: Site): NodeFramework {
  return {
    name,
    packages,
    unless,
    build: `node_modules/.bin/${build}`,
    leaves,
    ...(buildEnv === undefined ? {} : { buildEnv }),
    output: (app, manifest): Output => {
      const found = named?.(app, manifest.scripts.get('build'))
      return {
        kind: 'site',
        folder: found === undefined ? { value: folder, why: `the default of ${name}` } : folderFrom(found),
        fallback: typeof page === 'boolean' ? page : page(app),
        ...basePath(base?.(app, manifest.scripts.get('build'))),
        ...(warnings === undefined ? {} : { warnings: warnings(app) }),
      }
    },
  }
}

/** Frameworks and generators whose build is a folder of files, and that differ in nothing but its name. */
export const SITES: readonly NodeFramework[] = [
  site({
    name: 'create-react-app',
    packages: ['react-scripts', 'react-app-rewired', '@craco/craco'],
    build: 'react-scripts build',
    folder: 'build',
    page: true,
    base: homepage,
  }),
  site({
    name: 'vue-cli',
    packages: ['@vue/cli-service'],
    build: 'vue-cli-service build',
    folder: 'dist',
    named: (app, script) => optionIn(script, '--dest') ?? readConfig(app, 'vue.config')?.string('outputDir'),
    page: true,
    base: (app) => readConfig(app, 'vue.config')?.string('publicPath'),
  }),
  site({
    name: 'gatsby',
    packages: ['gatsby'],
    build: 'gatsby build',
    folder: 'public',
    page: false,
    // Source: gatsbyjs.com, "Adding a Path Prefix": only with this option.
    base: (app, script) =>
      script?.value.includes('--prefix-paths') === true
        ? readConfig(app, 'gatsby-config')?.string('pathPrefix')
        : undefined,
    buildEnv: { GATSBY_TELEMETRY_DISABLED: '1' },
    warnings: gatsbyFunctions,
    leaves: ['.cache'],
  }),
  site({
    name: 'docusaurus',
    packages: ['@docusaurus/core'],
    build: 'docusaurus build',
    folder: 'build',
    named: (_, script) => optionIn(script, '--out-dir'),
    page: false,
    base: (app) => readConfig(app, 'docusaurus.config')?.string('baseUrl'),
    leaves: ['.docusaurus'],
  }),
  site({ name: 'umi', packages: ['umi', '@umijs/max'], build: 'umi build', folder: 'dist', page: true }),
  site({ name: 'stencil', packages: ['@stencil/core'], build: 'stencil build', folder: 'www', page: true }),
  site({
    name: 'sanity',
    packages: ['sanity', '@sanity/base'],
    build: 'sanity build',
    folder: 'dist',
    page: true,
  }),
  site({ name: 'preact-cli', packages: ['preact-cli'], build: 'preact build', folder: 'build', page: true }),
  site({
    name: 'brunch',
    packages: ['brunch'],
    build: 'brunch build --production',
    folder: 'public',
    page: true,
  }),
  site({ name: 'hexo', packages: ['hexo'], build: 'hexo generate', folder: 'public', page: false }),
  site({
    name: 'rspress',
    packages: ['rspress', '@rspress/core'],
    build: 'rspress build',
    folder: 'doc_build',
    named: (app) => readConfig(app, 'rspress.config')?.string('outDir'),
    page: false,
  }),
  site({
    name: 'rsbuild',
    packages: ['@rsbuild/core'],
    build: 'rsbuild build',
    folder: 'dist',
    named: (app) => {
      const config = readConfig(app, 'rsbuild.config')
      return config?.string('output', 'distPath', 'root') ?? config?.string('output', 'distPath')
    },
    page: true,
  }),
  site({
    name: 'ember',
    packages: ['ember-cli'],
    build: 'ember build --environment=production',
    folder: 'dist',
    page: true,
  }),
  site({
    name: 'parcel',
    packages: ['parcel'],
    build: 'parcel build',
    folder: 'dist',
    named: (_, script) => optionIn(script, '--dist-dir'),
    page: false,
    leaves: ['.parcel-cache'],
  }),
  site({
    name: 'expo',
    // Without it Expo builds for phones alone.
    packages: ['react-native-web'],
    unless: ['vite', 'webpack'],
    build: 'expo export --platform web',
    folder: 'dist',
    named: (_, script) => optionIn(script, '--output-dir'),
    page: (app) => !rendersPages(app),
    leaves: ['.expo', 'web-build'],
  }),
]

/** Source: gatsbyjs.com, "Getting Started with Gatsby Functions": files below src/api, which `gatsby serve` or a host runs. */
function gatsbyFunctions(app: App): readonly Warning[] {
  const file = sources(app.files, ['.js', '.ts']).find((path) => path.startsWith('src/api/'))
  if (file === undefined) return []
  const text = `Functions of Gatsby need a server, and the image serves files alone: ${file} does not answer.`
  return [{ text, file: app.at(file) }]
}

/** Source: create-react-app.dev, "Deployment", Building for Relative Paths: an address, of which the path counts. */
function homepage(app: App): Found<string> | undefined {
  const found = readManifest(app)?.json.string('homepage')
  if (found === undefined || !URL.canParse(found.value)) return found
  return withValue(found, new URL(found.value).pathname)
}

/** Whether the manifest of Expo asks for one file a page. Source: docs.expo.dev, "Static rendering". */
function rendersPages(app: App): boolean {
  const text = app.files.text('app.json')
  if (text === undefined) return false
  return parseJson(app.at('app.json'), text).string('expo', 'web', 'output')?.value === 'static'
}

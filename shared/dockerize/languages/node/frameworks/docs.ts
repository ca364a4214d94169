import { withValue, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { readConfig } from '../config/index.ts'
import type { Manifest } from '../manifest.ts'
import type { NodeFramework, Output } from './framework.ts'
import { basePath, folderFrom, optionIn } from './helpers.ts'

const SCRIPTS = ['docs:build', 'build:docs']

/** VitePress: pages of files, built beside its configuration. */
export const vitepress: NodeFramework = {
  name: 'vitepress',
  packages: ['vitepress'],
  buildScripts: SCRIPTS,
  output: (app, manifest): Output => docsSite(app, manifest, 'vitepress', 'outDir'),
}

/** VuePress: pages of files, built beside its configuration. */
export const vuepress: NodeFramework = {
  name: 'vuepress',
  packages: ['vuepress'],
  buildScripts: SCRIPTS,
  output: (app, manifest): Output => docsSite(app, manifest, 'vuepress', 'dest'),
}

function docsSite(app: App, manifest: Manifest, tool: string, key: string): Output {
  const root = docsRoot(app, manifest, tool)
  const config = readConfig(app, join(root.value, `.${tool}/config`))
  const named = config?.string(key)
  // VitePress counts from the documents' folder, VuePress from the application's.
  const from = tool === 'vitepress' ? root.value : ''
  const standard = withValue(root, join(root.value, `.${tool}/dist`))
  const folder = named === undefined ? standard : folderFrom(named, from)
  return { kind: 'site', folder, fallback: false, ...basePath(config?.string('base')) }
}

/** The folder of the documents: the one that the script builds, or the one with the tool's own folder in it. */
function docsRoot(app: App, manifest: Manifest, tool: string): Found<string> {
  for (const name of [...SCRIPTS, 'build']) {
    const root = optionIn(manifest.scripts.get(name), 'build')
    if (root !== undefined && app.files.isFolder(join(root.value, `.${tool}`)))
      return withValue(root, root.value.replace(/^\.\/|\/$/g, ''))
  }
  const folders = ['', ...app.files.list('').flatMap(({ name, kind }) => (kind === 'folder' ? [name] : []))]
  const value = folders.find((folder) => app.files.isFolder(join(folder, `.${tool}`))) ?? 'docs'
  return { value, why: `the folder with .${tool}` }
}

function join(folder: string, path: string): string {
  return folder === '' || folder === '.' ? path : `${folder}/${path}`
}

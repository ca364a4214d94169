import { posix } from 'node:path'
import type { App } from '../../../view/file-view.ts'
import { readConfig, type Config } from '../config/index.ts'
import type { NodeFramework, Output } from './framework.ts'
import { basePath, folderFrom, optionIn } from './helpers.ts'

/** Vite by itself: a single page application of files. A library or a server's bundle has no page. */
export const vite: NodeFramework = {
  name: 'vite',
  packages: ['vite', 'rolldown-vite'],
  build: 'node_modules/.bin/vite build',
  when: (app) => app.files.isFile(pageOf(app)),
  output: (app, manifest): Output | undefined => {
    const config = readConfig(app, 'vite.config')
    const script = manifest.scripts.get('build')
    const root = rootOf(config)
    if (!app.files.isFile(pageOf(app))) return undefined
    const named = optionIn(script, '--outDir') ?? config?.string('build', 'outDir')
    const folder = folderFrom(named ?? { value: 'dist', why: 'the default of Vite' }, root)
    const base = basePath(optionIn(script, '--base') ?? config?.string('base'))
    return { kind: 'site', folder, fallback: config?.string('appType')?.value !== 'mpa', ...base }
  },
}

function rootOf(config: Config | undefined): string {
  return posix.normalize(config?.string('root')?.value ?? '')
}

/** The page that everything is bundled for. */
function pageOf(app: App): string {
  return posix.join(rootOf(readConfig(app, 'vite.config')), 'index.html')
}

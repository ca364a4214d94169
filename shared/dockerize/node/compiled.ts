import { withValue, type Found } from '../found.ts'
import { parseJson } from '../parse/json.ts'
import type { App } from '../view/file-view.ts'
import type { Manifest } from './manifest.ts'
import { listeningFile, type Source } from './source.ts'

/** The file that a build makes of the application's entry, where no script starts one. */
export function compiledEntry(
  app: App,
  manifest: Manifest | undefined,
  source: Source,
): Found<string> | undefined {
  const entry = listeningFile(app, source.files, ['.ts', '.mts', '.cts'])
  const main = manifest?.json.string('main') ?? manifest?.json.string('module')
  if (main !== undefined && manifest?.scripts.has('build') === true && entry !== undefined) {
    return withValue(main, main.value.replace(/^\.\//, ''))
  }
  return entry === undefined ? undefined : compiledByTypeScript(app, entry)
}

function compiledByTypeScript(app: App, entry: Found<string>): Found<string> | undefined {
  const text = app.files.text('tsconfig.json')
  const json = text === undefined ? undefined : parseJson(app.at('tsconfig.json'), text, 'jsonc')
  const folder = json?.string('compilerOptions', 'outDir')
  if (folder === undefined) return undefined
  const root = tidy(
    json?.string('compilerOptions', 'rootDir')?.value ?? (entry.value.startsWith('src/') ? 'src' : '.'),
  )
  const inside = root === '.' ? entry.value : entry.value.replace(`${root}/`, '')
  return withValue(folder, `${tidy(folder.value)}/${inside.replace(/\.([cm]?)ts$/, '.$1js')}`)
}

function tidy(path: string): string {
  return path.replace(/^\.\/(?=.)/, '').replace(/\/+$/, '')
}

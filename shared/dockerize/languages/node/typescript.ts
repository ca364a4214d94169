import { posix } from 'node:path'
import { withValue, type Found } from '../../found.ts'
import { parseJson } from '../../parse/json.ts'
import type { App } from '../../view/file-view.ts'

/** Where the compiler puts what it makes of a file. Source: typescriptlang.org, "TSConfig", outDir and rootDir. */
export function compiledByTypeScript(app: App, entry: string, project?: string): Found<string> | undefined {
  const outDir = option(app, project ?? 'tsconfig.json', 'outDir')
  if (outDir === undefined) return undefined
  // Without one it is the folder that all files have in common, nearly always src where the entry is in it.
  const root =
    option(app, project ?? 'tsconfig.json', 'rootDir')?.value ?? (entry.startsWith('src/') ? 'src' : '.')
  const inside = posix.relative(root, entry)
  if (inside.startsWith('..')) return undefined
  return withValue(outDir, posix.join(outDir.value, inside.replace(/\.([cm]?)tsx?$/, '.$1js')))
}

/** An option of the compiler that is a path, from the application's folder, in a file or one that it extends. */
function option(app: App, path: string, name: string, depth = 0): Found<string> | undefined {
  const file = app.files.isFolder(path) ? posix.join(path, 'tsconfig.json') : path
  const text = app.files.text(file)
  if (text === undefined || depth > 5) return undefined
  const json = parseJson(app.at(file), text, 'jsonc')
  const found = json.string('compilerOptions', name)
  if (found !== undefined)
    return withValue(found, posix.join(posix.dirname(file), found.value.replace('${configDir}', '.')))
  const base = json.string('extends')?.value
  if (base?.startsWith('.') !== true) return undefined
  const named = posix.join(posix.dirname(file), base)
  return option(app, named.endsWith('.json') ? named : `${named}.json`, name, depth + 1)
}

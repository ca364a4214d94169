import { withValue, type Found } from '../../found.ts'
import { parseCommandLine } from '../../parse/shell.ts'
import type { App } from '../../view/file-view.ts'
import { BUILDERS, type Builder } from './builders.ts'
import type { Manifest } from './manifest.ts'
import { listeningFile, scriptFile, type Source } from './source.ts'
import { compiledByTypeScript } from './typescript.ts'
import { unwrap } from './wrappers.ts'

const SCRIPTS = ['build', 'build:server', 'compile']

/** The file that a build makes of the application's entry, where no script starts one. */
export function compiledEntry(
  app: App,
  manifest: Manifest | undefined,
  source: Source,
): Found<string> | undefined {
  const entry = listeningFile(app, source.files, ['.ts', '.mts', '.cts', '.js', '.mjs'])
  if (entry === undefined || manifest === undefined) return undefined
  const builds = SCRIPTS.some((name) => manifest.scripts.has(name))
  const main = manifest.json.string('main') ?? manifest.json.string('module')
  // What is written by hand into package.json is what the build is for; a file that is there already is no result of it.
  if (builds && main !== undefined && scriptFile(app, main.value) === undefined) {
    return withValue(main, main.value.replace(/^\.\//, ''))
  }
  for (const name of SCRIPTS) {
    const script = manifest.scripts.get(name)
    const made = script === undefined ? undefined : madeBy(app, manifest, script, entry.value)
    if (script !== undefined && made !== undefined) return withValue(script, made)
  }
  return compiledByTypeScript(app, entry.value)
}

/** What the commands of a build script make of a file; the last of them that makes anything. */
function madeBy(app: App, manifest: Manifest, script: Found<string>, entry: string): string | undefined {
  const { segments } = parseCommandLine(script.value)
  return segments
    .map(({ argv }) => {
      const [command = '', ...args] = unwrap(argv)
      const builder: Builder | undefined = Object.hasOwn(BUILDERS, command) ? BUILDERS[command] : undefined
      return builder?.({ app, manifest, args, entry })
    })
    .findLast((made) => made !== undefined)
}

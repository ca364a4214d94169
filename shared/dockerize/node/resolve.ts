import { UserError } from '../../errors.ts'
import { fromInput, originOf, withValue, type Found } from '../found.ts'
import { readHints } from '../hints/index.ts'
import type { App } from '../view/file-view.ts'
import type { NodeFramework, Output } from './frameworks/framework.ts'
import type { Manifest } from './manifest.ts'
import type { Source } from './source.ts'
import { reduceLine, reduceScript, type Start } from './start.ts'

/** The process that stays, and what its command line told beside. */
export interface Command {
  readonly run: Found<readonly string[]>
  readonly env: Readonly<Record<string, string>>
  /** Builds that the start script would do each time. */
  readonly build: readonly string[]
  /** The package whose command is run, where it is not node itself. */
  readonly command?: string
  readonly port?: number
}

/** In the order in which they are tried. */
// A plain `start` is often for development where one of the others is there.
export const SCRIPTS: readonly string[] = ['start:prod', 'start:production', 'start', 'serve']
const ENTRIES = ['server', 'index', 'app', 'main', 'src/server', 'src/index', 'src/app', 'src/main']
const LISTENS = /\.listen\(|createServer\(|\bserve\(/

/** Finds what to start: the input, the Procfile, the framework's own way, scripts, `main`, files that listen. */
export function findCommand(
  app: App,
  manifest: Manifest | undefined,
  framework: NodeFramework,
  output: Output | undefined,
  source: Source,
  input: string | undefined,
): Command {
  if (input !== undefined) return fromLine(fromInput(input, 'run-command'), manifest)
  const { start } = readHints(app)
  if (start !== undefined) return fromLine(start, manifest)
  if (output?.kind === 'server') return { run: output.run, env: {}, build: [] }

  const refused: string[] = []
  for (const name of SCRIPTS) {
    const script = manifest?.scripts.get(name)
    if (manifest === undefined || script === undefined) continue
    const start = reduceScript(name, manifest)
    if (start.kind === 'process') return fromStart(start, script)
    if (start.kind === 'development')
      refused.push(`the script "${name}" starts ${start.tool}, which is for development`)
  }
  const compiled = framework.entry?.(app)
  if (compiled !== undefined)
    return { run: withValue(compiled, ['node', compiled.value]), env: {}, build: [] }
  const entry = entryFile(app, manifest, source)
  if (entry !== undefined) return { run: entry, env: {}, build: [] }
  throw new UserError(
    `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, ` +
      `the scripts ${SCRIPTS.join(', ')} and "main" in package.json, and a file such as server.js that listens` +
      `${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`,
    'Set the input "run-command", for example to "node server.js".',
  )
}

function fromLine(line: Found<string>, manifest: Manifest | undefined): Command {
  const start = reduceLine(line.value, manifest)
  if (start.kind === 'process') return fromStart(start, line)
  const what =
    start.kind === 'development' ? `starts ${start.tool}, which is for development` : 'starts nothing'
  throw new UserError(`"${line.value}" ${what}.`, 'Set the input "run-command" to what runs in production.')
}

function fromStart(start: Extract<Start, { kind: 'process' }>, origin: Found<string>): Command {
  if (start.command === 'bun' || start.command === 'deno') {
    throw new UserError(
      `"${origin.value}" (${originOf(origin)}) starts ${start.command}, which is not supported yet.`,
      'Set the input "run-command" to a command of Node.js, or write a Dockerfile.',
    )
  }
  return {
    run: withValue(origin, start.argv),
    env: start.env,
    build: start.build,
    ...(start.command === undefined ? {} : { command: start.command }),
    ...(start.port === undefined ? {} : { port: start.port }),
  }
}

function entryFile(
  app: App,
  manifest: Manifest | undefined,
  source: Source,
): Found<readonly string[]> | undefined {
  const main = manifest?.json.string('main')
  const file = main === undefined ? undefined : scriptFile(app, main.value)
  if (main !== undefined && file !== undefined && listens(app, file)) return withValue(main, ['node', file])
  for (const entry of ENTRIES) {
    const path = ['.js', '.mjs', '.cjs']
      .map((ending) => entry + ending)
      .find((name) => source.files.includes(name))
    if (path !== undefined && listens(app, path)) {
      return { value: ['node', path], file: app.at(path), why: 'a file that listens' }
    }
  }
  return undefined
}

function listens(app: App, path: string): boolean {
  return LISTENS.test(app.files.head(path) ?? '')
}

/** The file that `node PATH` would load, as Node.js itself looks for it; undefined where there is none yet. */
export function scriptFile(app: App, path: string): string | undefined {
  const plain = path.replace(/^\.\//, '').replace(/\/$/, '')
  return [plain, `${plain}.js`, `${plain}.cjs`, `${plain}/index.js`].find((name) => app.files.isFile(name))
}

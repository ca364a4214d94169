import { UserError } from '../../../errors.ts'
import { choose, fromInput, originOf, withValue, type Found } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { portInArguments } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import { bunEntry, writtenForBun } from './bun.ts'
import { compiledEntry } from './compiled.ts'
import { entryOf } from './entry.ts'
import type { NodeFramework, Output, ServerOutput, SiteOutput } from './frameworks/framework.ts'
import type { Manifest } from './manifest.ts'
import { standaloneMain } from './nx/project.ts'
import { withoutPm2 } from './pm2.ts'
import { SCRIPTS } from './scripts.ts'
import { listens, listeningFile, scriptFile, type Source } from './source.ts'
import { argvOf, reduceLine, reduceScript, type Process, type Start } from './start.ts'

/** The process that stays, and what its command line told beside. */
export interface Command {
  readonly run: Found<readonly string[]>
  readonly env: Readonly<Record<string, string>>
  /** Builds that the start script would do each time. */
  readonly build: readonly string[]
  /** Packages that must be there while it runs. */
  readonly needs: readonly string[]
  /** The framework's build, where it is what runs or what a server of the application's own serves. */
  readonly output?: ServerOutput
  /** A server of the application's own in front of the framework's build. */
  readonly custom?: boolean
  readonly port?: number
}

/** Where a start command is looked for. */
export interface Places {
  readonly app: App
  readonly manifest: Manifest | undefined
  readonly framework: NodeFramework
  readonly output: Output | undefined
  readonly source: Source
  /** The input "run-command". */
  readonly input: string | undefined
  /** What the manifests of other platforms start. */
  readonly hint: Found<string> | undefined
}

/**
 * Finds what to start: the input, other platforms' manifests, the framework's own way or the scripts, `main`, files
 * that listen. Throws a UserError that tells what was looked for where nothing was found.
 */
export function findCommand(places: Places): Command {
  const { app, manifest, framework, output, source, input, hint } = places
  const server = output?.kind === 'server' ? output : undefined
  const line = choose([input === undefined ? undefined : fromInput(input, 'run-command'), hint])
  if (line !== undefined) return fromLine(line, places, server)

  const refused: string[] = []
  let place: string | undefined
  let meant: Found<string> | undefined
  for (const name of SCRIPTS) {
    const script = manifest?.scripts.get(name)
    if (manifest === undefined || script === undefined) continue
    const start = withoutPm2(app, reduceScript(name, manifest))
    if (start.kind === 'process') return fromProcess(start, script, server)
    const reason = refusal(start)
    if (reason !== undefined) refused.push(`the script "${name}" ${reason}`)
    if (start.kind === 'elsewhere') place ??= start.place
    if (start.kind === 'development' && start.entry !== undefined) meant ??= withValue(script, start.entry)
  }
  if (server !== undefined)
    return { run: server.run, env: {}, build: [], needs: server.needs ?? [], output: server }
  const bun = manifest !== undefined && writtenForBun(app, manifest) ? bunEntry(app, manifest) : undefined
  if (bun !== undefined) {
    return { run: withValue(bun, ['bun', bun.value]), env: {}, build: [], needs: [] }
  }
  const entry =
    framework.entry?.(app) ??
    standaloneMain(app) ??
    entryFile(app, manifest, source, meant) ??
    compiledEntry(app, manifest, source)
  if (entry !== undefined) {
    return { run: withValue(entry, ['node', entry.value]), env: {}, build: [], needs: [] }
  }
  throw new UserError(
    `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, ` +
      `the scripts ${SCRIPTS.join(', ')} and "main" in package.json, and a file such as server.js that listens` +
      `${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`,
    place === undefined
      ? 'Set the input "run-command", for example to "node server.js".'
      : `Set the input "root-directory" to the folder of ${place}.`,
  )
}

/**
 * Whether a site of files has a server of its own after all: what the input or another platform's manifest starts, or
 * a script that runs a file of the application that listens.
 */
export function servesItself({ app, manifest, input, hint }: Places): boolean {
  if (input !== undefined) return true
  const start = hint === undefined ? startOfScripts(manifest) : reduceLine(hint.value, manifest)
  if (start?.kind !== 'process') return false
  const entry = entryOf(start.argv)
  const file = entry === undefined ? undefined : scriptFile(app, entry)
  return file !== undefined && listens(app, file)
}

/** The site that a start script or another platform's manifest serves: `serve -s build`, a folder to publish. */
export function servedSite(
  manifest: Manifest,
  framework: NodeFramework,
  hints: Hints,
): SiteOutput | undefined {
  const { start: hint, siteFolder } = hints
  const start = hint === undefined ? startOfScripts(manifest) : reduceLine(hint.value, manifest)
  const line =
    hint ?? SCRIPTS.map((name) => manifest.scripts.get(name)).find((script) => script !== undefined)
  if (start?.kind === 'files' && line !== undefined) {
    return { kind: 'site', folder: withValue(line, start.folder), fallback: start.fallback }
  }
  // A known server is not one for having a folder of files too.
  if (siteFolder === undefined || start?.kind === 'process' || framework.packages.length > 0) return undefined
  return { kind: 'site', folder: siteFolder, fallback: hints.fallback?.value ?? false }
}

function startOfScripts(manifest: Manifest | undefined): Start | undefined {
  const name = SCRIPTS.find((script) => manifest?.scripts.has(script))
  return name === undefined || manifest === undefined ? undefined : reduceScript(name, manifest)
}

function fromLine(line: Found<string>, { app, manifest }: Places, server: ServerOutput | undefined): Command {
  const start = withoutPm2(app, reduceLine(line.value, manifest))
  if (start.kind === 'process') return fromProcess(start, line, server)
  if (start.kind === 'development' && server !== undefined && line.file !== undefined) {
    return { run: server.run, env: {}, build: [], needs: server.needs ?? [], output: server }
  }
  throw new UserError(
    `"${line.value}" (${originOf(line)}) ${refusal(start) ?? 'starts nothing'}.`,
    start.kind === 'elsewhere'
      ? `Set the input "root-directory" to the folder of ${start.place}.`
      : 'Set the input "run-command" to what runs in production.',
  )
}

function refusal(start: Start): string | undefined {
  if (start.kind === 'development') return `starts ${start.tool}, which is for development`
  if (start.kind === 'several') {
    return `starts several processes at once (${start.tool}), and an image runs one`
  }
  if (start.kind === 'elsewhere') return `starts another package (${start.place})`
  return start.kind === 'files' ? `serves the files in ${start.folder}` : undefined
}

const OTHER_LANGUAGES = [
  'python',
  'python3',
  'gunicorn',
  'uvicorn',
  'ruby',
  'bundle',
  'php',
  'java',
  'go',
  'dotnet',
]

function fromProcess(start: Process, origin: Found<string>, server: ServerOutput | undefined): Command {
  if (OTHER_LANGUAGES.includes(start.command ?? '')) {
    throw new UserError(
      `"${origin.value}" (${originOf(origin)}) starts ${start.command ?? ''}, which an image of Node.js does not have.`,
      'Set the input "framework" or "root-directory" to what names the application in its own language, or write a Dockerfile.',
    )
  }
  if (start.command === 'deno') {
    throw new UserError(
      `"${origin.value}" (${originOf(origin)}) starts Deno, which a package.json is not the manifest of.`,
      'Set the input "run-command" to a command of Node.js or Bun, or "framework" to deno.',
    )
  }
  const same = server !== undefined && sameServer(start, server)
  // What a script calls the framework's server is not always what starts it in an image.
  const replaced = same && replaces(start, server)
  const port = start.port ?? portInArguments(start.argv)
  return {
    run: replaced
      ? withValue(server.run, argvOf({ ...start, argv: server.run.value }))
      : withValue(origin, argvOf(start)),
    env: start.env,
    build: start.build,
    needs: [...(replaced ? [] : start.needs), ...(server?.needs ?? [])],
    ...(server === undefined ? {} : { output: server, custom: !same }),
    ...(port === undefined ? {} : { port }),
  }
}

function sameServer(start: Process, server: ServerOutput): boolean {
  const [words, own] = [plainWords(start.argv), plainWords(server.run.value)]
  const program = words[0] !== 'node' && words[0] === own[0]
  return program || begins(words, own) || replaces(start, server)
}

function replaces({ argv }: Process, { replaces: lines = [] }: ServerOutput): boolean {
  return lines.some((line) => begins(plainWords(argv), line.split(' ')))
}

function begins(words: readonly string[], start: readonly string[]): boolean {
  return start.every((word, index) => words[index] === word)
}

/** A process without what is written in different ways: options of node, `./`, the folder of commands. */
function plainWords(argv: readonly string[]): readonly string[] {
  const words = argv[0] === 'node' ? ['node', entryOf(argv) ?? ''] : argv
  return words.map((word) =>
    word
      .replace(/^(?:\.\/)?node_modules\/\.bin\//, '')
      .replace(/^\.\//, '')
      .replace(/(?:\/index\.[cm]?js|\/)$/, ''),
  )
}

/** The file of the application itself that listens: the one that a script for development runs, `main`, or a usual name. */
function entryFile(
  app: App,
  manifest: Manifest | undefined,
  source: Source,
  meant: Found<string> | undefined,
): Found<string> | undefined {
  for (const candidate of [meant, manifest?.json.string('main')]) {
    const file = candidate === undefined ? undefined : scriptFile(app, candidate.value)
    if (candidate === undefined || file === undefined || !/\.[cm]?js$/.test(file)) continue
    // What it starts may listen in another file; where none does, it is a library or a task.
    if ([file, ...source.files].some((path) => listens(app, path))) return withValue(candidate, file)
  }
  return listeningFile(app, source.files, ['.js', '.mjs', '.cjs'])
}

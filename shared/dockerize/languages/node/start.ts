import { parseCommandLine, segmentOf, shellLine, throughShell, type Segment } from '../../parse/shell.ts'
import { bunArguments, bunCommand } from './bun.ts'
import { nodeArguments, preloads } from './entry.ts'
import { packageOf, type Manifest } from './manifest.ts'
import { elsewhere, purposeOf, servedFiles, type FileServer } from './tools.ts'
import { unwrap } from './wrappers.ts'

/** The process that stays when a start script has done its work. */
export interface Process {
  readonly kind: 'process'
  /** The process itself, without what comes before it. */
  readonly argv: readonly string[]
  /** Lines for the shell that run each time before it: migrations. */
  readonly before: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** What the script builds before it starts: the image does that once. */
  readonly build: readonly string[]
  /** The command's name as package.json's dependencies know it; undefined for node itself. */
  readonly command: string | undefined
  /** Packages that must be there while it runs, in whichever list of dependencies they stand. */
  readonly needs: readonly string[]
  readonly port?: number
}

/** What a start script comes down to. */
export type Start =
  | Process
  /** Serves a folder of files and does nothing else. */
  | ({ readonly kind: 'files' } & FileServer)
  /** Not for production. `entry` is the file it was to run, if one is named. */
  | { readonly kind: 'development'; readonly tool: string; readonly entry: string | undefined }
  /** More than one process at the same time. */
  | { readonly kind: 'several'; readonly tool: string }
  /** Another package of the workspace: by its folder or its name. */
  | { readonly kind: 'elsewhere'; readonly place: string }
  | { readonly kind: 'none' }

const BIN = 'node_modules/.bin/'
const MANAGERS = ['npm', 'yarn', 'pnpm', 'bun']

/** Follows a script through `npm run` to the process that stays, without running anything. */
export function reduceScript(name: string, manifest: Manifest, seen: readonly string[] = []): Start {
  const script = manifest.scripts.get(name)
  if (script === undefined || seen.includes(name) || seen.length > 8) return { kind: 'none' }
  const before = manifest.scripts.get(`pre${name}`)
  const line = before === undefined ? script.value : `${before.value} && ${script.value}`
  return reduceLine(line, manifest, [...seen, name])
}

/** The same for a command line: a Procfile's, or the input's. */
export function reduceLine(
  line: string,
  manifest: Manifest | undefined,
  seen: readonly string[] = [],
): Start {
  const parsed = parseCommandLine(line)
  const { segments, needsShell, port } = parsed
  const withPort = port === undefined ? {} : { port }
  if (needsShell) {
    const several = parsed.parallel || segments.some(({ argv }) => purposeOf(unwrap(argv)) === 'several')
    if (several) return { kind: 'several', tool: line }
    const argv = throughShell(line, parsed)
    const needs = segments.flatMap((segment) => needsOf(unwrap(segment.argv)))
    return { kind: 'process', argv, before: [], env: {}, build: [], command: undefined, needs, ...withPort }
  }
  const place = segments.map(({ argv }) => elsewhere(argv)).find((found) => found !== undefined)
  if (place !== undefined) return { kind: 'elsewhere', place }
  const steps = segments.flatMap((segment) => sequence(segment, manifest))
  const last = steps.at(-1)
  if (last === undefined) return { kind: 'none' }
  const start = reduceSegment(last, manifest, seen)
  if (start.kind !== 'process') return start
  const earlier = steps.slice(0, -1)
  const before = earlier.filter((segment) => !isBuild(segment))
  return {
    ...start,
    build: [...earlier.filter(isBuild).map(lineOf), ...start.build],
    before: [...before.map(lineOf), ...start.before],
    needs: [...before.flatMap(({ argv }) => needsOf(unwrap(argv))), ...start.needs],
    ...withPort,
  }
}

/** The process, and the shell that runs what comes before it where there is something. */
export function argvOf({ argv, before }: Process): readonly string[] {
  if (before.length === 0) return argv
  const last = argv[0] === '/bin/sh' && argv[2] !== undefined ? argv[2] : `exec ${shellLine(argv)}`
  return ['/bin/sh', '-c', [...before, last].join(' && ')]
}

/** `run-s build serve` is one script after another. Source: npm-run-all's README. */
function sequence(segment: Segment, manifest: Manifest | undefined): readonly Segment[] {
  const [command, ...args] = unwrap(segment.argv)
  if (command !== 'run-s' && command !== 'npm-run-all') return [segment]
  if (purposeOf([command, ...args]) === 'several') return [segment]
  const names = args.filter((arg) => !arg.startsWith('-'))
  if (!names.every((name) => manifest?.scripts.has(name))) return [segment]
  return names.map((name) => ({ env: segment.env, argv: ['npm', 'run', name] }))
}

function reduceSegment(
  { env, argv }: Segment,
  manifest: Manifest | undefined,
  seen: readonly string[],
): Start {
  const script = scriptOf(argv, manifest)
  if (script !== undefined && manifest !== undefined) {
    const start = reduceScript(script.name, manifest, seen)
    if (start.kind !== 'process') return start
    const whole = { env: { ...env, ...start.env }, argv: [...start.argv, ...script.args] }
    // A script that is only a wrapper, as "with-env": "dotenv --".
    if (unwrap(whole.argv).length !== whole.argv.length) return reduceSegment(whole, manifest, seen)
    return { ...start, ...whole }
  }
  const inner = unwrap(argv)
  if (inner.length !== argv.length) {
    const wrapped = segmentOf(inner)
    return reduceSegment({ env: { ...env, ...wrapped.env }, argv: wrapped.argv }, manifest, seen)
  }
  const [first = '', ...rest] = managed(argv)
  const command = first.replace(/^(\.\/)?node_modules\/\.bin\//, '')
  const files = servedFiles([command, ...rest])
  if (files !== undefined) return { kind: 'files', ...files }
  const purpose = purposeOf([command, ...rest])
  const tool = [command, ...rest].join(' ')
  if (purpose === 'several') return { kind: 'several', tool }
  if (purpose === 'development') return { kind: 'development', tool, entry: sourceOf(rest) }
  const plain = ['node', 'bun', 'sh', 'bash'].includes(command) || command.includes('/')
  return {
    kind: 'process',
    argv: plain
      ? [command, ...(command === 'node' ? withoutAbsentFiles(rest) : rest)]
      : [`${BIN}${command}`, ...rest],
    before: [],
    env,
    build: [],
    command: plain && command !== 'bun' ? undefined : command,
    needs: needsOf([command, ...rest]),
  }
}

/** `yarn next start` and `pnpm next start` run the command of a dependency. */
function managed(argv: readonly string[]): readonly string[] {
  const [manager = '', ...rest] = argv
  if (manager === 'bun') return bunCommand(rest) ?? ['bun', ...bunArguments(rest)]
  const runs = (manager === 'yarn' || manager === 'pnpm') && rest[0] !== undefined && !rest[0].startsWith('-')
  return runs && purposeOf(argv) !== 'build' ? (rest[0] === 'run' ? rest.slice(1) : rest) : argv
}

/** `npm run x`, `npm start`, `yarn x`, `pnpm x`: the script, if there is one of that name. */
function scriptOf(
  [manager = '', ...words]: readonly string[],
  manifest: Manifest | undefined,
): { readonly name: string; readonly args: readonly string[] } | undefined {
  if (!MANAGERS.includes(manager)) return undefined
  const rest = words.filter((word) => !['--silent', '-s', '--bun', '-b'].includes(word))
  // `bun build` is its bundler, whatever the scripts are called.
  if (manager === 'bun' && rest[0] === 'build') return undefined
  const [name = '', ...args] = rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : rest
  if (manifest?.scripts.has(name) !== true) return undefined
  return { name, args: args[0] === '--' ? args.slice(1) : args }
}

// Files that are not in the image, and node ends where it is told of one that is not there: settings of a developer's
// machine, and the loaders of Yarn's Plug'n'Play, in place of which the image has node_modules.
function withoutAbsentFiles(args: readonly string[]): readonly string[] {
  const { options, entry, rest } = nodeArguments(args)
  const kept = options.filter(
    (words) => !words.some((word) => /^--env-file|\.pnp\.(?:cjs|js|loader\.mjs)$/.test(word)),
  )
  return [...kept.flat(), ...(entry === undefined ? [] : [entry]), ...rest]
}

function sourceOf(args: readonly string[]): string | undefined {
  return args.find((arg) => /\.[cm]?[jt]s$/.test(arg))
}

function needsOf([command = '', ...args]: readonly string[]): readonly string[] {
  if (command === 'node') return preloads(args)
  return command === '' || command.includes('/') || MANAGERS.includes(command) ? [] : [packageOf(command)]
}

function isBuild({ argv }: Segment): boolean {
  const words = unwrap(argv)
  const [command = '', ...rest] = words
  if (MANAGERS.includes(command)) {
    const name = rest[0] === 'run' ? rest[1] : rest[0]
    if (name === 'build' || name?.startsWith('build:') === true) return true
  }
  return purposeOf(words) === 'build'
}

function lineOf({ env, argv }: Segment): string {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${shellLine([value])}`)
  return [...assignments, shellLine(argv)].join(' ')
}

import { parseCommandLine, shellLine, throughShell, type Segment } from '../parse/shell.ts'
import type { Manifest } from './manifest.ts'

/** What a start script comes down to. */
export type Start =
  | {
      readonly kind: 'process'
      readonly argv: readonly string[]
      readonly env: Readonly<Record<string, string>>
      /** What the script builds before it starts: the image does that once. */
      readonly build: readonly string[]
      /** The command's name as package.json's dependencies know it; undefined for node itself. */
      readonly command: string | undefined
      readonly port?: number
    }
  /** Watches files or compiles on the fly: not for production. `entry` is the file it was to run, if one is named. */
  | { readonly kind: 'development'; readonly tool: string; readonly entry: string | undefined }
  | { readonly kind: 'none' }

const BIN = 'node_modules/.bin/'

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
    const argv = throughShell(line, parsed)
    return { kind: 'process', argv, env: {}, build: [], command: undefined, ...withPort }
  }
  const last = segments.at(-1)
  if (last === undefined) return { kind: 'none' }
  const start = reduceSegment(last, manifest, seen)
  if (start.kind !== 'process') return start
  const earlier = segments.slice(0, -1)
  const build = earlier.filter(isBuild).map(lineOf)
  const prefix = earlier.filter((segment) => !isBuild(segment)).map(lineOf)
  if (prefix.length === 0) return { ...start, build: [...build, ...start.build], ...withPort }
  const argv = ['/bin/sh', '-c', [...prefix, `exec ${shellLine(start.argv)}`].join(' && ')]
  return { ...start, argv, build: [...build, ...start.build], ...withPort }
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
    return { ...start, env: { ...env, ...start.env }, argv: [...start.argv, ...script.args] }
  }
  const [first = '', ...rest] =
    argv[0] === 'npx' ? argv.slice(1).filter((word) => word !== '--no-install') : argv
  const command = first.replace(/^(\.\/)?node_modules\/\.bin\//, '')
  const development = developmentServer(command, rest)
  if (development) return { kind: 'development', tool: [command, ...rest].join(' '), entry: entryOf(rest) }
  const plain = command === 'node' || command === 'sh' || command === 'bash' || command.includes('/')
  return {
    kind: 'process',
    argv: plain ? [command, ...rest] : [`${BIN}${command}`, ...rest],
    env,
    build: [],
    command: plain ? undefined : command,
  }
}

/** `npm run x`, `npm start`, `yarn x`, `pnpm x`: the script, if there is one of that name. */
function scriptOf(
  [manager = '', ...words]: readonly string[],
  manifest: Manifest | undefined,
): { readonly name: string; readonly args: readonly string[] } | undefined {
  if (manager !== 'npm' && manager !== 'yarn' && manager !== 'pnpm') return undefined
  const rest = words.filter((word) => word !== '--silent' && word !== '-s')
  const [name = '', ...args] = rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : rest
  if (manifest?.scripts.has(name) !== true) return undefined
  return { name, args: args[0] === '--' ? args.slice(1) : args }
}

function developmentServer(command: string, args: readonly string[]): boolean {
  const [first] = args
  switch (command) {
    case 'nodemon':
    case 'ts-node-dev':
    case 'tsnd':
    case 'node-dev':
    case 'webpack-dev-server':
    case 'live-server':
    case 'react-scripts':
    case 'vue-cli-service':
      return true
    case 'vite':
      return first !== 'build'
    case 'next':
    case 'astro':
    case 'nuxt':
    case 'nuxi':
    case 'remix':
    case 'react-router':
      return first === undefined || first === 'dev'
    case 'ng':
    case 'webpack':
      return first === 'serve'
    case 'nest':
      return first === 'start'
    case 'tsx':
      return first === 'watch'
    case 'node':
      return args.some((arg) => arg.startsWith('--watch'))
    default:
      return false
  }
}

function entryOf(args: readonly string[]): string | undefined {
  return args.find((arg) => /\.[cm]?[jt]s$/.test(arg))
}

const BUILD_COMMANDS = new Set([
  'tsc',
  'rimraf',
  'tsup',
  'esbuild',
  'swc',
  'webpack',
  'rollup',
  'babel',
  'tsc-alias',
])

function isBuild({ argv }: Segment): boolean {
  const words = argv[0] === 'npx' ? argv.slice(1) : argv
  const [command = '', ...rest] = words
  if (['npm', 'yarn', 'pnpm'].includes(command)) {
    const name = rest[0] === 'run' ? rest[1] : rest[0]
    return (
      name !== undefined &&
      (name === 'build' || name.startsWith('build:') || name === 'install' || name === 'ci')
    )
  }
  return BUILD_COMMANDS.has(command) || (['next', 'nest', 'vite'].includes(command) && rest[0] === 'build')
}

function lineOf({ env, argv }: Segment): string {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${shellLine([value])}`)
  return [...assignments, shellLine(argv)].join(' ')
}

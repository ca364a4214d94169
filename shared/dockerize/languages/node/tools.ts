import { nodeArguments } from './entry.ts'

/** What a command of a start script is for. */
export type Purpose =
  /** Runs the application. */
  | 'run'
  /** Watches files or compiles on the fly: not for production. */
  | 'development'
  /** Makes files and ends. */
  | 'build'
  /** Starts several processes and watches over them. */
  | 'several'

// Programs that only ever serve a developer.
const DEVELOPMENT = new Set([
  'nodemon',
  'ts-node-dev',
  'tsnd',
  'node-dev',
  'webpack-dev-server',
  'live-server',
  'vite-node',
  'browser-sync',
  'docusaurus-start',
  'lite-server',
  'tsc-watch',
  'wrangler',
])
const BUILD = new Set([
  'tsc',
  'rimraf',
  'tsup',
  'esbuild',
  'swc',
  'rollup',
  'babel',
  'tsc-alias',
  'ncc',
  'unbuild',
])
const SEVERAL = new Set(['concurrently', 'run-p', 'npm-run-all2', 'nf', 'foreman'])

// Subcommands that serve a developer; '' stands for none at all.
const DEVELOPMENT_SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  next: ['', 'dev'],
  astro: ['', 'dev'],
  nuxt: ['', 'dev'],
  nuxi: ['', 'dev'],
  remix: ['', 'dev', 'watch'],
  'react-router': ['', 'dev'],
  vinxi: ['', 'dev'],
  nitro: ['', 'dev'],
  nitropack: ['', 'dev'],
  gatsby: ['develop', 'serve'],
  docusaurus: ['start', 'serve'],
  vitepress: ['', 'dev', 'preview', 'serve'],
  vuepress: ['dev'],
  'react-scripts': ['start'],
  'vue-cli-service': ['', 'serve'],
  ng: ['serve', 's'],
  webpack: ['serve'],
  nest: ['start'],
  strapi: ['dev', 'develop', 'watch-admin'],
  medusa: ['develop'],
  tsx: ['watch'],
  parcel: ['', 'serve', 'watch'],
  expo: ['', 'start'],
  rspress: ['', 'dev', 'preview'],
  hexo: ['server', 's'],
  nx: ['serve', 'dev'],
  turbo: ['dev'],
  polymer: ['serve'],
  brunch: ['watch'],
  umi: ['dev'],
  sanity: ['start', 'preview'],
  ember: ['serve', 's'],
  rsbuild: ['', 'dev', 'preview'],
}
const BUILD_SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  next: ['build', 'lint'],
  nest: ['build'],
  vite: ['build'],
  prisma: ['generate'],
  nuxt: ['build', 'generate', 'prepare'],
  nuxi: ['build', 'generate', 'prepare'],
  astro: ['build', 'check'],
  remix: ['build', 'vite:build'],
  'react-router': ['build', 'typegen'],
  gatsby: ['build', 'clean'],
  ng: ['build'],
  strapi: ['build'],
  medusa: ['build'],
  vinxi: ['build'],
  'react-scripts': ['build'],
  npm: ['install', 'ci', 'i'],
  yarn: ['install'],
  pnpm: ['install', 'i'],
  bun: ['install', 'i', 'build'],
}

/** What a command is for; `argv` begins with the program's plain name. */
export function purposeOf([command = '', ...args]: readonly string[]): Purpose {
  const [first] = args
  const subcommand = first === undefined || first.startsWith('-') ? '' : first
  if (SEVERAL.has(command)) return 'several'
  if (command === 'npm-run-all' && args.some((arg) => ['-p', '--parallel'].includes(arg))) return 'several'
  if (DEVELOPMENT.has(command)) return 'development'
  if (DEVELOPMENT_SUBCOMMANDS[command]?.includes(subcommand) === true) return 'development'
  // Whatever the tool, it calls these the same.
  if (command !== 'node' && ['dev', 'develop', 'watch'].includes(subcommand)) return 'development'
  if (command !== 'node' && args.some((arg) => ['--watch', '--hot', '--dev'].includes(arg)))
    return 'development'
  if (BUILD_SUBCOMMANDS[command]?.includes(subcommand) === true) return 'build'
  if (command === 'vite') return 'development'
  if (command === 'webpack' || BUILD.has(command)) return watches(args) ? 'development' : 'build'
  if (command === 'node') return watches(nodeArguments(args).options.flat()) ? 'development' : 'run'
  if (command === 'bun') return args.some((arg) => arg === '--hot') || watches(args) ? 'development' : 'run'
  if (command === 'eleventy')
    return args.some((arg) => /^--(?:serve|watch)$/.test(arg)) ? 'development' : 'build'
  return 'run'
}

function watches(args: readonly string[]): boolean {
  return args.some((arg) => arg === '-w' || arg.startsWith('--watch'))
}

/** A web server of files, as a start script calls it. */
export interface FileServer {
  readonly folder: string
  /** Whether unknown paths get index.html. */
  readonly fallback: boolean
}

// Source: the READMEs of serve, http-server, sirv-cli and local-web-server.
const FALLBACK: Readonly<Record<string, readonly string[]>> = {
  serve: ['-s', '--single'],
  'http-server': [],
  sirv: ['-s', '--single'],
  'sirv-cli': ['-s', '--single'],
  'static-server': [],
}
const TAKES_NO_VALUE =
  /^(?:-s|--single|-d|--dev|-C|--cors|-n|--no-clipboard|-g|--gzip|-u|--silent|-q|--quiet)$/

/** The files that a command serves, where that is all it does: `serve -s build`. */
export function servedFiles([command = '', ...args]: readonly string[]): FileServer | undefined {
  const flags = Object.hasOwn(FALLBACK, command) ? FALLBACK[command] : undefined
  if (flags === undefined) return undefined
  const folder = args.find((arg, index) => {
    const before = args[index - 1]
    if (arg.startsWith('-')) return false
    return (
      before === undefined || !before.startsWith('-') || before.includes('=') || TAKES_NO_VALUE.test(before)
    )
  })
  const standard = command === 'http-server' ? 'public' : '.'
  return { folder: tidy(folder ?? standard), fallback: args.some((arg) => flags.includes(arg)) }
}

function tidy(folder: string): string {
  return folder.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '')
}

// Source: the documentations of npm, Yarn, pnpm, Turborepo and Lerna, on running a script of one package.
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  npm: ['-w', '--workspace', '--prefix', '-C'],
  yarn: ['--cwd'],
  pnpm: ['--filter', '-F', '-C', '--dir'],
  bun: ['--filter', '--cwd'],
  turbo: ['--filter', '-F'],
  lerna: ['--scope'],
}

/** The package or folder that a command leaves its own for: `cd apps/web`, `npm start -w api`, `yarn workspace web start`. */
export function elsewhere([command = '', ...args]: readonly string[]): string | undefined {
  // What a build has made is no package of its own.
  if (command === 'cd')
    return /^(?:\.\/)?(?:dist|build|out|lib|public|\.\w+)\b/.test(args[0] ?? '') ? undefined : args[0]
  if (command === 'yarn' && args[0] === 'workspace') return args[1]
  const options = Object.hasOwn(ELSEWHERE, command) ? ELSEWHERE[command] : undefined
  for (const [index, word] of args.entries()) {
    const [name = '', inline] = word.split(/=(.*)/s)
    if (options?.includes(name) === true) return inline ?? args[index + 1]
  }
  return undefined
}

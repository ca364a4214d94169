import { posix } from 'node:path'
import semver from 'semver'
import type { App } from '../../view/file-view.ts'
import { readConfig } from './config/index.ts'
import type { Manifest } from './manifest.ts'
import { compiledByTypeScript } from './typescript.ts'

interface Build {
  readonly app: App
  readonly manifest: Manifest
  readonly args: readonly string[]
  /** The file that listens, relative to the application. */
  readonly entry: string
}

/** The file that a builder makes of the entry; undefined where its arguments and configuration do not tell. */
export type Builder = (build: Build) => string | undefined

/** Builders by the command that starts them, each by its own documentation's defaults. */
export const BUILDERS: Readonly<Record<string, Builder>> = {
  tsc: ({ app, args, entry }) => {
    const folder = option(args, '--outDir')
    if (folder !== undefined) return posix.join(folder, javascript(entry.replace(/^src\//, '')))
    return compiledByTypeScript(app, entry, option(args, '-p', '--project'))?.value
  },
  esbuild: ({ args, entry }) => {
    const file = option(args, '--outfile')
    if (file !== undefined) return tidy(file)
    const folder = option(args, '--outdir')
    const ending = args.find((arg) => arg.startsWith('--out-extension:.js='))?.split('=')[1] ?? '.js'
    return folder === undefined ? undefined : posix.join(folder, stem(entry) + ending)
  },
  tsup: ({ app, manifest, args, entry }) => {
    const config = readConfig(app, 'tsup.config')
    const folder = option(args, '-d', '--out-dir') ?? config?.string('outDir')?.value ?? 'dist'
    const format =
      option(args, '--format') ?? config?.string('format')?.value ?? config?.strings('format')[0] ?? 'cjs'
    return posix.join(folder, stem(entry) + ending(manifest, format.split(',')[0] === 'esm'))
  },
  ncc: ({ args }) => posix.join(option(args, '-o', '--out') ?? 'dist', 'index.js'),
  swc: ({ manifest, args, entry }) => {
    const folder = option(args, '-d', '--out-dir')
    if (folder === undefined) return undefined
    // Since 0.3 the folder of the source is kept, unless it is told not to.
    const version = semver.coerce(manifest.dependency('@swc/cli')?.value)
    const kept = version !== null && semver.gte(version, '0.3.0') && !args.includes('--strip-leading-paths')
    return posix.join(folder, javascript(kept ? entry : withoutFirst(entry)))
  },
  babel: ({ args, entry }) => {
    const folder = option(args, '-d', '--out-dir')
    return folder === undefined ? undefined : posix.join(folder, javascript(withoutFirst(entry)))
  },
  rollup: ({ app, args }) => {
    const config = readConfig(app, 'rollup.config')
    const file = option(args, '-o', '--file') ?? config?.string('output', 'file')?.value
    return file === undefined ? undefined : tidy(file)
  },
  webpack: ({ app }) => {
    const config = readConfig(app, 'webpack.config')
    const name = config?.string('output', 'filename')?.value ?? 'main.js'
    return name.includes('[')
      ? undefined
      : posix.join(config?.string('output', 'path')?.value ?? 'dist', name)
  },
  unbuild: ({ entry }) => `dist/${stem(entry)}.mjs`,
  vite: ({ app, manifest, args }) => {
    const server = option(args, '--ssr')
    if (server === undefined || server.startsWith('-')) return undefined
    const folder =
      option(args, '--outDir') ?? readConfig(app, 'vite.config')?.string('build', 'outDir')?.value ?? 'dist'
    return posix.join(folder, stem(server) + ending(manifest, true))
  },
}

/** The value of an option: `-o dist`, `--outfile=dist/x.js`. */
function option(args: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    const [name = '', inline] = word.split(/=(.*)/s)
    if (names.includes(name)) return inline ?? args[index + 1]
  }
  return undefined
}

/** The ending that Node.js takes for the right kind of module. */
function ending(manifest: Manifest, modules: boolean): string {
  const standard = manifest.json.string('type')?.value === 'module'
  if (modules === standard) return '.js'
  return modules ? '.mjs' : '.cjs'
}

function stem(path: string): string {
  return posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '')
}

function javascript(path: string): string {
  return path.replace(/\.([cm]?)tsx?$/, '.$1js')
}

function withoutFirst(path: string): string {
  return path.includes('/') ? path.slice(path.indexOf('/') + 1) : path
}

function tidy(path: string): string {
  return posix.normalize(path)
}

import { posix } from 'node:path'
import { originOf, warningAt, type Found, type Warning } from '../found.ts'
import type { Step } from './steps.ts'

/** A file or folder that the application writes while it runs, relative to the folder that it runs in. */
export interface Written {
  readonly path: string
  readonly kind: 'file' | 'folder'
  /** The code that writes it. */
  readonly found: Found<string>
  /** The file comes with the source, and is changed in place. */
  readonly there?: boolean
}

/**
 * Gives the user the folders that it writes to, and nothing else: those of files too, as databases and whoever replaces
 * a file as a whole make others beside it. Undefined where nothing is written.
 */
export function writtenStep(written: readonly Written[], user: string): Step | undefined {
  const [owner = '', group = owner] = user.split(':')
  const [first] = written
  if (first === undefined) return undefined
  const files = [...new Set(written.filter(({ there }) => there).map(({ path }) => path))].sort()
  return {
    kind: 'run',
    why: [`What it writes to while it runs (${originOf(first.found)}): the user's, as nothing else is.`],
    commands: [
      `install --directory --owner=${owner} --group=${group} ${foldersOf(written).map(quoted).join(' ')}`,
      // A .dockerignore may keep it out of the build.
      ...files.map(quoted).map((file) => `if [ -e ${file} ]; then chown ${user} ${file}; fi`),
    ],
  }
}

/** Says that it is gone with its container. `place` is the folder of the image that the application runs in. */
export function writtenWarnings(written: readonly Written[], place: string): readonly Warning[] {
  const [first] = written
  if (first === undefined) return []
  const named = written.map(({ path, found }) => `"${path}" (${originOf(found)})`)
  const folders = foldersOf(written)
  const mounts = folders.filter((folder) => folder !== '.').map((folder) => posix.join(place, folder))
  const advice = [
    ...(mounts.length === 0 ? [] : [`mount a volume at ${mounts.join(', ')}`]),
    ...(folders.includes('.') ? ['give it a folder of its own, which a volume can be'] : []),
    'or keep it in a database or store outside',
  ]
  const what = `Written while it runs, and gone with its container: ${named.join(', ')}.`
  return [warningAt(first.found, `${what} To keep it, ${advice.join(', ')}.`)]
}

function foldersOf(written: readonly Written[]): readonly string[] {
  const all = written.map(({ path, kind }) => (kind === 'folder' ? path : posix.dirname(path)))
  return [...new Set(all)].sort()
}

// Made by builds, or not the application's to write: who writes there does so before it runs.
const NOT_WRITTEN =
  /^(?:node_modules|dist|build|out|target|public|static|src|coverage|\.next|\.nuxt|\.output|\.svelte-kit|\.git|__pycache__)(?:\/[^/]*\.\w+)?$/
// What a generator of code writes for a build to read.
const CODE = /\.(?:d\.ts|[cm]?[jt]sx?|css|html?|graphql|md|py)$/
const USUAL = /^[\w@][\w.@ -]*(?:\/[\w@][\w.@ -]*)*$/

/** The path inside the application's folder, or undefined where it is outside, made by a build or no path. */
export function writtenPath(path: string): string | undefined {
  const plain = posix.normalize(path).replace(/\/$/, '')
  return USUAL.test(plain) && !NOT_WRITTEN.test(plain) && !CODE.test(plain) ? plain : undefined
}

function quoted(word: string): string {
  return word.includes(' ') ? `"${word}"` : word
}

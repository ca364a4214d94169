import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { parseCommandLine, throughShell } from '../../parse/shell.ts'
import type { App } from '../../view/file-view.ts'
import type { Module } from './modules.ts'
import type { BuildLine } from './build.ts'
import { mains, type Main } from './packages.ts'

/** The program to build, and how it is started. */
export interface Target {
  readonly main: Main
  /** What the binary is called in the image. */
  readonly name: string
  /** Where the choice came from. */
  readonly found: Found<string>
  /** What follows the binary's name. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The line for a shell, its first word standing for the binary, where only a shell understands it. */
  readonly shell?: readonly string[]
  /** The default of a `${PORT:-N}` in the line. */
  readonly port?: number
}

/**
 * Chooses among the programs of a module: the one that the start line names, the only one in the application's folder,
 * the one at its top, the only one of the module, or the one named like the module.
 * @throws UserError that lists them where nothing decides
 */
export function chooseTarget(
  app: App,
  module: Module,
  start: Found<string> | undefined,
  build: BuildLine | undefined,
): Target {
  const all = mains(module.app)
  const inside = app.folder === module.app.folder ? '' : relativeTo(module.app.folder, app.folder)
  const candidates = all.filter(({ folder }) => inside === '' || isWithin(folder, inside))
  if (candidates.length === 0) {
    throw new UserError(
      `No program was found in ${app.at('') || 'the repository'}: looked for "package main" with "func main()" in every package.`,
      'Set "root-directory" to the folder of the program.',
    )
  }
  const built = build?.package === undefined ? undefined : packageAt(build.package, candidates)
  if (start !== undefined) return fromLine(start, module, built === undefined ? candidates : [built])
  const deployed = deployable(candidates)
  const main =
    built ??
    candidates.find(({ folder }) => folder === inside) ??
    (deployed.length === 1 ? deployed[0] : undefined) ??
    candidates.find((one) => nameOf(module, one) === lastPart(module))
  if (main === undefined) throw several(app, module, candidates)
  return { main, name: nameOf(module, main), found: foundIn(module, main), args: [], env: {} }
}

// Source: github.com/golang-standards/project-layout, of folders whose programs build, check or show the others.
const TOOLS = /(?:^|\/)(?:internal|tools?|hack|scripts?|examples?|testdata|tests?|build|ci|misc|contrib)\//

/** The programs without those that only help to make them, where there are others. */
export function deployable(all: readonly Main[]): readonly Main[] {
  const others = all.filter(({ folder }) => !TOOLS.test(`${folder}/`))
  return others.length === 0 ? all : others
}

function fromLine(line: Found<string>, module: Module, candidates: readonly Main[]): Target {
  const parsed = parseCommandLine(line.value)
  const only = parsed.segments[0]
  const argv = only?.argv ?? []
  const running = argv[0] === 'go' && argv[1] === 'run'
  // Flags of `go run` come before the package; what follows the package is the program's own.
  const at = running ? argv.findIndex((word, index) => index > 1 && !word.startsWith('-')) : 0
  const word = argv[at] ?? ''
  const main = running ? packageAt(word, candidates) : programNamed(word, module, candidates)
  if (!parsed.single) {
    throw new UserError(
      `"${line.value}" (${originOf(line)}) starts more than one program, but an image runs one.`,
      'Set the input "run-command" to the one that serves.',
    )
  }
  if (main === undefined || only === undefined) {
    throw new UserError(
      `"${line.value}" names none of the programs of ${module.mod.file}: ${list(module, candidates)}.`,
      'Begin the command with the name of a program, for example "server --port $PORT".',
    )
  }
  const name = nameOf(module, main)
  const rest = argv.slice(at + 1)
  return {
    main,
    name,
    found: withValue(line, folderName(module, main)),
    args: rest,
    env: only.env,
    ...(parsed.port === undefined ? {} : { port: parsed.port }),
    ...(parsed.needsShell ? { shell: throughShell(line.value.replace(word, name), parsed) } : {}),
  }
}

function packageAt(word: string, candidates: readonly Main[]): Main | undefined {
  const path = word.replace(/^\.\/?/, '').replace(/\/$/, '')
  const folder = path.endsWith('.go') ? path.split('/').slice(0, -1).join('/') : path
  return candidates.find((one) => one.folder === folder)
}

function programNamed(word: string, module: Module, candidates: readonly Main[]): Main | undefined {
  const name = word.split('/').at(-1)
  const named = candidates.find((one) => nameOf(module, one) === name)
  // Where there is but one, a line may call it what it likes.
  return named ?? (candidates.length === 1 && name !== '' ? candidates[0] : undefined)
}

function several(app: App, module: Module, candidates: readonly Main[]): UserError {
  return new UserError(
    `${app.at('') || 'The repository'} has several programs: ${list(module, candidates)}.`,
    'Set "root-directory" to the folder of one, or name one in a Procfile ("web: NAME") or in "run-command".',
  )
}

function list(module: Module, candidates: readonly Main[]): string {
  return candidates.map((one) => folderName(module, one)).join(', ')
}

function folderName(module: Module, { folder }: Main): string {
  return module.app.at(folder) || '.'
}

function foundIn(module: Module, main: Main): Found<string> {
  const view = module.app.files
  const file = view
    .list(main.folder)
    .map(({ name }) => (main.folder === '' ? name : `${main.folder}/${name}`))
    .find((path) => path.endsWith('.go') && /^func main\(\)/m.test(view.head(path) ?? ''))
  const value = folderName(module, main)
  if (file === undefined) return { value, why: 'package main' }
  const line = (view.head(file) ?? '').split('\n').findIndex((text) => text.startsWith('func main()')) + 1
  return { value, file: module.app.at(file), line, why: 'package main' }
}

/** What `go build` would call the binary: the folder's name, or at the top the module's. */
function nameOf(module: Module, { folder }: Main): string {
  return folder === '' ? lastPart(module) : (folder.split('/').at(-1) ?? 'app')
}

// A trailing /v2 is the module's major version, not its name.
function lastPart({ mod }: Module): string {
  const parts = (mod.module?.value ?? 'app').split('/').filter((part) => !/^v\d+$/.test(part))
  const name = parts.at(-1)?.replace(/[^\w.-]/g, '') ?? ''
  return name === '' ? 'app' : name
}

function relativeTo(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

function isWithin(folder: string, inside: string): boolean {
  return folder === inside || folder.startsWith(`${inside}/`)
}

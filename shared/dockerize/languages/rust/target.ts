import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { parseCommandLine, throughShell } from '../../parse/shell.ts'
import type { App } from '../../view/file-view.ts'
import type { CargoTarget, Package } from './manifest.ts'
import type { Workspace } from './workspace.ts'

/** The program to build, and how it is started. */
export interface Target {
  readonly package: Package
  readonly program: CargoTarget
  readonly found: Found<string>
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The line for a shell, its first word being the program, where only a shell understands it. */
  readonly shell?: readonly string[]
  readonly port?: number
}

interface Candidate {
  readonly package: Package
  readonly program: CargoTarget
}

/**
 * Chooses the program: the one that the start line names, `default-run`, the only one, or the one named like its package.
 * @throws UserError that lists them where nothing decides
 */
export function chooseTarget(app: App, workspace: Workspace, start: Found<string> | undefined): Target {
  const own = workspace.packages.get(app.folder)
  const packages = own === undefined ? workspace.defaults : [own]
  const candidates = packages.flatMap((one) => one.programs.map((program) => ({ package: one, program })))
  if (candidates.length === 0) {
    throw new UserError(
      `No program was found in ${app.at('') || 'the repository'}: looked for src/main.rs, src/bin and [[bin]] in ` +
        `${packages.map(({ toml }) => toml.file).join(', ') || workspace.toml.file}.`,
      'Set "root-directory" to the folder of the program.',
    )
  }
  if (start !== undefined) return fromLine(start, workspace, candidates)
  const preferred = packages.flatMap((one) => {
    const name = one.toml.string('package', 'default-run')
    const program = one.programs.find((candidate) => candidate.name === name?.value)
    return name === undefined || program === undefined ? [] : [{ package: one, program, found: name }]
  })
  const byDefault = preferred.length === 1 ? preferred[0] : undefined
  if (byDefault !== undefined) return { ...byDefault, args: [], env: {} }
  const alike = candidates.filter((one) => one.program.name === one.package.name.value)
  const choice = candidates.length === 1 ? candidates[0] : alike.length === 1 ? alike[0] : undefined
  if (choice === undefined) {
    throw new UserError(
      `${app.at('') || 'The repository'} has several programs: ${list(candidates)}.`,
      'Set "root-directory" to the folder of one, "default-run" in its Cargo.toml, or name one in a Procfile ("web: NAME") or in "run-command".',
    )
  }
  return { ...choice, found: foundIn(choice), args: [], env: {} }
}

function fromLine(line: Found<string>, workspace: Workspace, own: readonly Candidate[]): Target {
  const parsed = parseCommandLine(line.value)
  const only = parsed.segments[0]
  const argv = only?.argv ?? []
  const running = argv[0] === 'cargo' && argv[1] === 'run'
  const flag = running
    ? argv.findIndex((word) => word === '--bin' || word === '-p' || word === '--package')
    : -1
  const word = running ? (argv[flag + 1] ?? '') : (argv[0] ?? '')
  const name = word.split('/').at(-1) ?? ''
  const every = [...workspace.packages.values()].flatMap((one) =>
    one.programs.map((program) => ({ package: one, program })),
  )
  const named = [...own, ...every].find(
    (one) => one.program.name === name || (running && one.package.name.value === name),
  )
  // Where there is but one, a line may call it what it likes.
  const choice = named ?? (own.length === 1 ? own[0] : undefined)
  if (choice === undefined || only === undefined || !parsed.single) {
    const what = parsed.single ? 'names none of the programs' : 'starts more than one of the programs'
    throw new UserError(
      `"${line.value}" (${originOf(line)}) ${what} of ${workspace.toml.file}: ${list(every)}.`,
      'Begin the command with the name of one program, for example "server --port $PORT".',
    )
  }
  const separator = argv.indexOf('--')
  const args = running ? (separator === -1 ? [] : argv.slice(separator + 1)) : argv.slice(1)
  return {
    ...choice,
    found: withValue(line, choice.program.name),
    args,
    env: only.env,
    ...(parsed.port === undefined ? {} : { port: parsed.port }),
    ...(parsed.needsShell
      ? { shell: throughShell(line.value.replace(word, choice.program.name), parsed) }
      : {}),
  }
}

function foundIn({ package: own, program }: Candidate): Found<string> {
  const text = own.app.files.head(program.path) ?? ''
  const line = text.split('\n').findIndex((row) => /^\s*(?:pub )?(?:async )?fn main\b/.test(row)) + 1
  return { value: program.name, file: own.app.at(program.path), ...(line === 0 ? {} : { line }) }
}

function list(candidates: readonly Candidate[]): string {
  return candidates.map((one) => `${one.program.name} (${one.package.app.at(one.program.path)})`).join(', ')
}

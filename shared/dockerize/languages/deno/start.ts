import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { parseCommandLine, throughShell } from '../../parse/shell.ts'
import type { App, FileView } from '../../view/file-view.ts'
import type { DenoConfig } from './config.ts'

/** The process that stays, and what its command line told beside. */
export interface Command {
  /** Begins with `deno`, unless only a shell understands it. */
  readonly run: Found<readonly string[]>
  readonly env: Readonly<Record<string, string>>
  /** Commands of the line that come before it. */
  readonly build: readonly string[]
  /** The module that it starts, where that is a file. */
  readonly entry?: string
  readonly port?: number
  /** The permissions are ours: nothing tells which it needs. */
  readonly granted: boolean
}

const TASKS = ['start:prod', 'start', 'serve', 'prod']
const RUNS = ['run', 'serve', 'task', 'eval']
const ENTRIES = ['main', 'server', 'index', 'app', 'mod', 'src/main', 'src/server', 'src/index', 'src/app']
const ENDINGS = ['.ts', '.tsx', '.js', '.mjs', '.jsx']
const LISTENS = /\bDeno\.serve(?:Http)?\(|\bserve\(|\.listen\(|\bcreateServer\(/
const FETCHES = /export default (?:\{[\s\S]{0,400}?\bfetch\b|app\b|router\b)/
// What a server usually needs, without writing files or running programs.
const PERMISSIONS = ['--allow-net', '--allow-env', '--allow-read']
const DEVELOPMENT = /^(?:--watch(?:-hmr|-exclude)?(?:=.*)?|--inspect(?:-\w+)?(?:=.*)?|--reload(?:=.*)?|-r)$/

/** Finds what to start: a line of one's own, a task, or a file that listens. */
export function findCommand(app: App, config: DenoConfig, line: Found<string> | undefined): Command {
  if (line !== undefined) return fromLine(line, config, [])
  const refused: string[] = []
  for (const name of TASKS) {
    const task = config.tasks.get(name)
    if (task === undefined) continue
    const command = fromLine(task, config, [name])
    const better = withoutDevelopment(app, command)
    if (better !== undefined) return better
    refused.push(`the task "${name}" starts ${command.entry ?? 'something'}, which is for development`)
  }
  const entry = entryFile(app)
  if (entry !== undefined) return entry
  throw new UserError(
    `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, the tasks ` +
      `${TASKS.join(', ')} in deno.json, and a file such as main.ts that listens${refused.length === 0 ? '' : ` (${refused.join('; ')})`}.`,
    'Set the input "run-command", for example to "deno run --allow-net main.ts".',
  )
}

function fromLine(line: Found<string>, config: DenoConfig, seen: readonly string[]): Command {
  const parsed = parseCommandLine(line.value)
  const last = parsed.segments.at(-1)
  const [first, command, ...rest] = last?.argv ?? []
  const before = parsed.segments.slice(0, -1).map(({ argv }) => argv.join(' '))
  if (last === undefined)
    throw new UserError(`"${line.value}" (${originOf(line)}) starts nothing.`, 'Set "run-command".')
  const port = parsed.port === undefined ? {} : { port: parsed.port }
  if (first === 'deno' && command === 'task') {
    const name = rest.find((word) => !word.startsWith('-')) ?? ''
    const task = config.tasks.get(name)
    if (task !== undefined && !seen.includes(name)) {
      const inner = fromLine(task, config, [...seen, name])
      return { ...inner, env: { ...last.env, ...inner.env }, build: [...before, ...inner.build] }
    }
  }
  if (parsed.needsShell || first !== 'deno' || command === undefined) {
    return {
      run: withValue(line, throughShell(line.value, parsed)),
      env: {},
      build: [],
      granted: false,
      ...port,
    }
  }
  // `deno main.ts` is `deno run main.ts`. Source: Deno's documentation, "deno run".
  const short = /\.[cm]?[jt]sx?$/.test(command) || command.startsWith('-')
  if (!short && !RUNS.includes(command)) {
    throw new UserError(
      `"${line.value}" (${originOf(line)}) runs no server: "deno ${command}" is none of ${RUNS.map((name) => `deno ${name}`).join(', ')}.`,
      'Set the input "run-command", for example to "deno run --allow-net main.ts".',
    )
  }
  const words = (short ? ['run', command, ...rest] : [command, ...rest]).filter(
    (word) => !DEVELOPMENT.test(word),
  )
  const entry = words.slice(1).find((word) => !word.startsWith('-') && /\.[cm]?[jt]sx?$/.test(word))
  return {
    run: withValue(line, ['deno', ...words]),
    env: last.env,
    build: before,
    granted: false,
    ...(entry === undefined || entry.includes('://') ? {} : { entry: entry.replace(/^\.\//, '') }),
    ...port,
  }
}

/** Fresh's dev.ts builds while it serves: main.ts beside it is what serves in production. */
function withoutDevelopment(app: App, command: Command): Command | undefined {
  const { entry, run } = command
  if (entry === undefined || !/(?:^|\/)dev\.tsx?$/.test(entry)) return command
  const main = entry.replace(/dev(\.tsx?)$/, 'main$1')
  if (!app.files.isFile(main)) return undefined
  const argv = run.value.map((word) => (word.replace(/^\.\//, '') === entry ? main : word))
  return { ...command, entry: main, run: { ...run, value: argv, why: `${main} in place of ${entry}` } }
}

/** The files that are there of those that people start, the likeliest first. */
export function entryFiles(files: FileView): readonly string[] {
  return ENTRIES.flatMap((name) => ENDINGS.map((ending) => name + ending).find(files.isFile) ?? [])
}

function entryFile(app: App): Command | undefined {
  for (const path of entryFiles(app.files)) {
    const text = app.files.head(path) ?? ''
    const serves = FETCHES.test(text) && !LISTENS.test(text)
    if (!(serves || LISTENS.test(text))) continue
    return {
      run: {
        value: ['deno', serves ? 'serve' : 'run', ...PERMISSIONS, path],
        file: app.at(path),
        why: serves ? 'a file that exports fetch' : 'a file that listens',
      },
      env: {},
      build: [],
      entry: path,
      granted: true,
    }
  }
  return undefined
}

import { execFileSync, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { actionOf } from './action-file.ts'
import {
  parseAnnotations,
  parseMasks,
  parsePairs,
  withoutMaskLines,
  type Annotation,
} from './file-commands.ts'

/** A signal to a running action: after so many milliseconds, as soon as its log matches, or when the test aborts. */
interface SignalAt {
  readonly signal: NodeJS.Signals
  readonly at: number | RegExp | AbortSignal
  /** So many milliseconds later. */
  readonly delay?: number
}

/** What the runner sends to a step when its job is cancelled. Source: actions/runner, ProcessInvoker.cs. */
export function cancelAt(at: RegExp | AbortSignal): readonly SignalAt[] {
  return [
    { signal: 'SIGINT', at },
    { signal: 'SIGTERM', at, delay: 7_500 },
    { signal: 'SIGKILL', at, delay: 10_000 },
  ]
}

/** What a step of a workflow hands to an action. */
export interface ActionStep {
  /** The folder in dist/: `build`, `release`, `auto-dockerize` or `root`. */
  readonly action: string
  /** By their names in action.yml; one that is not there is an error. Defaults are filled in as by the runner. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Variables of the job or step. Nothing but PATH is inherited from the test's own environment. */
  readonly env?: Readonly<Record<string, string>>
  /** The checkout; without it, an empty folder. */
  readonly workspace?: string
  /** The event's payload. */
  readonly event?: unknown
  /** `${{ github.token }}` in defaults. Absent: none, so that GitHub's API is not asked. */
  readonly token?: string
  readonly signals?: readonly SignalAt[]
  /** A script to run in place of the bundle: the action's sources. */
  readonly main?: string
  /** Kills the action and throws after so many milliseconds; 120,000 unless told. */
  readonly timeout?: number
}

/** What became of it. */
export interface ActionRun {
  /** null when a signal ended the process. */
  readonly exitCode: number | null
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  /** What the step exports to later ones by GITHUB_ENV. */
  readonly exports: Readonly<Record<string, string>>
  readonly summary: string
  /** Both streams as written, without the lines that announce masks, and nothing masked. */
  readonly log: string
  readonly masks: readonly string[]
  readonly annotations: readonly Annotation[]
  readonly milliseconds: number
  /** Files and folders the action left in RUNNER_TEMP, the temporary folder or HOME. */
  readonly leftovers: readonly string[]
}

/** Runs a bundle of dist/ as the runner runs a JavaScript action, in this process's Node. */
export async function runAction(step: ActionStep): Promise<ActionRun> {
  const { main } = actionOf(step.action)
  return await runCommand([process.execPath, step.main ?? main], { ...step, inputs: inputsOf(step) })
}

/** Runs the post step of an action: the same inputs and variables, and what its main step kept. */
export async function runPost(step: ActionStep, main: Pick<ActionRun, 'state'>): Promise<ActionRun> {
  const { post, path } = actionOf(step.action)
  if (post === undefined) throw new Error(`${path} has no post step.`)
  const state = Object.entries(main.state).map(([name, value]): [string, string] => [`STATE_${name}`, value])
  return await runCommand([process.execPath, post], {
    ...step,
    signals: [],
    inputs: inputsOf(step),
    env: { ...step.env, ...Object.fromEntries(state) },
  })
}

function inputsOf({ action, inputs = {}, token }: ActionStep): Readonly<Record<string, string>> {
  const file = actionOf(action)
  const unknown = Object.keys(inputs).filter((name) => !file.inputs.some((input) => input.name === name))
  if (unknown.length > 0) throw new Error(`${file.path} has no input ${unknown.join(', ')}.`)
  const defaults = file.inputs.map((input): [string, string] => [
    input.name,
    (input.default ?? '').replace(/\$\{\{\s*github\.token\s*\}\}/, token ?? ''),
  ])
  return { ...Object.fromEntries(defaults), ...inputs }
}

/** Runs any command as the runner runs a step, with inputs just as given. */
export async function runCommand(
  command: readonly [string, ...string[]],
  step: Omit<ActionStep, 'action'>,
): Promise<ActionRun> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'action-')))
  try {
    const runner = prepare(scratch, step)
    const started = performance.now()
    const { exitCode, log } = await execute(command, step, runner)
    const milliseconds = performance.now() - started
    return {
      exitCode,
      milliseconds,
      outputs: parsePairs(readFileSync(runner.env.GITHUB_OUTPUT, 'utf8')),
      state: parsePairs(readFileSync(runner.env.GITHUB_STATE, 'utf8')),
      exports: parsePairs(readFileSync(runner.env.GITHUB_ENV, 'utf8')),
      summary: readFileSync(runner.env.GITHUB_STEP_SUMMARY, 'utf8'),
      log: withoutMaskLines(log),
      masks: parseMasks(log),
      annotations: parseAnnotations(log),
      leftovers: runner.watched.flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
          relative(scratch, join(folder, name)),
        ),
      ),
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Runner {
  readonly env: Readonly<Record<string, string>> &
    Readonly<Record<'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_ENV' | 'GITHUB_STEP_SUMMARY', string>>
  readonly workspace: string
  readonly watched: readonly string[]
}

function prepare(scratch: string, step: Omit<ActionStep, 'action'>): Runner {
  const folder = (name: string): string => {
    mkdirSync(join(scratch, name), { recursive: true })
    return join(scratch, name)
  }
  const file = (name: string, content = ''): string => {
    writeFileSync(join(folder('files'), name), content)
    return join(scratch, 'files', name)
  }
  const temp = folder('runner-temp')
  const system = folder('tmp')
  const home = folder('home')
  const workspace = step.workspace ?? folder('workspace')
  const inputs = Object.entries(step.inputs ?? {}).map(([name, value]): [string, string] => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ])
  return {
    workspace,
    watched: [temp, system, home],
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      TMPDIR: system,
      ...githubVariables,
      RUNNER_TEMP: temp,
      RUNNER_TOOL_CACHE: folder('tools'),
      GITHUB_WORKSPACE: workspace,
      GITHUB_SHA: headOf(workspace),
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(step.event ?? {})),
      ...step.env,
      ...Object.fromEntries(inputs),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STATE: file('state'),
      GITHUB_ENV: file('env'),
      GITHUB_PATH: file('path'),
      GITHUB_STEP_SUMMARY: file('summary'),
    },
  }
}

function headOf(workspace: string): string {
  if (!existsSync(join(workspace, '.git'))) return '0123456789abcdef0123456789abcdef01234567'
  return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: workspace, encoding: 'utf8' }).trim()
}

// As on a push to the default branch. GitHub's API is out of reach unless a test names one.
const githubVariables = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octocat',
  GITHUB_API_URL: 'http://127.0.0.1:1',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_JOB: 'test',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REPOSITORY: 'octo-org/app',
  GITHUB_REPOSITORY_OWNER: 'octo-org',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '1234567890',
  GITHUB_RUN_NUMBER: '7',
  GITHUB_WORKFLOW: 'ci',
  RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
  RUNNER_NAME: 'test',
  RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
}

async function execute(
  [command, ...args]: readonly [string, ...string[]],
  step: Omit<ActionStep, 'action'>,
  runner: Runner,
): Promise<{ exitCode: number | null; log: string }> {
  const timeout = step.timeout ?? 120_000
  const child = spawn(command, args, {
    cwd: runner.workspace,
    env: runner.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const timers: NodeJS.Timeout[] = []
  const send = ({ signal, delay }: SignalAt): void => {
    if (delay === undefined) child.kill(signal)
    else timers.push(setTimeout(() => child.kill(signal), delay))
  }
  let log = ''
  let waiting = (step.signals ?? []).filter(({ at }) => at instanceof RegExp)
  const read = (chunk: string): void => {
    log += chunk
    const due = waiting.filter(({ at }) => at instanceof RegExp && at.test(log))
    waiting = waiting.filter((entry) => !due.includes(entry))
    due.forEach(send)
  }
  child.stdout.setEncoding('utf8').on('data', read)
  child.stderr.setEncoding('utf8').on('data', read)
  for (const entry of step.signals ?? []) {
    const { at, signal, delay = 0 } = entry
    if (at instanceof AbortSignal) {
      const due = (): void => {
        send(entry)
      }
      at.addEventListener('abort', due, { once: true })
    } else if (typeof at === 'number') timers.push(setTimeout(() => child.kill(signal), at + delay))
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
    const giveUp = (): void => {
      child.kill('SIGKILL')
      reject(new Error(`${[command, ...args].join(' ')} did not end within ${timeout} ms:\n${log}`))
    }
    timers.push(setTimeout(giveUp, timeout))
  }).finally(() => {
    timers.forEach(clearTimeout)
  })
  return { exitCode, log }
}

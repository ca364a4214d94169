import { originOf, type Considered, type Found } from '../found.ts'
import type { Plan } from '../plan.ts'

/** One value of a plan, with what people need to judge it. */
export interface PlanValue {
  readonly name: string
  readonly found: Found<string | number | readonly string[]>
  /** What would make it another one, for people. */
  readonly change: string
}

// Where people pin a version, by language.
const PIN_FILES: Readonly<Record<string, string>> = {
  node: '.nvmrc',
  bun: '.bun-version',
  deno: '.tool-versions',
  python: '.python-version',
  java: '.java-version',
  go: 'go.mod',
  rust: 'rust-toolchain.toml',
  php: 'composer.json',
  ruby: '.ruby-version',
  dotnet: 'global.json',
  elixir: '.tool-versions',
}

/** The plan's values in the order in which people read them; those that it lacks are left out. */
export function valuesOf(plan: Plan): readonly PlanValue[] {
  const pin = PIN_FILES[plan.language.value]
  const all: readonly (readonly [string, PlanValue['found'] | undefined, string])[] = [
    ['language', plan.language, 'the input "framework" or "root-directory"'],
    ['framework', plan.framework, 'the input "framework"'],
    ['version', plan.version, `the input "version"${pin === undefined ? '' : ` or ${pin}`}`],
    ['package manager', plan.packageManager, 'the lockfile that is committed'],
    ['build command', plan.buildCommand, 'the input "build-command"'],
    ['run command', plan.runCommand, 'the input "run-command" or a web process in Procfile'],
    ['port', plan.port, 'the input "port"'],
    ['health check path', plan.healthCheckPath, 'the input "health-check-path"'],
  ]
  return all.flatMap(([name, found, change]) => (found === undefined ? [] : [{ name, found, change }]))
}

/** The plan for the log, a value a line. */
export function planLines(plan: Plan): readonly string[] {
  return valuesOf(plan).map(
    ({ name, found }) => `${`${name}:`.padEnd(19)}${shown(found)} (${originOf(found)})`,
  )
}

/** The Dockerfile's head: what it was made from. */
export function explanation(plan: Plan): readonly string[] {
  return [
    'Made by auto-dockerize from what it found. It is yours to change, and never overwritten unasked.',
    ...planLines(plan).map((line) => `  ${line}`),
  ]
}

/** The output `plan`: each value's name with `{value, file, line}`; null where no file says so. */
export function planJson(plan: Plan): string {
  const entries = valuesOf(plan).map(({ name, found, change }) => {
    const { value, file = null, line = null, why, considered } = found
    const more = {
      ...(why === undefined ? {} : { why }),
      ...(considered === undefined ? {} : { considered: considered.map(consideredJson) }),
    }
    return [name.replaceAll(' ', '-'), { value, file, line, ...more, change }]
  })
  return JSON.stringify(Object.fromEntries(entries))
}

function consideredJson({ value, file, line, why }: Considered): object {
  return { value, file: file ?? null, line: line ?? null, ...(why === undefined ? {} : { why }) }
}

/** An exec form's words for people. */
export function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ')
}

/** A value of a plan as people write it. */
export function shown({ value }: PlanValue['found']): string {
  return typeof value === 'object' ? commandLine(value) : String(value)
}

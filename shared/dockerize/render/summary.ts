import { code, plain, table } from '../../report/markdown.ts'
import { originOf, type Found } from '../found.ts'
import type { Dockerized } from '../index.ts'
import type { Plan } from '../plan.ts'

/** The plan's values in the order in which people read them. */
function values(
  plan: Plan,
): readonly (readonly [string, Found<string | number | readonly string[]> | undefined])[] {
  return [
    ['language', plan.language],
    ['framework', plan.framework],
    ['version', plan.version],
    ['package manager', plan.packageManager],
    ['build command', plan.buildCommand],
    ['run command', plan.runCommand],
    ['port', plan.port],
    ['health check path', plan.healthCheckPath],
  ]
}

/** The plan for the log, a value a line. */
export function planLines(plan: Plan): readonly string[] {
  return values(plan).flatMap(([name, value]) =>
    value === undefined ? [] : [`${`${name}:`.padEnd(19)}${shown(value.value)} (${originOf(value)})`],
  )
}

/** The Dockerfile's head: what it was made from. */
export function explanation(plan: Plan): readonly string[] {
  return [
    'Made by auto-dockerize from what it found. It is yours to change, and never overwritten unasked.',
    ...planLines(plan).map((line) => `  ${line}`),
  ]
}

/** The job summary: each value, and where it was found. */
export function dockerizeSummary({ generated, dockerfilePath, plan, warnings }: Dockerized): string {
  const rows = (plan === undefined ? [] : values(plan)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, code(shown(value.value)), plain(originOf(value))]],
  )
  return [
    `### ${code(dockerfilePath)} ${generated ? 'was generated' : 'was there already'}`,
    ...(rows.length === 0 ? [] : [table(['value', 'found', 'where'], rows)]),
    ...(warnings.length === 0 ? [] : [warnings.map(({ text }) => `- ${plain(text)}`).join('\n')]),
    '',
  ].join('\n\n')
}

/** The output `plan`: each value's name with `{value, file, line}`; null where no file says so. */
export function planJson(plan: Plan): string {
  const entries = values(plan).flatMap(([name, found]) => {
    if (found === undefined) return []
    const { value, file = null, line = null, why } = found
    return [[name.replaceAll(' ', '-'), { value, file, line, ...(why === undefined ? {} : { why }) }]]
  })
  return JSON.stringify(Object.fromEntries(entries))
}

/** An exec form's words for people. */
export function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ')
}

function shown(value: string | number | readonly string[]): string {
  return typeof value === 'object' ? commandLine(value) : String(value)
}

import { originOf, type Found } from '../found.ts'
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

/** The Dockerfile's head: what it was made from. */
export function explanation(plan: Plan): readonly string[] {
  const found = values(plan).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${`${name}:`.padEnd(19)}${shown(value.value)} (${originOf(value)})`],
  )
  return [
    'Made by auto-dockerize from what it found; it is yours to change, and is never overwritten unasked.',
    ...found,
  ]
}

/** The plan as Markdown for the job summary. */
export function planTable(plan: Plan): string {
  const rows = values(plan).flatMap(([name, value]) =>
    value === undefined ? [] : [`| ${name} | ${code(shown(value.value))} | ${cell(originOf(value))} |`],
  )
  return ['| value | found | where |', '| --- | --- | --- |', ...rows, ''].join('\n')
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

function shown(value: string | number | readonly string[]): string {
  return typeof value === 'object'
    ? value.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)).join(' ')
    : String(value)
}

// Outside text in a table: neither Markdown nor HTML of its own, and no end of the cell.
function cell(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~!@#]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function code(text: string): string {
  return `<code>${cell(text)}</code>`
}

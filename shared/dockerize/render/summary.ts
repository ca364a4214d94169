import { bullets, code, details, plain, table } from '../../report/markdown.ts'
import { originOf } from '../found.ts'
import type { Dockerized } from '../index.ts'
import type { Plan } from '../plan.ts'
import { shown, valuesOf } from './values.ts'

/** The job summary: each value, and where it was found. */
export function dockerizeSummary({ generated, dockerfilePath, plan, warnings }: Dockerized): string {
  return [
    `### ${code(dockerfilePath)} ${generated ? 'was generated' : 'was there already'}`,
    ...(plan === undefined ? [] : planMarkdown(plan)),
    ...(warnings.length === 0 ? [] : [bullets(warnings.map(({ text }) => plain(text)))]),
    '',
  ].join('\n\n')
}

/** Each value of a plan with where it was found, then what was passed over and what would change it. */
export function planMarkdown(plan: Plan): readonly string[] {
  const values = valuesOf(plan)
  const found = values.map(({ name, found }) => [name, code(shown(found)), plain(originOf(found))])
  const passedOver = values.map(({ name, found, change }) => [
    name,
    (found.considered ?? [])
      .map((considered) => `${code(considered.value)} (${plain(originOf(considered))})`)
      .join('<br>'),
    plain(change),
  ])
  return [
    table(['value', 'found', 'where'], found),
    details(
      'What was passed over, and what would change a value',
      table(['value', 'passed over', 'changed by'], passedOver),
    ),
  ]
}

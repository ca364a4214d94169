import { code, plain, table } from '../../shared/report/markdown.ts'
import { tail, type Judged, type Outcome } from './results.ts'

const WORDS: Readonly<Record<Outcome, string>> = {
  runs: 'ok   ',
  checked: 'check',
  refused: 'refus',
  wrong: 'WRONG',
}

/** One line of the log for one application, and the end of its own log where something is wrong. */
export function line({ name, outcome, why, found = {}, seconds, log }: Judged): string {
  const what = [
    found['language'],
    found['framework'],
    found['version'],
    found['package-manager'],
    found['port'],
  ]
  const head = [WORDS[outcome], name, `(${what.filter(Boolean).join(' ')})`, `${seconds} s`, why].filter(
    Boolean,
  )
  const details = outcome === 'wrong' && log !== undefined ? tail(log).replaceAll(/^/gm, '        ') : ''
  return `${head.join('  ')}${details.trim() === '' ? '' : `\n${details}`}`
}

/** `41 run, 3 only checked, 1 refused, 0 wrong`. */
export function totals(all: readonly Judged[]): string {
  const number = (outcome: Outcome): number => all.filter((judged) => judged.outcome === outcome).length
  return `${all.length} applications: ${number('runs')} run, ${number('checked')} only checked, ${number('refused')} refused, ${number('wrong')} wrong`
}

/** The table, a row for each application. */
export function markdown(all: readonly Judged[]): string {
  const rows = all.map(({ name, found = {}, outcome, why }) => [
    code(name),
    plain([found['language'], found['framework'], found['version']].filter(Boolean).join(' ')),
    plain(found['package-manager'] ?? ''),
    found['port'] ?? '',
    code(found['run-command'] ?? ''),
    RESULTS[outcome] + (why === undefined ? '' : `: ${plain(why)}`),
  ])
  const header = ['application', 'found', 'package manager', 'port', 'start', 'result']
  return `${totals(all)}.\n\n${table(header, rows)}\n`
}

const RESULTS: Readonly<Record<Outcome, string>> = {
  runs: 'runs',
  checked: 'checked only',
  refused: 'refused',
  wrong: '**wrong**',
}

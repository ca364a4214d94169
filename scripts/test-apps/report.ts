import { code, cut, plain, table } from '../../shared/report/markdown.ts'
import { tail, type Judged, type Outcome } from './results.ts'

const WORDS: Readonly<Record<Outcome, string>> = {
  runs: 'ok   ',
  checked: 'check',
  refused: 'refus',
  faulty: 'fault',
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

/** `46 applications: 41 run, 3 are only checked, 1 is refused, 0 are faulty, 1 is wrong`. */
export function totals(all: readonly Judged[]): string {
  const number = (outcome: Outcome): number => all.filter((judged) => judged.outcome === outcome).length
  const be = (count: number): string => (count === 1 ? 'is' : 'are')
  const [runs, checked, refused, faulty, wrong] = [
    number('runs'),
    number('checked'),
    number('refused'),
    number('faulty'),
    number('wrong'),
  ]
  return (
    `${all.length} application${all.length === 1 ? '' : 's'}: ${runs} run${runs === 1 ? 's' : ''}, ` +
    `${checked} ${be(checked)} only checked, ${refused} ${be(refused)} refused, ` +
    `${faulty} ${be(faulty)} faulty, ${wrong} ${be(wrong)} wrong`
  )
}

const HEADER = ['application', 'found', 'package manager', 'port', 'start', 'result']
const MOST = 240

/** A row for each application. */
export function resultTable(all: readonly Judged[]): string {
  const rows = all.map((judged) => {
    const { name, found = {}, outcome, why } = judged
    return [
      code(name),
      plain(
        [...new Set([found['language'], found['framework']]), found['version']].filter(Boolean).join(' '),
      ),
      plain(found['package-manager'] ?? ''),
      found['port'] ?? '',
      code(cut(found['run-command'] ?? '', 80)),
      RESULTS[outcome] + (why === undefined ? '' : `: ${plain(cut(why, MOST))}`) + reason(judged),
    ]
  })
  return table(HEADER, rows)
}

/** Of a failed build or container: the last line that tells of an error. */
function reason({ outcome, log = '' }: Judged): string {
  if (outcome !== 'wrong') return ''
  const lines = log.split('\n').map((text) => text.replace(/^#?\d+ (?:\d+\.\d+ )?|^\d+\.\d+ /, '').trim())
  const telling = lines.filter((text) => /error|cannot|refused|denied|abort|only supports/i.test(text))
  const last = telling.findLast(
    (text) => !/^ERROR: (?:process|failed to)|failed to solve|^"?[{[]|^├/.test(text),
  )
  return last === undefined ? '' : ` (${plain(cut(last.replace(/\bhttps?:\/\/\S+/g, '…'), 160))})`
}

const RESULTS: Readonly<Record<Outcome, string>> = {
  runs: 'runs',
  checked: 'checked only',
  refused: 'refused',
  faulty: 'faulty',
  wrong: '**wrong**',
}

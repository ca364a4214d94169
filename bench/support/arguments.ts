import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What `npm run bench` was asked for. */
export interface BenchArguments {
  /** Names of cases; none is all. */
  readonly cases: readonly string[]
  readonly json: string
  readonly docs: boolean
  readonly rounds: number | undefined
  /** Folder with checkouts of published actions. */
  readonly actions: string | undefined
  readonly list: boolean
}

export const USAGE =
  'npm run bench -- [CASE...] [--json FILE] [--rounds N] [--docs] [--actions FOLDER] [--list]\n' +
  '  CASE      only these cases; all of them without\n' +
  '  --json    where the results go; bench/results.json without\n' +
  '  --rounds  how often each case repeats what it measures, in place of its own number\n' +
  '  --docs    writes the table into docs/benchmarks.md and README.md too; only with all cases\n' +
  '  --actions FOLDER with checkouts of amazon-ecr-login, amazon-ecs-render-task-definition and\n' +
  '             amazon-ecs-deploy-task-definition; their calls are made by a script without it\n' +
  '  --list    lists the cases and measures nothing'

/**
 * Reads the command line.
 * @throws Error that says what is wrong with it
 */
export function parseArguments(argv: readonly string[], known: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      rounds: { type: 'string' },
      docs: { type: 'boolean' },
      actions: { type: 'string' },
      list: { type: 'boolean' },
    },
  })
  const unknown = positionals.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`No case ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new Error(`--rounds is "${values.rounds ?? ''}", not a number of rounds.`)
  }
  const docs = values.docs ?? false
  if (docs && positionals.length > 0) throw new Error('--docs needs all cases, for one table of one run.')
  return {
    cases: positionals,
    json: values.json ?? 'bench/results.json',
    docs,
    rounds,
    actions: values.actions === undefined ? undefined : resolve(values.actions),
    list: values.list ?? false,
  }
}

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What `npm run test:apps` was asked for. */
export interface TestAppsArguments {
  /** A folder of applications; without it, those of this repository. */
  readonly folder: string | undefined
  /** How many folders below it each application lies. */
  readonly depth: number
  /** Names of applications; none is all. */
  readonly only: readonly string[]
  /** Judges what the sources do, not the bundle. */
  readonly sources: boolean
  /** False: only generates and checks. */
  readonly build: boolean
  /** JSON, read before and written after each application. */
  readonly results: string | undefined
  readonly markdown: string | undefined
  /** Judges again what did not run before, though nothing changed. */
  readonly retry: boolean
  readonly jobs: number
  /** Seconds for one application, builds and all. */
  readonly limit: number
}

export const USAGE =
  'npm run test:apps -- [FOLDER] [--depth N] [--only NAME[,NAME]] [--sources] [--results FILE] [--retry]\n' +
  '                      [--no-build] [--markdown FILE] [--jobs N] [--limit SECONDS]\n' +
  '  FOLDER      its subfolders are the applications; without it, __tests__/apps and examples/express-app\n' +
  '  --depth     applications lie so many folders below FOLDER; 1 without\n' +
  '  --only      only these applications\n' +
  '  --sources   generates by the sources in place of the bundle in dist/\n' +
  '  --no-build  only generates and checks\n' +
  '  --results   JSON; what it has already is not judged again while application and Dockerfile are the same\n' +
  '  --retry     judges again what did not run according to --results\n' +
  '  --markdown  the table\n' +
  '  --jobs      applications at a time; 1 without\n' +
  '  --limit     seconds for one application; 900 without'

/**
 * Reads the command line.
 * @throws Error that says what is wrong with it
 */
export function parseArguments(argv: readonly string[]): TestAppsArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      depth: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      sources: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      results: { type: 'string' },
      markdown: { type: 'string' },
      retry: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '1' },
      limit: { type: 'string', default: '900' },
    },
  })
  if (positionals.length > 1) throw new Error(`One folder at a time, not ${positionals.join(', ')}.`)
  return {
    folder: positionals[0] === undefined ? undefined : resolve(positionals[0]),
    only: values.only.split(',').filter((name) => name !== ''),
    sources: values.sources,
    retry: values.retry,
    build: !values['no-build'],
    results: values.results,
    markdown: values.markdown,
    depth: count('depth', values.depth),
    jobs: count('jobs', values.jobs),
    limit: count('limit', values.limit),
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} is "${text}", not a number from 1 on.`)
  return value
}

import { actionOf } from '../../__tests__/support/action-file.ts'
import { runActionStep, type FinishedStep } from '../support/action-step.ts'
import type { BenchCase, BenchContext } from '../support/case.ts'
import { exampleApps } from '../support/example-apps.ts'
import { hasRailpack, railpackPlan } from '../support/railpack.ts'
import { ratio, type Row } from '../support/rows.ts'
import { openSamples, type Samples } from '../support/samples.ts'

const ROUNDS = 3
const SIZES = [10_000, 100_000] as const
const PER_PACKAGE = 100
const row = { case: 'dockerize', unit: 'ms', peers: {} } as const

/** An npm workspace of so many files: a hundred a package, in ten folders, and each tenth package an application. */
function monorepo(files: number): Readonly<Record<string, string>> {
  const source = 'import { x } from "./x.js"\n\nexport const y = () => x + 1\n'.repeat(10)
  const paths = Array.from({ length: files }, (_, file): [string, string] => {
    const number = Math.floor(file / PER_PACKAGE)
    const folder = `packages/p${number}`
    if (file % PER_PACKAGE === 0) return [`${folder}/package.json`, manifest(number)]
    return [`${folder}/src/d${file % 10}/f${file % PER_PACKAGE}.js`, source]
  })
  const top = { name: 'top', private: true, workspaces: ['packages/*'] }
  const lock = {
    name: 'top',
    lockfileVersion: 3,
    packages: { '': { name: 'top', workspaces: top.workspaces } },
  }
  return {
    ...Object.fromEntries(paths),
    'package.json': JSON.stringify(top),
    'package-lock.json': JSON.stringify(lock),
    '.gitignore': 'node_modules\ndist/\n*.log\n/coverage\n.env*\n',
  }
}

function manifest(number: number): string {
  const name = `p${number}`
  const own =
    number % 10 === 0
      ? {
          scripts: { start: 'node src/d1/f1.js' },
          dependencies: { express: '5.1.0', [`p${number + 1}`]: '*' },
        }
      : { scripts: { test: 'node --test' }, dependencies: { zod: '4.1.0' } }
  return JSON.stringify({ name, version: '1.0.0', main: 'src/d1/f1.js', ...own }, undefined, 2)
}

function dockerized(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Promise<FinishedStep> {
  const { main, inputs: declared } = actionOf('auto-dockerize')
  const defaults = declared.map(({ name, default: value }): [string, string] => [name, value ?? ''])
  const known = Object.fromEntries(
    defaults.map(([name, value]) => [name, value.includes('${{') ? '' : value]),
  )
  return runActionStep({ main: [main], inputs: { ...known, ...inputs }, env: {}, files })
}

/** Every application of a monorepo is listed, and one of them is planned and written. */
async function monorepoRows(samples: Samples, rounds: number): Promise<readonly Row[]> {
  for (const size of SIZES) {
    const files = monorepo(size)
    for (let round = 0; round < rounds; round += 1) {
      const list = await dockerized(files, { list: 'true' })
      samples.add('ours', `${size} list`, list.milliseconds)
      samples.add('ours', `${size} memory`, list.peakBytes)
      const one = await dockerized(files, { 'root-directory': 'packages/p10' })
      samples.add('ours', `${size} one`, one.milliseconds)
    }
  }
  const ours = (key: string): number | undefined => samples.medians(key).ours
  const timed = (what: string, key: string, atMost: number): Row => ({
    ...row,
    what,
    ours: ours(key),
    budgets: [{ against: 'value', atMost }],
  })
  return [
    timed('auto-dockerize, 10,000 files: all applications listed', '10000 list', 300),
    timed('auto-dockerize, 10,000 files: one application', '10000 one', 300),
    timed('auto-dockerize, 100,000 files: all applications listed', '100000 list', 2500),
    timed('auto-dockerize, 100,000 files: one application', '100000 one', 2500),
    {
      ...row,
      unit: 'times',
      what: 'auto-dockerize, time of ten times the files',
      ours: ratio(ours('100000 list'), ours('10000 list')),
      budgets: [{ against: 'value', atMost: 11 }],
    },
    {
      ...row,
      unit: 'bytes',
      what: 'auto-dockerize, 100,000 files: peak resident memory',
      ours: ours('100000 memory'),
      budgets: [{ against: 'value', atMost: 150_000_000 }],
    },
  ]
}

/** The example applications of the tests, each beside `railpack plan` where that is there and makes a plan of it. */
async function exampleRows(samples: Samples, rounds: number, { say }: BenchContext): Promise<readonly Row[]> {
  const apps = exampleApps()
  const beside = hasRailpack()
  const ratios: number[] = []
  for (const { name, files } of apps) {
    for (let round = 0; round < rounds; round += 1) {
      const { milliseconds, firstLineMs } = await dockerized(files, { 'root-directory': '.' })
      samples.add('ours', 'first line', firstLineMs)
      samples.add('ours', 'example', milliseconds)
      const theirs = beside ? await railpackPlan(files) : undefined
      const over = ratio(milliseconds, theirs)
      if (over !== undefined) {
        ratios.push(over)
        samples.add('ours', 'over railpack', over)
      }
      if (beside) say(`${name}: ${milliseconds.toFixed(0)} ms, railpack ${theirs?.toFixed(0) ?? 'no plan'}`)
    }
  }
  const planned = Math.round(ratios.length / rounds)
  const note = beside
    ? `${planned} of ${apps.length} applications, which it plans, too`
    : 'railpack is not on PATH'
  return [
    {
      ...row,
      what: 'auto-dockerize, start to the first useful line',
      ours: samples.medians('first line').ours,
      budgets: [{ against: 'value', atMost: 200 }],
    },
    {
      ...row,
      what: `auto-dockerize, ${apps.length} example applications, each`,
      ours: samples.medians('example').ours,
      budgets: [{ against: 'value', atMost: 400 }],
    },
    {
      ...row,
      unit: 'times',
      what: 'auto-dockerize over "railpack plan", the same applications',
      note,
      ours: samples.medians('over railpack').ours,
      budgets: [{ against: 'value', atMost: 1 }],
    },
  ]
}

/** How long auto-dockerize takes, for a small application and for the whole of a large repository. */
export const dockerizeLarge: BenchCase = {
  name: 'dockerize',
  about:
    'auto-dockerize over monorepos of 10,000 and 100,000 files, and over small applications beside railpack',
  run: async (context) => {
    const samples = openSamples()
    const rounds = context.rounds ?? ROUNDS
    return [...(await exampleRows(samples, rounds, context)), ...(await monorepoRows(samples, rounds))]
  },
}

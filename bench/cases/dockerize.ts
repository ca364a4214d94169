import { actionOf } from '../../__tests__/support/action-file.ts'
import { runActionStep } from '../support/action-step.ts'
import type { BenchCase } from '../support/case.ts'
import { ratio } from '../support/rows.ts'
import { openSamples } from '../support/samples.ts'

const ROUNDS = 3
const SIZES = [10_000, 100_000] as const

/** A monorepo of so many files, an application in each tenth package of a hundred files. */
function monorepo(files: number): Readonly<Record<string, string>> {
  const paths = Array.from({ length: files }, (_, file): [string, string] => {
    const name = `packages/p${Math.floor(file / 100)}`
    if (file % 1000 === 0) return [`${name}/package.json`, '{"scripts": {"start": "node src/f1.js"}}']
    return [`${name}/src/f${file % 100}.js`, 'export const x = 1\n']
  })
  return Object.fromEntries(paths)
}

/** The whole of a monorepo is looked at: every application in it is listed. */
export const dockerizeLarge: BenchCase = {
  name: 'dockerize',
  about: 'auto-dockerize over monorepos of 10,000 and 100,000 files: time and peak memory of the process',
  run: async ({ rounds = ROUNDS }) => {
    const samples = openSamples()
    for (const size of SIZES) {
      for (let round = 0; round < rounds; round += 1) {
        const { milliseconds, peakBytes } = await runActionStep({
          main: [actionOf('auto-dockerize').main],
          inputs: { list: 'true', 'root-directory': '.' },
          env: {},
          files: monorepo(size),
        })
        samples.add('ours', `${size} time`, milliseconds)
        samples.add('ours', `${size} memory`, peakBytes)
      }
    }
    const [few, many] = SIZES.map((size) => samples.medians(`${size} time`).ours)
    const row = { case: 'dockerize', unit: 'ms', peers: {} } as const
    return [
      {
        ...row,
        what: 'auto-dockerize, 10,000 files',
        ours: few,
        budgets: [{ against: 'value', atMost: 300 }],
      },
      {
        ...row,
        what: 'auto-dockerize, 100,000 files',
        ours: many,
        budgets: [{ against: 'value', atMost: 2500 }],
      },
      {
        ...row,
        unit: 'times',
        what: 'auto-dockerize, time of ten times the files',
        ours: ratio(many, few),
        budgets: [{ against: 'value', atMost: 11 }],
      },
      {
        ...row,
        ...samples.medians('100000 memory'),
        unit: 'bytes',
        what: 'auto-dockerize, 100,000 files: peak resident memory',
        budgets: [{ against: 'value', atMost: 150_000_000 }],
      },
    ]
  },
}

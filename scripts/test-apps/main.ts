import { writeFileSync } from 'node:fs'
import { repositoryRoot } from '../../__tests__/support/action-file.ts'
import { applicationsIn, ownApplications, type Application } from './applications.ts'
import { parseArguments, USAGE, type TestAppsArguments } from './arguments.ts'
import { hasHadolint } from './build.ts'
import { run } from './command.ts'
import { judge } from './judge.ts'
import { line, resultTable, totals } from './report.ts'
import { openResults, type Judged } from './results.ts'

// `npm run test:apps`: every application gets a Dockerfile, which is checked, built, run and built again.

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

function readArguments(): TestAppsArguments | undefined {
  try {
    return parseArguments(process.argv.slice(2))
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return undefined
  }
}

function chosen({ folder, depth, only }: TestAppsArguments): readonly Application[] {
  const all = folder === undefined ? ownApplications(repositoryRoot) : applicationsIn(folder, depth)
  const unknown = only.filter((name) => all.every((app) => app.name !== name))
  if (unknown.length > 0) throw new Error(`There is no application ${unknown.join(', ')}.`)
  return only.length === 0 ? all : all.filter(({ name }) => only.includes(name))
}

/** Judges the applications, so many at a time, and says each when it is done. */
async function judgeAll(args: TestAppsArguments, interrupt: AbortSignal): Promise<readonly Judged[]> {
  const results = openResults(args.results)
  const queue = [...chosen(args)]
  const judged: Judged[] = []
  const worker = async (): Promise<void> => {
    for (let app = queue.shift(); app !== undefined && !interrupt.aborted; app = queue.shift()) {
      const before = results.get(app.name)
      const usable = before !== undefined && (before.outcome === 'runs' || !args.retry)
      const known = (fingerprint: string): Judged | undefined =>
        usable && before.fingerprint === fingerprint ? before : undefined
      const result = await judge(app, {
        sources: args.sources,
        build: args.build,
        limit: args.limit,
        known,
        interrupt,
      })
      results.add(result)
      judged.push(result)
      say(result === before ? `${line(result)}  (as before)` : line(result))
    }
  }
  await Promise.all(Array.from({ length: args.jobs }, worker))
  return judged.sort((a, b) => (a.name < b.name ? -1 : 1))
}

const args = readArguments()
if (args === undefined) {
  process.exitCode = 2
} else if ((await run(['docker', 'info'])).status !== 0) {
  say('No Docker Engine answers (docker info): applications are built and run by one.')
  process.exitCode = 1
} else {
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupt.abort(new Error(`ended by ${signal}`))
    })
  }
  if (!(await hasHadolint()))
    say('hadolint is not on PATH: the Dockerfiles are held to docker build --check alone.')
  try {
    const judged = await judgeAll(args, interrupt.signal)
    if (args.markdown !== undefined)
      writeFileSync(args.markdown, `${totals(judged)}.\n\n${resultTable(judged)}\n`)
    say(totals(judged))
    // An application of this repository is there to be recognised.
    const failures = judged.filter(
      ({ outcome, rightly }) =>
        outcome === 'wrong' || (outcome === 'refused' && rightly !== true && args.folder === undefined),
    )
    for (const { name, why = '' } of failures) say(`  ${name}: ${why}`)
    if (failures.length > 0) process.exitCode = 1
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { lackOf } from '../__tests__/support/needs.ts'
import { cases } from './cases/index.ts'
import { parseArguments, USAGE, type BenchArguments } from './support/arguments.ts'
import { fillResults } from './support/docs.ts'
import type { PeerFailure } from './support/case.ts'
import { bundleDigest } from './support/bundle.ts'
import { describeMachine, doubts, lookAtMachine, type Machine } from './support/machine.ts'
import { openPeers, type Peers } from './support/peers.ts'
import { verdictOf, type Row } from './support/rows.ts'
import { renderMarkdown, renderText } from './support/table.ts'

// `npm run bench`: release-action beside the tools that a user would otherwise run, in one run on one machine.

const DOCS = 'docs/benchmarks.md'
// It has what is promised: the rows with a budget.
const README = 'README.md'

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

function readArguments(): BenchArguments | undefined {
  try {
    return parseArguments(
      process.argv.slice(2),
      cases.map(({ name }) => name),
    )
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return undefined
  }
}

interface Measured {
  readonly rows: readonly Row[]
  /** Names of cases that could not be measured. */
  readonly failed: readonly string[]
  /** Names of cases that need what this machine does not have. */
  readonly notRun: readonly string[]
  readonly peerFailures: readonly PeerFailure[]
}

/** Runs cases one after another. One that fails is said, and does not take the others with it. */
async function measure(args: BenchArguments, peers: Peers): Promise<Measured> {
  const rows: Row[] = []
  const failed: string[] = []
  const notRun: string[] = []
  const peerFailures: PeerFailure[] = []
  const peerFailed = (failure: PeerFailure): void => {
    peerFailures.push(failure)
    say(`${failure.case}: ${failure.peer} failed: ${failure.why}`)
  }
  for (const { name, about, needsDocker, needsMoto, run } of cases) {
    if (args.cases.length > 0 && !args.cases.includes(name)) continue
    if ((needsDocker && peers.notRun.docker !== undefined) || (needsMoto && lackOf('moto') !== undefined)) {
      notRun.push(name)
      continue
    }
    say(`\n${name}: ${about}`)
    const started = performance.now()
    try {
      rows.push(...(await run({ peers, actions: args.actions, rounds: args.rounds, say, peerFailed })))
      say(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
    } catch (error) {
      failed.push(name)
      say(
        `${name} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
    }
  }
  return { rows, failed, notRun, peerFailures }
}

async function write(path: string, text: string): Promise<void> {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
}

async function report(
  args: BenchArguments,
  peers: Peers,
  machine: Machine,
  { rows, failed, notRun, peerFailures }: Measured,
): Promise<void> {
  const after = bundleDigest()
  const judged = rows.map((row) => ({ ...row, verdict: verdictOf(row) }))
  const withBudget = judged.filter(({ verdict }) => verdict !== undefined)
  const met = withBudget.filter(({ verdict }) => verdict === 'met').length
  const lines = [
    '',
    renderText(rows, peers.notRun),
    '',
    'In brackets: ours as a multiple of the peer.',
    describeMachine(machine),
    ...doubts(machine, after),
    ...Object.entries(peers.notRun).map(([peer, why]) => `Not run: ${peer}, because ${why}.`),
    ...notRun.map((name) => `Not run: the case ${name}, which needs what this machine does not have.`),
    ...peerFailures.map(
      (failure) => `Left out: ${failure.peer} of the case ${failure.case}, where it failed.`,
    ),
    ...failed.map((name) => `Not measured: the case ${name}, which failed.`),
    `${met} of ${withBudget.length} budgets kept.`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  const figures = { machine, notRun: { ...peers.notRun, cases: notRun }, failed, peerFailures, rows: judged }
  await write(args.json, JSON.stringify(figures))
  if (!args.docs) return
  if (after !== machine.bundle) throw new Error(`${DOCS} was not written: the bundle changed meanwhile.`)
  const promised = rows.filter(({ budgets }) => budgets.length > 0)
  for (const [page, shown] of [
    [DOCS, rows],
    [README, promised],
  ] as const) {
    const results = `${renderMarkdown(shown, peers.notRun)}\n\n${describeMachine(machine)}`
    await write(page, fillResults(readFileSync(page, 'utf8'), results))
  }
}

async function main(): Promise<void> {
  const args = readArguments()
  if (args === undefined) {
    process.exitCode = 2
    return
  }
  if (args.list) {
    for (const { name, about } of cases) process.stdout.write(`${name.padEnd(14)}${about}\n`)
    return
  }
  const peers = openPeers()
  process.once('exit', peers.stop)
  // An exit runs what takes containers and folders down; a signal alone does not.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const machine = lookAtMachine(peers, new Date())
  const measured = await measure(args, peers)
  await report(args, peers, machine, measured)
  if (measured.failed.length > 0) process.exitCode = 1
}

await main()

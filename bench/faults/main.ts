import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { fault, type Fault } from '../../__tests__/support/fault.ts'
import { faults } from '../../__tests__/support/faults.ts'
import { fillResults } from '../support/docs.ts'
import { describeMachine, lookAtMachine } from '../support/machine.ts'
import { openPeers } from '../support/peers.ts'
import { playCell, rightEnd, type Cell } from './judge.ts'
import { renderCounts, renderMarkdown, renderText } from './table.ts'
import { TOOLS, type Tool } from './tools.ts'

// `node bench/faults/main.ts [--docs] [WORDS]`: the fault matrix with release-action, crane and skopeo side by side.

const DOCS = 'docs/fault-matrix.md'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { docs: { type: 'boolean' } } })
const words = positionals.join(' ')
if (values.docs === true && words !== '')
  throw new Error('--docs needs all faults, for one table of one run.')

const peers = openPeers()
peers.stop()
const machine = lookAtMachine(peers, new Date())
const tools = TOOLS.filter((tool) => tool === 'ours' || peers.names.some((peer) => tool.startsWith(peer)))

const all: readonly Fault[] = [fault('none', () => undefined), ...faults]
const rows = all.filter(
  ({ name, protocols, oursOnly }) =>
    protocols.includes('distribution') && oursOnly !== true && name.includes(words),
)

async function play(row: Fault, tool: Tool): Promise<Cell> {
  const cell = await playCell(row, tool)
  const seconds = (cell.milliseconds / 1000).toFixed(1)
  process.stderr.write(`${row.name} | ${tool}: ${cell.end} in ${seconds} s. ${cell.said}\n`)
  return cell
}

const cells: Cell[] = []
for (const row of rows.filter(({ slow }) => slow !== true)) {
  for (const tool of tools) cells.push(await play(row, tool))
}
// The slow ones do nothing but wait, so all of them wait together.
const waiting = rows.filter(({ slow }) => slow === true)
cells.push(...(await Promise.all(waiting.flatMap((row) => tools.map(async (tool) => await play(row, tool))))))

const matrix = rows.map((row) => ({
  fault: row.name,
  right: rightEnd(row),
  cells: cells.filter((cell) => cell.fault === row.name),
}))
const about = describeMachine({
  ...machine,
  tools: Object.fromEntries(
    Object.entries(machine.tools).filter(([name]) => tools.some((tool) => tool === name)),
  ),
})
const counts = `As they should be: ${renderCounts(matrix)}.`
process.stdout.write(`\n${renderText(matrix)}\n\n${counts}\n${about}\n`)
if (values.docs === true) {
  const page = fillResults(readFileSync(DOCS, 'utf8'), `${about}\n\n${renderMarkdown(matrix)}\n\n${counts}`)
  writeFileSync(DOCS, await format(page, { ...(await resolveConfig(DOCS)), filepath: DOCS }))
}

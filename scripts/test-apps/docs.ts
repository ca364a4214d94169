import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { repositoryRoot } from '../../__tests__/support/action-file.ts'
import { code } from '../../shared/report/markdown.ts'
import { portRows } from './ports.ts'
import { resultTable, totals } from './report.ts'
import { readResults, type Judged } from './results.ts'

// Writes docs/auto-dockerize-apps.md from the results of two runs: of this repository's and of public applications.

const USAGE = 'node scripts/test-apps/docs.ts OWN.json PUBLIC.json FOLDER'

const HEAD = `# Applications that auto-dockerize was judged by

Each got the Dockerfile that the action writes, and nothing else. An application **runs** when that Dockerfile passes
\`docker build --check\` and hadolint and keeps the general promises (a numeric user that is not root, exec form, no
secret in ARG or ENV, every base with a tag, nothing copied that is not there or ignored, every stage used), when the
image builds, answers over HTTP below 500, is found healthy, has no process of root, ends within 10 seconds of SIGTERM,
and when a build after a change of source installs nothing again.

It is **checked only** where what it needs was out of reach: a package registry, a base image without a stand-in, or to
run it a database. The log had to say so; then the checks alone decide. **Refused** is an application for which nothing
is written, and the sentence says why. **Faulty** is one that nothing can build or run as it is; what is wrong with it
was looked up by hand, and the log has to say so. **Wrong** is everything else, whoever's fault it is.

Base images were stand-ins, Debian with the same runtimes, where a container registry was out of reach.

To run it again, with a Docker Engine and hadolint on PATH:

\`\`\`sh
npm ci && npm run build
npm run test:apps -- --results own.json
node scripts/test-apps/collect.ts FOLDER
npm run test:apps -- FOLDER --depth 2 --results public.json
node scripts/test-apps/docs.ts own.json public.json FOLDER
\`\`\`
`

function publicTables(judged: readonly Judged[]): string {
  const groups = Map.groupBy(judged, ({ name }) => (name.split('/')[0] ?? '').replace('+', '/'))
  const sections = [...groups].map(([repository, all]) => {
    const named = all.map((one) => ({ ...one, name: (one.name.split('/')[1] ?? '').replaceAll('+', '/') }))
    return `### ${repository}\n\n${totals(all)}.\n\n${resultTable(named)}`
  })
  return sections.join('\n\n')
}

/** How often the port is the one that railpack's authors test. */
function ports(judged: readonly Judged[], folder: string): string {
  const rows = portRows(
    judged.filter(({ name }) => name.startsWith('railwayapp+railpack/')),
    folder,
  )
  // On 80 a server answers that railpack brings along, for sites of files and for PHP; ours is on 8000, without root.
  const own = rows.filter(({ theirs }) => theirs !== 80)
  const brought = rows.filter(({ theirs }) => theirs === 80)
  const right = own.filter(({ theirs, ours }) => ours === String(theirs))
  const served = brought.filter(({ ours }) => ours === '8000')
  const others = [
    ...own.filter((row) => !right.includes(row)),
    ...brought.filter((row) => !served.includes(row)),
  ]
  const list = others.map(
    ({ name, theirs, ours }) => `${code(name.split('/')[1] ?? '')} (${theirs}, ours ${ours ?? 'refused'})`,
  )
  return [
    `railpack's examples say in a \`test.json\` at which port they are asked. Of ${own.length} applications that listen themselves`,
    `the port is the same for ${right.length}. The other ${brought.length} are sites and PHP, which railpack serves at 80 by a server that`,
    `it brings: ${served.length} of them are recognised as such and served at 8000, which needs no root.`,
    others.length === 0 ? '' : `Different: ${list.join(', ')}.`,
  ].join('\n')
}

const { positionals } = parseArgs({ allowPositionals: true })
const [own, others, folder] = positionals
if (own === undefined || others === undefined || folder === undefined) {
  process.stderr.write(`${USAGE}\n`)
  process.exitCode = 2
} else {
  const mine = readResults(own)
  const all = readResults(others)
  const serving = all.filter(({ rightly }) => rightly !== true)
  const refused = all.filter(({ rightly }) => rightly === true)
  const text = [
    HEAD,
    `## This repository's own\n\n${totals(mine)}.\n\n${resultTable(mine)}`,
    `## Public ones that serve HTTP\n\n${totals(serving)}.`,
    publicTables(serving),
    `## Public ones that cannot run\n\nFixtures of errors, libraries and programs that serve nothing: a refusal is right.`,
    publicTables(refused),
    `## Ports\n\n${ports(all, folder)}`,
    '',
  ].join('\n\n')
  const target = join(repositoryRoot, 'docs', 'auto-dockerize-apps.md')
  writeFileSync(target, await format(text, { ...(await resolveConfig(target)), parser: 'markdown' }))
}

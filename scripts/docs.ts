/**
 * Writes the tables of inputs and outputs in each action's README from its action.yml, and the document on how
 * deployments end from the cases that they are tested by. With `--check` writes nothing and exits 1 when one of them is
 * out of date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { readActionFile } from './lib/action-file.ts'
import { deploymentResults } from './lib/docs-results.ts'
import { fillFrameworks } from './lib/docs-frameworks.ts'
import { fillTables } from './lib/docs-tables.ts'

const check = process.argv.includes('--check')
const folders = ['.', ...readdirSync('.').filter((folder) => folder.endsWith('-action'))].filter((folder) =>
  existsSync(join(folder, 'action.yml')),
)

/** @param render makes a document from what it is now */
async function update(path: string, render: (now: string) => string): Promise<void> {
  const now = existsSync(path) ? readFileSync(path, 'utf8') : ''
  try {
    const formatted = await format(render(now), { ...(await resolveConfig(path)), parser: 'markdown' })
    if (formatted === now) return
    if (check) {
      console.error(`${path} is out of date: run npm run docs.`)
      process.exitCode = 1
    } else {
      writeFileSync(path, formatted)
      console.log(`wrote ${path}`)
    }
  } catch (error) {
    console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}

for (const folder of folders) {
  await update(join(folder, 'README.md'), (readme) => fillTables(readme, readActionFile(folder)))
}
await update(join('auto-dockerize-action', 'README.md'), fillFrameworks)
await update(join('docs', 'deployment-results.md'), deploymentResults)

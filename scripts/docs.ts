/**
 * Writes the tables of inputs and outputs in each action's README from its action.yml. With `--check` writes nothing
 * and exits 1 when a table is out of date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { readActionFile } from './lib/action-file.ts'
import { fillTables } from './lib/docs-tables.ts'

const check = process.argv.includes('--check')
const folders = ['.', ...readdirSync('.').filter((folder) => folder.endsWith('-action'))].filter((folder) =>
  existsSync(join(folder, 'action.yml')),
)

for (const folder of folders) {
  const path = join(folder, 'README.md')
  const readme = readFileSync(path, 'utf8')
  try {
    const text = fillTables(readme, readActionFile(folder))
    const formatted = await format(text, { ...(await resolveConfig(path)), parser: 'markdown' })
    if (formatted === readme) continue
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

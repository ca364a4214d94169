/** Runs every static check, prints one line for each and the output of those that failed, and exits 1 if any did. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

interface Result {
  readonly exitCode: number | null
  readonly output: string
}

const checks: Check[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'docs', command: ['node', 'scripts/docs.ts', '--check'] },
]

const folders = (process.env['PATH'] ?? '').split(delimiter)
if (folders.some((folder) => existsSync(join(folder, 'actionlint')))) {
  const files = readdirSync('.github/workflows').map((name) => join('.github/workflows', name))
  checks.push({ name: 'workflows', command: ['actionlint', ...files] })
} else {
  console.log('--    workflows: not checked, actionlint is not on PATH')
}

async function run({ command: [command, ...args] }: Check): Promise<Result> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const read = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  return await new Promise((resolve) => {
    child.once('error', (error) => {
      resolve({
        exitCode: null,
        output: `${error.message}\nIs it installed? Run npm ci, then npm run check.\n`,
      })
    })
    child.once('close', (exitCode) => {
      resolve({ exitCode, output })
    })
  })
}

const queue = [...checks]
async function worker(): Promise<void> {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const started = performance.now()
    const { exitCode, output } = await run(check)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${exitCode === 0 ? 'ok  ' : 'FAIL'}  ${check.name} (${seconds} s)`)
    if (exitCode === 0) continue
    process.exitCode = 1
    console.log(output.trimEnd().replaceAll(/^/gm, '      '))
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker))

/**
 * Bundles every action into `dist/<name>/`. ncc cannot load TypeScript with `.ts` import suffixes, so tsc emits
 * JavaScript first. ncc's exit code proves nothing (a bundle that cannot resolve a module still exits 0), which is why
 * each bundle is started once without inputs and has to answer with an error of ours.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { readActionFile } from './lib/action-file.ts'

const bin = (name: string): string => join('node_modules', '.bin', name)
const actions = readdirSync('.')
  .filter((folder) => folder.endsWith('-action'))
  .map((folder) => ({ folder, name: folder.replace(/-action$/, '') }))

rmSync('.build', { recursive: true, force: true })
execFileSync(bin('tsc'), ['--noEmit', 'false', '--outDir', '.build', '--sourceMap', 'false'], {
  stdio: 'inherit',
})
writeFileSync('.build/package.json', '{"type":"module"}\n')

// A step that came to its end has nothing for its post step, which then costs no more than a start of Node. Else the
// bundle tells by the file that it was started by what it is to do.
const POST = "if (process.env.STATE_unfinished === 'true') await import('./index.js')\n"

async function bundle({ folder, name }: (typeof actions)[number]): Promise<void> {
  const out = join('.build', 'dist', name)
  await promisify(execFile)(
    bin('ncc'),
    ['build', join('.build', folder, 'src', 'main.js'), '-o', out, '-q'],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  const target = join('dist', name)
  rmSync(target, { recursive: true, force: true })
  mkdirSync('dist', { recursive: true })
  renameSync(out, target)
  if (readActionFile(name === 'root' ? '.' : folder).post !== undefined) {
    writeFileSync(join(target, 'post.js'), POST)
  }
  proveItRuns(name)
}

function proveItRuns(name: string): void {
  const empty = mkdtempSync(join(tmpdir(), 'bundle-'))
  const env = { PATH: process.env['PATH'] ?? '', RUNNER_TEMP: empty, GITHUB_WORKSPACE: empty }
  const run = spawnSync(process.execPath, [resolve('dist', name, 'index.js')], {
    env,
    encoding: 'utf8',
    cwd: empty,
  })
  rmSync(empty, { recursive: true })
  if (run.status !== 1 || !run.stdout.includes('::error')) {
    throw new Error(`dist/${name} does not run:\n${run.stdout}${run.stderr}`)
  }
}

const queue = [...actions]
async function worker(): Promise<void> {
  for (let action = queue.shift(); action; action = queue.shift()) await bundle(action)
}
await Promise.all(Array.from({ length: availableParallelism() }, worker))
console.log(`bundled ${actions.map(({ name }) => `dist/${name}`).join(', ')}`)

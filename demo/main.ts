import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGitRepo } from '../__tests__/support/git-repo.ts'
import { startSandbox } from '../sandbox/index.ts'
import { dockerAnswers, dockerRuntime } from '../sandbox/runtime/docker.ts'
import { processRuntime } from '../sandbox/runtime/process.ts'
import { stepsIn } from './actions.ts'
import { readBoard, renderBoard, type Line } from './board.ts'
import { furnish, HOME, REPOSITORY, stagesFile } from './estate.ts'
import { assembleLayout } from './layout.ts'

// `npm run demo`: a check-in runs end to end on this machine, and says at the end what it proved.

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
const started = Date.now()
const docker = await dockerAnswers()
const runtime = docker ? await dockerRuntime() : processRuntime()
const sandbox = await startSandbox({ runtime })
const repo = createGitRepo('examples/express-app')
const layout = mkdtempSync(join(tmpdir(), 'demo-layout-'))
const uses = stepsIn(repo, sandbox, say)

/** A build's inputs: with a Docker Engine none, without one the image that is assembled here. */
function buildInputs(): Readonly<Record<string, string>> {
  if (docker) return {}
  assembleLayout(repo.folder, layout)
  return { from: layout }
}

async function board(): Promise<readonly Line[]> {
  const lines = await readBoard(sandbox)
  say(`\n  what runs where\n${renderBoard(lines)}`)
  return lines
}

function expectRunning(
  lines: readonly Line[],
  stage: string,
  digest: string | undefined,
  answer: string,
): void {
  for (const line of lines.filter((candidate) => candidate.stage === stage)) {
    if (line.digest === digest && line.answer === answer) continue
    throw new Error(`${line.stage} in ${line.region} should run ${digest ?? ''} and answer "${answer}".`)
  }
}

try {
  await furnish(sandbox)
  say(
    docker
      ? 'A Docker Engine answers: images are really built, and really run.'
      : 'No Docker Engine answers: the image is assembled from the files of the app, and runs as a process.',
  )
  const FIRST = 'Hello from the first commit'
  const SECOND = 'Hello from the second commit'
  const first = repo.commit('Describe the stages', { '.github/stages.yml': stagesFile(sandbox) })
  say(`\n1. A repository without a Dockerfile is checked in: commit ${first.slice(0, 12)}`)
  await uses('auto-dockerize')
  const built = await uses('build', buildInputs())
  await uses('release', { 'stage-name': 'dev' })
  expectRunning(await board(), 'dev', built.outputs['digest'], FIRST)

  say('\n2. What runs in dev is promoted to prod: two regions, one of them serverless')
  await uses('release', { 'stage-name': 'prod' })
  const after = await board()
  expectRunning(after, 'dev', built.outputs['digest'], FIRST)
  expectRunning(after, 'prod', built.outputs['digest'], FIRST)

  const changed = readFileSync(join(repo.folder, 'server.js'), 'utf8').replace(FIRST, SECOND)
  const second = repo.commit('Say hello again', { 'server.js': changed })
  say(`\n3. A second commit goes the same way, by one action: ${second.slice(0, 12)}`)
  const checkedIn = await uses('root', buildInputs())
  const between = await board()
  expectRunning(between, 'dev', checkedIn.outputs['digest'], SECOND)
  expectRunning(between, 'prod', built.outputs['digest'], FIRST)
  await uses('release', { 'stage-name': 'prod' })
  expectRunning(await board(), 'prod', checkedIn.outputs['digest'], SECOND)

  say('\n4. The same release again changes nothing, and the way back is one input')
  const again = await uses('release', { 'stage-name': 'prod' })
  if (again.outputs['result'] !== 'unchanged') throw new Error('The same release again was not unchanged.')
  await uses('release', { 'stage-name': 'prod', rollback: 'true' })
  expectRunning(await board(), 'prod', built.outputs['digest'], FIRST)

  say(`
Proved in ${((Date.now() - started) / 1000).toFixed(0)} s, by the bundles in dist/:
  - a repository without a Dockerfile runs in dev, then in prod in two regions, on ECS and on Lambda;
  - every stage answers over HTTP from the very digest that was built: ${built.outputs['digest'] ?? ''}
    and ${checkedIn.outputs['digest'] ?? ''};
  - a promotion moved no image within a registry, the same release again wrote nothing, and prod went back by one input.`)
} finally {
  await sandbox.stop()
  repo.remove()
  rmSync(layout, { recursive: true, force: true })
  if (docker) removeImages(`${sandbox.registries[HOME] ?? ''}/${REPOSITORY}`)
}

/** The engine keeps an image of what it built and pushed. */
function removeImages(repository: string): void {
  const ids = execFileSync('docker', ['image', 'ls', '--quiet', '--filter', `reference=${repository}`], {
    encoding: 'utf8',
  })
  const all = [...new Set(ids.split('\n').filter((id) => id !== ''))]
  if (all.length > 0) execFileSync('docker', ['image', 'rm', '--force', ...all], { stdio: 'ignore' })
}

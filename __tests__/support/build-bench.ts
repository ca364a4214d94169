import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { createGitRepo, type GitRepo } from './git-repo.ts'
import { runAction, type ActionRun, type ActionStep } from './run-action.ts'

/** The region of a bench. */
export const REGION = 'us-east-1'

/** What a test of build-action works with: a sandbox for the suite, a repository in it and a git one for each test. */
export interface BuildBench {
  readonly sandbox: Sandbox
  readonly repo: GitRepo
  /** Name of the image's repository. */
  name: string
  readonly url: () => string
  readonly head: () => string
  readonly tags: () => Record<string, string>
  /** What the sandbox was asked for in this test. */
  readonly actions: () => string[]
  /** Runs build-action where git is the only command: none of these tests may need Docker. */
  readonly build: (
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
    step?: Partial<ActionStep>,
  ) => Promise<ActionRun>
}

/** Sets a bench up by the hooks of the file that calls it. */
export function useBuildBench(): BuildBench {
  let sandbox: Sandbox
  let repo: GitRepo
  let bin: string
  let count = 0
  const bench: BuildBench = {
    get sandbox() {
      return sandbox
    },
    get repo() {
      return repo
    },
    name: '',
    url: () => `${sandbox.registries[REGION] ?? ''}/${bench.name}`,
    head: () => repo.git('rev-parse', 'HEAD'),
    tags: () => sandbox.tags(REGION, bench.name),
    actions: () => sandbox.requests.map(({ action }) => action),
    build: async (inputs = {}, env = {}, step = {}) =>
      await runAction({
        action: 'build',
        inputs: { 'ecr-image-url': bench.url(), ...inputs },
        env: { ...sandbox.env(REGION), PATH: bin, ...env },
        workspace: repo.folder,
        ...step,
      }),
  }
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(async () => {
    await sandbox.stop()
  })
  beforeEach(() => {
    count += 1
    bench.name = `app-${count}`
    sandbox.createRepository(REGION, bench.name)
    repo = createGitRepo()
    repo.commit('Add an image', { Dockerfile: 'FROM scratch\nCOPY README.md /\n' })
    bin = join(repo.folder, '.git', 'bin')
    mkdirSync(bin)
    symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bin, 'git'))
    sandbox.requests.length = 0
  })
  afterEach(() => {
    sandbox.heal()
    repo.remove()
  })
  return bench
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesOf, pushFile } from '../../sandbox/github/git-data.ts'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { repositoryRoot } from '../support/action-file.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const BRANCH = 'auto-dockerize/main-Dockerfile'
let sandbox: Sandbox
let workspace = ''
beforeEach(async () => {
  sandbox = await startSandbox()
  workspace = mkdtempSync(join(tmpdir(), 'app-'))
  cpSync(join(repositoryRoot, 'examples', 'express-app'), workspace, { recursive: true })
})
afterEach(async () => {
  await sandbox.stop()
  rmSync(workspace, { recursive: true, force: true })
})

async function run(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  return await runAction({
    action: 'auto-dockerize',
    workspace,
    inputs: { 'pull-request': 'true', overwrite: 'true', ...inputs },
    env: { ...sandbox.env('us-east-1'), GITHUB_REF: 'refs/heads/main', ...env },
    token: 'a-token-of-the-job',
  })
}

const pulls = (): Sandbox['github']['pullRequests'] => sandbox.github.pullRequests

describe('pull-request: true', () => {
  it('proposes the files with the explanation of each value', async () => {
    const { exitCode, log, summary } = await run()
    expect(exitCode).toBe(0)
    expect(log).toContain('Opened a pull request for main. https://github.com/sandbox/app/pull/1')
    expect(summary).toContain('(https://github.com/sandbox/app/pull/1)')
    expect(pulls()).toMatchObject([{ head: BRANCH, base: 'main', title: 'Add a Dockerfile' }])
    expect(pulls()[0]?.body).toContain('| port | `8000` | server.js:18 |')
    expect(pulls()[0]?.body).toContain("docker build -t app -f 'Dockerfile' .")
    const files = filesOf(sandbox.github, BRANCH)
    expect(files.get('Dockerfile')).toBe(readFileSync(join(workspace, 'Dockerfile'), 'utf8'))
    expect([...files.keys()].sort()).toEqual(['.dockerignore', 'Dockerfile'])
  })

  it('writes nothing to GitHub the second time, and brings it up to date the third', async () => {
    await run()
    const tip = sandbox.github.git.branches.get(BRANCH)
    const same = await run()
    expect(same.log).toContain('has these files already')
    expect(sandbox.github.git.branches.get(BRANCH)).toBe(tip)

    const { log } = await run({ port: '9000' })
    expect(log).toContain('Brought the open pull request for main up to date.')
    expect(pulls()).toHaveLength(1)
    expect(pulls()[0]?.body).toContain('| port | `9000` |')
    expect(filesOf(sandbox.github, BRANCH).get('Dockerfile')).toContain('EXPOSE 9000')
  })

  it('never touches what somebody else has committed', async () => {
    await run()
    pushFile(sandbox.github, BRANCH, 'Dockerfile', 'FROM scratch\n')
    const { exitCode, log } = await run({ port: '9000' })
    expect(exitCode).toBe(0)
    expect(log).toContain(`somebody has committed to ${BRANCH}`)
    expect(filesOf(sandbox.github, BRANCH).get('Dockerfile')).toBe('FROM scratch\n')
  })

  it('starts anew from the base once the former one is closed', async () => {
    await run()
    for (const each of pulls()) each.state = 'closed'
    pushFile(sandbox.github, 'main', 'server.js', 'later')
    await run({ port: '9000' })
    expect(pulls()).toMatchObject([{ state: 'closed' }, { state: 'open', head: BRANCH }])
    expect(filesOf(sandbox.github, BRANCH).get('server.js')).toBe('later')
  })

  it('proposes nothing that the base has already', async () => {
    await run({ 'pull-request': 'false' })
    for (const name of ['Dockerfile', '.dockerignore']) {
      pushFile(sandbox.github, 'main', name, readFileSync(join(workspace, name), 'utf8'))
    }
    const { exitCode, log } = await run()
    expect(exitCode).toBe(0)
    expect(log).toContain('there is nothing to propose')
    expect(pulls()).toEqual([])
  })

  it('leaves a Dockerfile alone that is there, and says nothing to GitHub', async () => {
    writeFileSync(join(workspace, 'Dockerfile'), 'FROM scratch\n')
    const { outputs } = await run({ overwrite: 'false' })
    expect(outputs['generated']).toBe('false')
    expect(sandbox.requests).toEqual([])
  })

  it('says which setting lets the job open one', async () => {
    sandbox.github.mayCreatePullRequests = false
    const { exitCode, annotations } = await run()
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message).join()).toMatch(
      /GitHub refused opening the pull request: 403 .*Allow GitHub Actions to create and approve/,
    )
  })

  it('says which permissions the job lacks', async () => {
    sandbox.github.answers.set('POST /repos/sandbox/app/git/trees', {
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    })
    const { exitCode, annotations } = await run()
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message).join()).toMatch(/contents: write, pull-requests: write/)
  })

  it('is refused for a tag before anything is written', async () => {
    const { exitCode, annotations } = await run({}, { GITHUB_REF: 'refs/tags/v1' })
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message).join()).toContain('refs/tags/v1, which is no branch')
    expect(() => readFileSync(join(workspace, 'Dockerfile'))).toThrow(/ENOENT/)
  })

  it('is made for the branch that a pull request comes from', async () => {
    sandbox.github.git.branches.set('feature/x', sandbox.github.git.branches.get('main') ?? '')
    await run({}, { GITHUB_REF: 'refs/pull/7/merge', GITHUB_HEAD_REF: 'feature/x' })
    expect(pulls()).toMatchObject([{ base: 'feature/x', head: 'auto-dockerize/feature-x-Dockerfile' }])
  })
})

import { chmodSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { differenceFrom, hashOfContext } from '../../../shared/build/difference.ts'
import { readCheckout } from '../../../shared/build/git.ts'
import { commandRunner } from '../../../shared/runner/run-command.ts'
import { createGitRepo, type GitRepo } from '../../support/git-repo.ts'
import { quietLog } from './quiet-log.ts'

const exec = commandRunner(quietLog)

describe('files that git ignores', () => {
  let repo: GitRepo

  beforeEach(() => {
    repo = createGitRepo()
    repo.commit('Add', {
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      'api/Dockerfile': 'FROM scratch\nCOPY . /\n',
      '.gitignore': 'target/\nnode_modules/\n*.log\n',
      'app/a.txt': 'a',
    })
  })
  afterEach(() => {
    repo.remove()
  })

  const difference = async (context = '.', dockerfile = 'Dockerfile'): Promise<string | undefined> => {
    const folder = join(repo.folder, context)
    const checkout = await readCheckout(exec, folder)
    if (checkout === undefined) throw new Error('no checkout')
    const inputs = { context: folder, dockerfile: join(repo.folder, dockerfile) }
    return await differenceFrom(exec, checkout, checkout.head, inputs)
  }

  it('count by their content, because the build gets them', async () => {
    repo.write({ 'target/app.jar': 'one' })
    const one = await difference()
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(await difference()).toBe(one)
    repo.write({ 'target/app.jar': 'two' })
    expect(await difference()).not.toBe(one)
    rmSync(join(repo.folder, 'target'), { recursive: true })
    expect(await difference()).toBeUndefined()
  })

  it.each([
    ['the folder', 'target\n'],
    ['the file by a pattern', '**/*.jar\n'],
    ['all but a little', '*\n!app\n'],
  ])('do not count where .dockerignore leaves out %s', async (_, text) => {
    repo.commit('Leave out', { '.dockerignore': text })
    repo.write({ 'target/app.jar': 'one' })
    expect(await difference()).toBeUndefined()
  })

  it('count where an exception brings them back', async () => {
    repo.commit('Leave out', { '.dockerignore': 'target\n!target/app.jar\n' })
    repo.write({ 'target/classes/A.class': 'x' })
    expect(await difference()).toBeUndefined()
    repo.write({ 'target/app.jar': 'one' })
    expect(await difference()).toBeDefined()
  })

  it('are left out by the ignore file of the Dockerfile rather than by that of the context', async () => {
    repo.commit('Leave out', { '.dockerignore': 'target\n', 'api/Dockerfile.dockerignore': 'node_modules\n' })
    repo.write({ 'target/app.jar': 'one' })
    expect(await difference()).toBeUndefined()
    expect(await difference('.', 'api/Dockerfile')).toBeDefined()
    rmSync(join(repo.folder, 'target'), { recursive: true })
    repo.write({ 'node_modules/x/index.js': 'x' })
    expect(await difference('.', 'api/Dockerfile')).toBeUndefined()
    expect(await difference()).toBeDefined()
  })

  it('count only in the context, also when the context itself is ignored', async () => {
    repo.write({ 'target/site/index.html': 'x', 'debug.log': 'x' })
    expect(await difference('app')).toBeUndefined()
    const site = await difference('target/site')
    expect(site).toBeDefined()
    repo.write({ 'target/other.txt': 'x' })
    expect(await difference('target/site')).toBe(site)
  })

  it('count in a submodule, where git does not look for them', async () => {
    repo.write({ 'module/.gitignore': '*.o\n', 'module/inner/.gitignore': '*.o\n' })
    for (const folder of ['module/inner', 'module']) {
      repo.git('-C', folder, 'init', '--quiet')
      repo.git('-C', folder, 'add', '.')
      repo.git('-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@e', 'commit', '--quiet', '-m', 'x')
    }
    repo.commit('Add a module')
    expect(await difference()).toBeUndefined()
    repo.write({ 'module/inner/a.o': 'x' })
    expect(await difference()).toBeDefined()
  })

  it('do not stop a build that does not need them', async () => {
    repo.write({ 'target/secret': 'x' })
    chmodSync(join(repo.folder, 'target/secret'), 0o000)
    symlinkSync('nowhere', join(repo.folder, 'target/link'))
    expect(await difference()).toBeDefined()
  })
})

describe('what the build leaves out', () => {
  let repo: GitRepo
  beforeEach(() => {
    repo = createGitRepo()
    repo.commit('Add', { Dockerfile: 'FROM scratch\n', '.dockerignore': 'docs\n*ignore\nDockerfile\n' })
  })
  afterEach(() => {
    repo.remove()
  })
  const difference = async (): Promise<string | undefined> => {
    const checkout = await readCheckout(exec, repo.folder)
    if (checkout === undefined) throw new Error('no checkout')
    const inputs = { context: repo.folder, dockerfile: join(repo.folder, 'Dockerfile') }
    return await differenceFrom(exec, checkout, checkout.head, inputs)
  }

  it('is no difference, be it changed or new', async () => {
    repo.commit('Document', { 'docs/a.md': 'a' })
    repo.write({ 'docs/a.md': 'changed', 'docs/b.md': 'new' })
    expect(await difference()).toBeUndefined()
  })

  it.each(['Dockerfile', '.dockerignore'])(
    'is one when it is the %s, which decides all the same',
    async (name) => {
      repo.write({ [name]: 'changed\n' })
      expect(await difference()).toBeDefined()
    },
  )

  it.each(['Dockerfile.dockerignore', '.dockerignore'])('is one when %s is gone', async (name) => {
    repo.commit('Leave out', { [name]: 'docs\n' })
    rmSync(join(repo.folder, name))
    expect(await difference()).toBeDefined()
  })

  it('is none either where there is no checkout', async () => {
    const inputs = { context: repo.folder, dockerfile: join(repo.folder, 'Dockerfile') }
    const first = await hashOfContext(inputs)
    repo.write({ 'docs/new.md': 'new' })
    expect(await hashOfContext(inputs)).toBe(first)
    repo.write({ 'new.md': 'new' })
    expect(await hashOfContext(inputs)).not.toBe(first)
  })
})

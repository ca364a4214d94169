import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { differenceFrom, hashOfContext } from '../../../shared/build/difference.ts'
import { isAncestor, readCheckout } from '../../../shared/build/git.ts'
import { commandRunner } from '../../../shared/runner/run-command.ts'
import { createGitRepo, type GitRepo } from '../../support/git-repo.ts'
import { quietLog } from './quiet-log.ts'

const exec = commandRunner(quietLog)

describe('differenceFrom', () => {
  let repo: GitRepo

  beforeEach(() => {
    repo = createGitRepo()
    repo.commit('Add', {
      Dockerfile: 'FROM scratch\n',
      '.gitignore': 'dist/\ngenerated.Dockerfile\n',
      'app/a.txt': 'a',
      'lib/b.txt': 'b',
    })
  })
  afterEach(() => {
    repo.remove()
  })

  const difference = async (
    context = '.',
    dockerfile = 'Dockerfile',
    commit?: string,
  ): Promise<string | undefined> => {
    const folder = join(repo.folder, context)
    const checkout = await readCheckout(exec, folder)
    if (checkout === undefined) throw new Error('no checkout')
    return await differenceFrom(exec, checkout, commit ?? checkout.head, {
      context: folder,
      dockerfile: join(repo.folder, dockerfile),
    })
  }

  it('is none for the commit itself', async () => {
    expect(await difference()).toBeUndefined()
  })

  const changes: readonly (readonly [string, () => void])[] = [
    [
      'a changed file',
      () => {
        repo.write({ 'app/a.txt': 'changed' })
      },
    ],
    [
      'an untracked file',
      () => {
        repo.write({ 'app/new.txt': 'new' })
      },
    ],
    [
      'a removed file',
      () => {
        rmSync(join(repo.folder, 'app/a.txt'))
      },
    ],
    [
      'a changed Dockerfile',
      () => {
        repo.write({ Dockerfile: 'FROM other\n' })
      },
    ],
    [
      'an untracked .dockerignore',
      () => {
        repo.write({ '.dockerignore': 'lib\n' })
      },
    ],
    [
      'a program bit',
      () => {
        chmodSync(join(repo.folder, 'app/a.txt'), 0o755)
      },
    ],
    [
      'a staged change',
      () => {
        repo.write({ 'app/a.txt': 's' })
        repo.git('add', '.')
      },
    ],
    [
      'an untracked link',
      () => {
        symlinkSync('a.txt', join(repo.folder, 'app/link'))
      },
    ],
    [
      'a name with blanks and an umlaut',
      () => {
        repo.write({ 'app/ä b.txt': 'x' })
      },
    ],
    [
      'a change that git was told to overlook',
      () => {
        repo.git('update-index', '--assume-unchanged', 'app/a.txt')
        repo.write({ 'app/a.txt': 'hidden' })
      },
    ],
    [
      'a nested repository',
      () => {
        mkdirSync(join(repo.folder, 'nested'))
        repo.git('-C', 'nested', 'init', '--quiet')
        repo.write({ 'nested/x.txt': 'x' })
      },
    ],
  ]
  it.each(changes)('sees %s, and the same again as the same', async (_, change) => {
    change()
    const first = await difference()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await difference()).toBe(first)
  })

  it('tells one change from another', async () => {
    repo.write({ 'app/a.txt': 'one' })
    const one = await difference()
    repo.write({ 'app/a.txt': 'two' })
    expect(await difference()).not.toBe(one)
  })

  it('sees files that a sparse checkout leaves out', async () => {
    repo.git('sparse-checkout', 'set', '--no-cone', '/*', '!/lib/')
    expect(await difference()).toBeDefined()
    expect(await difference('app')).toBeUndefined()
  })

  it('counts only what is in the context, and the Dockerfile wherever it is', async () => {
    repo.write({ 'lib/b.txt': 'changed' })
    expect(await difference('app')).toBeUndefined()
    repo.write({ Dockerfile: 'FROM other\n' })
    expect(await difference('app')).toBeDefined()
  })

  it('counts a Dockerfile that git ignores by its content', async () => {
    repo.write({ 'generated.Dockerfile': 'FROM scratch\n' })
    const first = await difference('.', 'generated.Dockerfile')
    expect(first).toBeDefined()
    repo.write({ 'generated.Dockerfile': 'FROM other\n' })
    expect(await difference('.', 'generated.Dockerfile')).not.toBe(first)
  })

  it('counts a Dockerfile outside of the repository', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'))
    const dockerfile = join('..', '..', outside, 'Dockerfile')
    writeFileSync(join(outside, 'Dockerfile'), 'FROM scratch\n')
    const first = await difference('.', dockerfile)
    writeFileSync(join(outside, 'Dockerfile'), 'FROM other\n')
    const second = await difference('.', dockerfile)
    rmSync(outside, { recursive: true })
    expect(first).toBeDefined()
    expect(second).not.toBe(first)
  })

  it('takes another commit that is checked out for a difference, unless the files are the same', async () => {
    const former = repo.git('rev-parse', 'HEAD')
    repo.commit('Nothing')
    expect(await difference('.', 'Dockerfile', former)).toBeUndefined()
    repo.commit('Something', { 'app/a.txt': 'more' })
    expect(await difference('.', 'Dockerfile', former)).toBeDefined()
    expect(await difference('.', 'Dockerfile', 'f'.repeat(40))).toBeDefined()
  })
})

describe('hashOfContext', () => {
  it('is decided by the files alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'context-'))
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n')
    const inputs = { context: folder, dockerfile: join(folder, 'Dockerfile') }
    expect(await readCheckout(exec, folder)).toBeUndefined()
    const first = await hashOfContext(inputs)
    expect(await hashOfContext(inputs)).toBe(first)
    writeFileSync(join(folder, 'new'), '')
    expect(await hashOfContext(inputs)).not.toBe(first)
    rmSync(folder, { recursive: true })
  })
})

describe('isAncestor', () => {
  it('knows before and after, and does not guess in a shallow clone', async () => {
    const repo = createGitRepo()
    const first = repo.git('rev-parse', 'HEAD')
    const second = repo.commit('Second')
    const full = { folder: repo.folder, shallow: false }
    expect(await isAncestor(exec, full, first, second)).toBe(true)
    expect(await isAncestor(exec, full, second, first)).toBe(false)
    expect(await isAncestor(exec, full, second, 'f'.repeat(40))).toBeUndefined()
    expect(await isAncestor(exec, { ...full, shallow: true }, second, first)).toBeUndefined()
    repo.remove()
  })
})

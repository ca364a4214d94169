import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot } from '../../support/action-file.ts'
import { createGitRepo } from '../../support/git-repo.ts'

test('createGitRepo commits a folder on main, then later changes, and removes everything', () => {
  const repo = createGitRepo(join(repositoryRoot, 'examples/express-app'))
  const first = repo.git('rev-parse', 'HEAD')
  const second = repo.commit('Say more', { 'docs/more.md': 'more\n' })
  expect(repo.git('branch', '--show-current')).toBe('main')
  expect(repo.git('ls-files').split('\n')).toContain('server.js')
  expect(repo.git('log', '--format=%H')).toBe(`${second}\n${first}`)
  expect(repo.git('status', '--porcelain')).toBe('')
  repo.write({ 'server.js': '' })
  expect(repo.git('status', '--porcelain')).toBe('M server.js')
  repo.remove()
  expect(existsSync(repo.folder)).toBe(false)
})

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** A git repository in a temporary folder, on the branch `main`. */
export interface GitRepo {
  /** Absolute. */
  readonly folder: string
  /** Writes files (path -> content) into the work tree without committing them. */
  readonly write: (files: Readonly<Record<string, string>>) => void
  /** Writes files, commits everything, and returns the commit's full sha. */
  readonly commit: (message: string, files?: Readonly<Record<string, string>>) => string
  /** Runs git in the repository and returns what it printed, without surrounding blanks. */
  readonly git: (...args: string[]) => string
  readonly remove: () => void
}

/** Makes a repository of a folder's files, committed once; without a folder, of one README. Ends with `remove()`. */
export function createGitRepo(source?: string): GitRepo {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'repo-')))
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: gitEnvironment }).trim()
  const write: GitRepo['write'] = (files) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
  }
  const commit: GitRepo['commit'] = (message, files = {}) => {
    write(files)
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', message)
    return git('rev-parse', 'HEAD')
  }
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Test')
  git('config', 'user.email', 'test@example.com')
  git('config', 'commit.gpgsign', 'false')
  if (source === undefined) write({ 'README.md': '# App\n' })
  else cpSync(source, folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' })
  commit('Start')
  return {
    folder,
    git,
    write,
    commit,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// The developer's own configuration (hooks, signing, a default branch) must not decide a test.
const gitEnvironment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  HOME: tmpdir(),
}

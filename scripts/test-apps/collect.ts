import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { scalar, mapping } from '../lib/action-file.ts'

// Lays public applications out for `npm run test:apps -- FOLDER --depth 2`: FOLDER/OWNER+NAME/APPLICATION.

const USAGE =
  'node scripts/test-apps/collect.ts FOLDER [--clones FOLDER]\n' +
  '  --clones  has clones as OWNER+NAME; without it, and for others, they are fetched from GitHub'

/** A public repository and the folders of it that are applications. */
interface Source {
  readonly repository: string
  readonly commit: string
  /** The folder that the applications are in. */
  readonly below: string
  /** `.` where the repository is the application. */
  readonly applications: readonly string[]
  /** Folders that are rightly refused. */
  readonly refused: readonly string[]
  readonly expectations: Readonly<Record<string, unknown>>
}

function sourcesOf(file: string): readonly Source[] {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(document)) throw new Error(`${file} is no list.`)
  return document.map((entry: unknown, index) => {
    const where = `${basename(file)}[${index}]`
    const {
      repository,
      commit,
      below = '',
      applications = ['.'],
      refused = [],
      expectations = {},
    } = mapping(entry, where)
    return {
      repository: scalar(repository, `${where}.repository`),
      commit: scalar(commit, `${where}.commit`),
      below: scalar(below, `${where}.below`),
      applications: texts(applications),
      refused: texts(refused),
      expectations: mapping(expectations, `${where}.expectations`),
    }
  })
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((one) => scalar(one, 'an application')) : []
}

function git(...args: readonly string[]): Buffer {
  return execFileSync('git', args, { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** The git folder of a repository that has the commit. */
function cloneOf({ repository, commit }: Source, clones: string): string {
  const folder = join(clones, repository.replace('/', '+'))
  if (existsSync(folder)) return folder
  mkdirSync(folder, { recursive: true })
  git('-C', folder, 'init', '--quiet')
  git('-C', folder, 'fetch', '--quiet', '--depth', '1', `https://github.com/${repository}`, commit)
  return folder
}

function layOut(source: Source, clone: string, application: string, target: string): void {
  const path = [source.below, application].filter((part) => part !== '' && part !== '.').join('/')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const archive = git('-C', clone, 'archive', path === '' ? source.commit : `${source.commit}:${path}`)
  execFileSync('tar', ['--extract', '--directory', target], { input: archive })
  // What is judged is the one that is generated.
  for (const name of readdirSync(target)) if (name.startsWith('Dockerfile')) rmSync(join(target, name))
  const refuses = source.refused.includes(application) ? { refuses: '' } : {}
  const expected = { ...refuses, ...mapping(source.expectations[application] ?? {}, application) }
  if (Object.keys(expected).length > 0) {
    writeFileSync(join(target, 'app.test.json'), JSON.stringify(expected))
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { clones: { type: 'string' } },
})
const [folder, ...others] = positionals
if (folder === undefined || others.length > 0) {
  process.stderr.write(`${USAGE}\n`)
  process.exitCode = 2
} else {
  for (const source of sourcesOf(join(import.meta.dirname, 'public-apps.json'))) {
    const clone = cloneOf(source, resolve(values.clones ?? join(folder, '.clones')))
    for (const application of [...source.applications, ...source.refused]) {
      const name = application === '.' ? 'all' : application.replaceAll('/', '+')
      layOut(source, clone, application, join(folder, source.repository.replace('/', '+'), name))
    }
  }
}

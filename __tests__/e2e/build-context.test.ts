import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readContextFilter } from '../../shared/build/context-filter.ts'
import { describeNeeding } from '../support/needs.ts'

const FILES = [
  'Dockerfile',
  'a.md',
  'README.md',
  'Readme.MD',
  'docs/a.md',
  'docs/deep/b.md',
  'node_modules/x/index.js',
  'packages/p/node_modules/y/index.js',
  'packages/p/src/index.ts',
  'packages/p/src/index.test.ts',
  'target/app.jar',
  'target/classes/A.class',
  '.env',
  '.env.local',
  'config/.env',
  '#odd',
  'a b.txt',
  '[x].txt',
  'x.txt',
  'build/x/keep.txt',
  'build/keep.txt',
] as const

const IGNORE_FILES: readonly (readonly [string, string])[] = [
  ['names', 'docs\ntarget/\n/node_modules\n'],
  ['double stars', '**/node_modules\n**/*.test.ts\n**/.env*\n'],
  ['exceptions', '*.md\n!README.md\ntarget\n!target/*.jar\n'],
  ['everything but some', '*\n!packages/*/src\n!docs/**/b.md\n'],
  ['the last match wins', 'build\n!build/**/keep.txt\nbuild/x\n'],
  ['comments, blanks and escapes', '# docs\n\n  a b.txt  \n\\#odd\n[[]x].txt\n'],
  ['dots and slashes', './docs/../target\nconfig//.env\n?.txt\n'],
  ['classes and letters of either case', '[a-c].md\n[^x]b.md\nreadme.md\n'],
  ['all but a folder, and then some of it', '*\n!packages\n**/node_modules\npackages/**/*.test.ts\n'],
  ['ends of names', '**.md\n**/keep.txt\n**/*.jar\n'],
  ['a folder brought back whole', 'packages\n!packages/p\npackages/p/src\n!**/index.ts\n'],
  ['stars within names', 'pack*/*/src/*.ts\n**/deep/**\n.*\n'],
]

/** What a file system has after `COPY . /`, beside what our reading of the ignore file expects there. */
describeNeeding(['docker'], 'the filter of a context', () => {
  let context: string
  let out: string
  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), 'context-'))
    out = mkdtempSync(join(tmpdir(), 'out-'))
    for (const file of FILES) {
      mkdirSync(join(context, dirname(file)), { recursive: true })
      writeFileSync(join(context, file), file === 'Dockerfile' ? 'FROM scratch\nCOPY . /\n' : file)
    }
  })
  afterEach(() => {
    rmSync(context, { recursive: true })
    rmSync(out, { recursive: true })
  })

  it.each(IGNORE_FILES)('sends what BuildKit sends: %s', async (_, text) => {
    writeFileSync(join(context, '.dockerignore'), text)
    const args = ['buildx', 'build', '--quiet', '--no-cache', '--output', `type=local,dest=${out}`, context]
    execFileSync('docker', args, { stdio: 'pipe' })
    const { sends } = await readContextFilter(context, join(context, 'Dockerfile'))
    const sent = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(out, join(entry.parentPath, entry.name)))
    expect(sent.sort()).toEqual([...FILES, '.dockerignore'].filter(sends).sort())
  })
})

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ignoreLines, isIgnored } from '../../shared/dockerize/parse/dockerignore.ts'
import { renderDockerignore } from '../../shared/dockerize/render/dockerignore.ts'
import { describeNeeding } from '../support/needs.ts'

const FILES = [
  '.env',
  '.env.example',
  '.git/HEAD',
  'README.md',
  'pnpm-lock.yaml',
  'node_modules/a/index.js',
  'apps/api/index.js',
  'apps/web/.env.local',
  'apps/web/[id]/page.js',
  'apps/web/dist/index.js',
  'apps/web/dist/keep.js',
  'apps/web/index.js',
  'apps/web/node_modules/a/index.js',
  'apps/web/src/deep/a.log',
  'apps/web/src/deep/b.js',
  'apps/website/index.js',
  'packages/other/index.js',
  'packages/ui/.env',
  'packages/ui/dist/index.js',
  'packages/ui/index.js',
  'packages/ui/node_modules/a/index.js',
]

const generated = renderDockerignore({
  folder: 'apps/web',
  patterns: ['dist', '!dist/keep.js'],
  scope: ['packages/ui', 'pnpm-lock.yaml'],
  stages: [],
})
const bracketed = renderDockerignore({ folder: 'apps/web/[id]', patterns: [], stages: [] })

describeNeeding(['docker'], 'what a .dockerignore lets into a build', () => {
  const context = mkdtempSync(join(tmpdir(), 'dockerignore-'))
  afterAll(() => {
    rmSync(context, { recursive: true, force: true })
  })
  for (const path of FILES) {
    mkdirSync(join(context, dirname(path)), { recursive: true })
    writeFileSync(join(context, path), '')
  }

  it.each([
    ['one for a folder and its scope', generated],
    ['one for a folder with a name like a pattern', bracketed],
    ['nothing', ''],
    ['a list of what is let in', '*\n!apps/web/\n!packages\n**/dist\n'],
    ['an exception inside of what is ignored', 'apps\n!apps/web/src\napps/web/src/deep/*.log\n'],
    ['patterns for one place and for any', 'node_modules\n/dist\n**/dist/*.js\n!**/keep.*\n'],
    ['cases, comments and blanks', '# .env\n  README.md  \nAPPS\n#apps\n.env*\n!.env.example\n'],
    ['single characters and classes', 'apps/we?\npackages/[n-z]*\n'],
  ])('%s: the builder takes what we think it takes', (_name, text) => {
    const lines = ignoreLines(text)
    const expected = FILES.filter((path) => !isIgnored(lines, path))
    expect(builtFrom(context, text)).toEqual(expected)
  })
})

/** The files of the context that a build sees. */
function builtFrom(context: string, dockerignore: string): readonly string[] {
  const out = mkdtempSync(join(tmpdir(), 'dockerignore-out-'))
  try {
    const dockerfile = join(out, 'Dockerfile')
    writeFileSync(dockerfile, 'FROM scratch\nCOPY . /\n')
    writeFileSync(`${dockerfile}.dockerignore`, dockerignore)
    const output = `type=local,dest=${join(out, 'files')}`
    execFileSync(
      'docker',
      ['buildx', 'build', '--quiet', '--output', output, '--file', dockerfile, context],
      {
        stdio: 'pipe',
      },
    )
    const found = readdirSync(join(out, 'files'), { recursive: true, encoding: 'utf8' })
    return FILES.filter((path) => found.includes(path) && statSync(join(out, 'files', path)).isFile())
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

import { describe, expect, it } from 'vitest'
import type { Stage } from '../../../shared/dockerize/image/steps.ts'
import { ignoreLines, isIgnored } from '../../../shared/dockerize/parse/dockerignore.ts'
import {
  completeDockerignore,
  ignoredCopies,
  renderDockerignore,
} from '../../../shared/dockerize/render/dockerignore.ts'

function copying(...sources: readonly string[]): readonly Stage[] {
  return [{ name: 'a', base: 'b', steps: [{ kind: 'copy', sources, to: './' }] }]
}

/** Those of the paths that a .dockerignore lets into the build. */
function letIn(text: string, paths: readonly string[]): readonly string[] {
  const lines = ignoreLines(text)
  return paths.filter((path) => !isIgnored(lines, path))
}

describe('a new .dockerignore', () => {
  it('keeps out secrets, history and what belongs to this machine', () => {
    const text = renderDockerignore({ folder: '', patterns: ['coverage'], stages: [] })
    const paths = [
      '.git',
      'a/.git',
      'node_modules/x',
      'a/node_modules/x',
      '.env',
      'a/.env.local',
      'coverage/x',
    ]
    expect(letIn(text, [...paths, '.env.example', 'a/.env.example', 'src/.environment', 'a.js'])).toEqual([
      '.env.example',
      'a/.env.example',
      'src/.environment',
      'a.js',
    ])
  })

  it('below the top keeps out all but the application and its scope, and in these what is kept out at any depth', () => {
    const text = renderDockerignore({
      folder: 'apps/web',
      patterns: ['dist', '**/*.tmp', '!dist/keep.js'],
      scope: ['packages/ui', 'pnpm-lock.yaml'],
      stages: [],
    })
    expect(
      letIn(text, [
        'README.md',
        'apps/api/index.js',
        'apps/web/index.js',
        'apps/web/README.md',
        'apps/web/dist/index.js',
        'apps/web/dist/keep.js',
        'apps/web/node_modules/x/index.js',
        'packages/ui/index.js',
        'packages/ui/dist/index.js',
        'packages/ui/node_modules/x/index.js',
        'packages/ui/a.tmp',
        'packages/ui/.env',
        'packages/other/index.js',
        'pnpm-lock.yaml',
      ]),
    ).toEqual([
      'apps/web/index.js',
      'apps/web/dist/keep.js',
      'packages/ui/index.js',
      'packages/ui/dist/index.js',
      'pnpm-lock.yaml',
    ])
  })

  it('takes names for what they are', () => {
    const text = renderDockerignore({ folder: 'a[b]*', patterns: ['out'], stages: [] })
    expect(letIn(text, ['a[b]*/x', 'ab/x', 'a[b]*/out/x', 'a[b]c/x'])).toEqual(['a[b]*/x'])
  })

  it('leaves out no file that the image copies by name', () => {
    const text = renderDockerignore({ folder: '', patterns: ['*.md'], stages: copying('README.md') })
    expect(letIn(text, ['README.md', '.github/x'])).toEqual(['README.md'])
  })
})

describe('a .dockerignore that is there', () => {
  const complete = (text: string, folder = '', language = 'node') =>
    completeDockerignore(text, { folder }, language)

  it('is completed by what is missing for safety alone', () => {
    const { text, added } = complete('node_modules/\n.git\n')
    expect(added).toEqual(['**/.env', '**/.env.*'])
    expect(text.startsWith('node_modules/\n.git\n\n#')).toBe(true)
    expect(complete(text)).toEqual({ text, added: [], letsIn: [] })
  })

  it.each([
    ['*\n!src\n', '', []],
    ['*\n!apps\n', 'apps/web', ['**/.git', '**/node_modules', '**/.env', '**/.env.*']],
    ['.git*\n**/node_modules\n.env*\n', '', []],
    ['**/.git\nnode_modules\n**/.env*\n', 'apps/web', ['**/node_modules']],
    ['# .env\n', '', ['**/.git', '**/node_modules', '**/.env', '**/.env.*']],
  ])('%j gets what lacks for "%s"', (text, folder, added) => {
    expect(complete(text, folder).added).toEqual(added)
  })

  it('may let in what it says by name: that is respected, and told', () => {
    const text = '.git\nnode_modules\n*.env\n.env*\n!.env\n'
    expect(complete(text)).toEqual({
      text,
      added: [],
      letsIn: [expect.objectContaining({ text: '!.env', line: 5 })],
    })
  })

  it('keeps letting in single files of settings', () => {
    const { text, letsIn } = complete('.git\nnode_modules\n.env\n!.env.production\n')
    expect(letIn(text, ['.env', '.env.local', '.env.production', '.env.example'])).toEqual([
      '.env.production',
      '.env.example',
    ])
    expect(letsIn).toEqual([])
  })

  it.each([
    ['.git\nnode_modules\n', ['apps/web/.env', 'apps/web/.env.production']],
    // What it keeps out on purpose stays out.
    ['.git\n**/node_modules\n**/.env*\n', []],
  ])('%j lets in the settings that the build reads, where it did', (existing, expected) => {
    const patterns = ['!.env', '!.env.production']
    const { text } = completeDockerignore(existing, { folder: 'apps/web', patterns }, 'node')
    expect(
      letIn(text, [
        '.env',
        '.env.production',
        'apps/web/.env',
        'apps/web/.env.local',
        'apps/web/.env.production',
      ]),
    ).toEqual(expected)
    // A file that was written here before is nobody's exception.
    expect(completeDockerignore(text, { folder: 'apps/web', patterns }, 'node').letsIn).toEqual([])
  })

  it('tells what it keeps from the Dockerfile', () => {
    const stages = copying('app/package.json', 'app/')
    expect(ignoredCopies('*\n!app\n', stages)).toEqual([])
    expect(ignoredCopies('app/*.json\n', stages)).toEqual(['app/package.json'])
    expect(ignoredCopies('package.json\n', stages)).toEqual([])
    expect(ignoredCopies('APP\n', stages)).toEqual([])
  })
})

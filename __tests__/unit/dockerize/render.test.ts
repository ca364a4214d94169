import { describe, expect, it } from 'vitest'
import type { Step } from '../../../shared/dockerize/image.ts'
import { renderDockerfile } from '../../../shared/dockerize/render/dockerfile.ts'
import {
  completeDockerignore,
  ignoredCopies,
  renderDockerignore,
} from '../../../shared/dockerize/render/dockerignore.ts'

function render(step: Step): string {
  return renderDockerfile([], [{ name: 'runtime', base: 'scratch', steps: [step] }])
}

describe('a Dockerfile', () => {
  it('writes paths with blanks, variables and patterns so that they stand for themselves', () => {
    expect(render({ kind: 'copy', sources: ['my file', 'b'], to: './' })).toContain(
      'COPY ["my file", "b", "./"]',
    )
    expect(render({ kind: 'copy', sources: ['$HOME', '[id]'], to: './' })).toContain('COPY \\$HOME [[]id] ./')
  })

  it('quotes environment values, all but a path put before the own one', () => {
    expect(render({ kind: 'env', values: { A: 'x "$B"' } })).toContain('ENV A="x \\"\\$B\\""')
    expect(render({ kind: 'env', values: { PATH: '/opt/bin:$PATH' } })).toContain('ENV PATH=/opt/bin:$PATH')
  })

  it('lets no line break of outside text begin an instruction', () => {
    expect(renderDockerfile(['package.json\nRUN evil'], [])).toContain('# package.json RUN evil')
    expect(render({ kind: 'cmd', argv: ['a\nRUN evil'] })).toContain('CMD ["a\\nRUN evil"]')
  })
})

describe('a .dockerignore', () => {
  it('keeps out secrets, history and what belongs to this machine', () => {
    const text = renderDockerignore('', ['coverage'])
    for (const pattern of ['**/.git', '**/node_modules', '**/.env', '**/.env.*', 'coverage']) {
      expect(text.split('\n')).toContain(pattern)
    }
  })

  it('keeps out the rest of the repository below the top', () => {
    const text = renderDockerignore('services/api', [])
    expect(text.split('\n').slice(1, 3)).toEqual(['*', '!services/api'])
    expect(text).toContain('\n**/.env\n')
  })

  it('completes a file that is there by what is missing for safety alone', () => {
    const { text, added } = completeDockerignore('node_modules/\n.git\n', '', 'node')
    expect(added).toEqual(['**/.env', '**/.env.*'])
    expect(text.startsWith('node_modules/\n.git\n\n#')).toBe(true)
    expect(completeDockerignore(text, '', 'node')).toEqual({ text, added: [] })
  })

  it('tells what it keeps from the Dockerfile', () => {
    const stages = [
      {
        name: 'a',
        base: 'b',
        steps: [{ kind: 'copy', sources: ['app/package.json', 'app/'], to: '.' }] as const,
      },
    ]
    expect(ignoredCopies('*\n!app\n', stages)).toEqual([])
    expect(ignoredCopies('app/*.json\n', stages)).toEqual(['app/package.json'])
    expect(ignoredCopies('package.json\n', stages)).toEqual([])
  })
})

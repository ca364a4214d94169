import { describe, expect, it } from 'vitest'
import type { Step } from '../../../shared/dockerize/image/steps.ts'
import { renderDockerfile } from '../../../shared/dockerize/render/dockerfile.ts'

function render(step: Step): string {
  return renderDockerfile([], [{ name: 'runtime', base: 'scratch', steps: [step] }])
}

describe('a Dockerfile', () => {
  it('writes paths with blanks, variables and patterns so that they stand for themselves', () => {
    expect(render({ kind: 'copy', sources: ['my file', 'b'], to: './' })).toContain(
      'COPY ["my file", "b", "./"]',
    )
    expect(render({ kind: 'copy', sources: ['$HOME', '[id]'], to: './' })).toContain('COPY \\$HOME [[]id] ./')
    expect(render({ kind: 'copy', sources: ['--from=evil'], to: './' })).toContain('COPY ./--from=evil ./')
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

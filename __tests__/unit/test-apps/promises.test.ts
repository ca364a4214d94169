import { describe, expect, it } from 'vitest'
import { brokenPromises } from '../../../scripts/test-apps/promises.ts'
import { repositoryRoot } from '../../support/action-file.ts'

const HEAD = '# syntax=docker/dockerfile:1\n# check=error=true\n'
const END = 'USER 1000:1000\nEXPOSE 80\nHEALTHCHECK CMD ["a"]\nCMD ["a"]\n'

function broken(
  middle: string,
  { head = HEAD, end = END, ignore = '', builds = false } = {},
): readonly string[] {
  const dockerfile = `${head}${middle}${end}`
  return brokenPromises({ dockerfile, dockerignore: ignore, workspace: repositoryRoot, builds })
}

describe('the general promises', () => {
  it('are kept by a plain Dockerfile', () => {
    const text =
      'FROM a:1 AS build\nCOPY package.json README.md ./\nCOPY --chown=1:1 package.json ./\n' +
      "COPY <<'EOF' /x\nADD nothing\nEOF\n\nRUN apt-get update && apt-get install --no-install-recommends b \\\n" +
      ' && rm -rf /var/lib/apt/lists/*\nFROM a:1@sha256:0 AS runtime\nCOPY --from=build /a /b\nENV PORT=80\n'
    expect(broken(text, { builds: true })).toEqual([])
  })

  it.each([
    ['FROM a:1\n', { head: '' }, 'it does not start with # syntax=docker/dockerfile:1'],
    ['FROM a:1\n', { end: END.replace('1000:1000', 'node') }, 'USER is "node", no number or root'],
    ['FROM a:1\n', { end: END.replace('1000:1000', '0') }, 'USER is "0", no number or root'],
    ['FROM a:1\n', { end: END.replace(/CMD \["a"\]\n$/, 'CMD a\n') }, 'CMD is not in exec form: a'],
    [
      'FROM a:1\n',
      { end: END.replace('HEALTHCHECK CMD ["a"]', 'HEALTHCHECK NONE') },
      'HEALTHCHECK is not in exec form',
    ],
    ['FROM a:latest\n', {}, 'the image a:latest has no tag of its own'],
    ['FROM a\n', {}, 'the image a has no tag of its own'],
    [
      'FROM a:1\nCOPY --from=b.example:5000/c /c /c\n',
      {},
      'the image b.example:5000/c has no tag of its own',
    ],
    ['FROM a:1 AS idle\nFROM a:1\n', {}, 'nothing uses the stage idle'],
    ['FROM a:1\nADD x y\n', {}, 'it has ADD'],
    ['FROM a:1\nARG NPM_TOKEN\n', {}, 'ARG NPM_TOKEN looks like a secret'],
    ['FROM a:1\nENV A=1 \\\n    DB_PASSWORD=x\n', {}, 'ENV DB_PASSWORD looks like a secret'],
    ['FROM a:1\nRUN apt-get install b\n', {}, 'apt-get installs what is only recommended'],
    ['FROM a:1\nRUN apt-get install --no-install-recommends b\n', {}, "apt-get's lists stay"],
    ['FROM a:1\nCOPY absent.json ./\n', {}, 'it copies absent.json, which is not there'],
    [
      'FROM a:1\nCOPY ["README.md", "./"]\n',
      { ignore: '*.md\n' },
      'it copies README.md, which .dockerignore keeps out',
    ],
    ['FROM a:1\n', { builds: true }, 'it builds in the stage that it serves from'],
  ])('are broken by %j with %j', (text, options, message) => {
    expect(broken(text, options).join('\n')).toContain(message)
  })
})

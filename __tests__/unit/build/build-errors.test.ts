import { describe, expect, it } from 'vitest'
import { buildError, loginError } from '../../../shared/build/docker-errors.ts'

const build = { repositoryUrl: 'h/app', dockerfile: 'api/Dockerfile', context: '.' }
const RULE = '-'.repeat(20)

function sentence(...stderr: readonly string[]): string {
  const { message, hint } = buildError(build, { exitCode: 1, stdout: '', stderr: `${stderr.join('\n')}\n` })
  return `${message} ${hint ?? ''}`
}

const EXCERPT = ['Dockerfile:2', RULE, '   1 |     FROM x', '   2 | >>> RUN npm test', '   3 |     ', RULE]

describe('buildError', () => {
  it('names the line of a command and the last that it printed', () => {
    expect(
      sentence(
        '#5 [2/2] RUN npm test',
        '#5 0.126 one',
        '------',
        ' > [2/2] RUN npm test:',
        '0.100 one',
        '0.126 two',
        '0.127 ',
        '0.128 three',
        `0.129 TypeError: ${'x'.repeat(300)}`,
        '------',
        ...EXCERPT,
        'ERROR: failed to build: failed to solve: process "/bin/sh -c npm test" did not complete successfully: exit code: 3',
      ),
    ).toBe(
      `The build failed at api/Dockerfile:2 with exit code 3: two | three | TypeError: ${'x'.repeat(189)}… The log of this step has the whole output.`,
    )
  })

  it('names the line that cannot be read, and the path that is not there', () => {
    expect(
      sentence(
        ...EXCERPT,
        'ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown instruction: RUNN',
      ),
    ).toBe(
      'The build failed at api/Dockerfile:2: dockerfile parse error on line 2: unknown instruction: RUNN. Correct that line.',
    )
    expect(
      sentence(
        ...EXCERPT,
        'ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/absent": not found',
      ),
    ).toBe(
      'The build failed at api/Dockerfile:2: "/absent": not found. Its path is relative to the context ".", and .dockerignore must not leave it out.',
    )
  })

  it('is not misled by what a command printed', () => {
    const told = sentence(
      '#5 0.1 ERROR: Cannot connect to the Docker daemon',
      '------',
      ' > [2/2] RUN npm test:',
      "0.1 fatal: repository 'x' does not exist",
      '0.1 name unknown, no space left on device',
      '------',
      ...EXCERPT,
      'ERROR: failed to build: failed to solve: process "npm test" did not complete successfully: exit code: 128',
    )
    expect(told).toMatch(/^The build failed at api\/Dockerfile:2 with exit code 128: fatal: repository/)
  })

  it.each([
    [
      'x:1: failed to resolve source metadata for h/x:1: h/x:1: not found',
      /^A base image cannot be read: h\/x:1/,
    ],
    ['b: failed to resolve source metadata for h/b: name unknown', /^A base image cannot be read: /],
    ['write /var/lib/x: no space left on device', /^The disk of the builder is full: .*docker system prune/],
    ['no builder "nope" found', /^There is no builder "nope"\. .*"builder"/],
    ['target stage "nope" could not be found', /"target" asks for: .*after AS/],
    ['toomanyrequests: You have reached', /^A registry gives no more base images .*docker\/login-action/],
    [
      'Multi-platform build is not supported for the docker driver.',
      /several platforms at once\. .*setup-buildx/,
    ],
    [
      'failed to receive status: rpc error',
      /^The build failed: failed to receive status: rpc error\. The log/,
    ],
  ])('%s', (said, expected) => {
    expect(sentence('#1 noise', `ERROR: failed to build: failed to solve: ${said}`)).toMatch(expected)
  })

  it('has the first words of a client without Buildx, and the last ones of a build that was killed', () => {
    expect(sentence("docker: 'buildx' is not a docker command.", "See 'docker --help'")).toMatch(
      /no Buildx here/,
    )
    expect(sentence('#1 one', '#2 two')).toMatch(/^The build failed: #2 two\./)
  })
})

describe('loginError', () => {
  it('knows a machine whose engine is not running', () => {
    const stderr = 'Get "https://127.0.0.1:1/v2/": http: server gave HTTP response to HTTPS client\n'
    expect(loginError('127.0.0.1:1', { exitCode: 1, stdout: '', stderr }).message).toBe(
      'No Docker Engine answers.',
    )
  })
})

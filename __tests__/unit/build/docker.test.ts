import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotate, warningsInMetadata, warningsInReport } from '../../../shared/build/checks.ts'
import {
  withoutRegistry,
  withTemporaryFolder,
  writeDockerConfig,
} from '../../../shared/build/docker-config.ts'
import { buildError, loginError } from '../../../shared/build/docker-errors.ts'
import type { Place } from '../../../shared/runner/log.ts'
import { quietLog } from './quiet-log.ts'

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'

describe('withoutRegistry', () => {
  it('keeps everything but the login of the one registry', () => {
    expect(
      withoutRegistry(
        {
          auths: { [HOST]: { auth: 'x' }, [`https://${HOST}/v2/`]: { auth: 'y' }, 'ghcr.io': { auth: 'z' } },
          credHelpers: { [HOST]: 'ecr-login', 'gcr.io': 'gcloud' },
          currentContext: 'remote',
          proxies: { default: {} },
        },
        HOST,
      ),
    ).toEqual({
      auths: { 'ghcr.io': { auth: 'z' } },
      credHelpers: { 'gcr.io': 'gcloud' },
      currentContext: 'remote',
      proxies: { default: {} },
    })
  })

  it('has no credential store, which would keep the token; what it served keeps its logins', () => {
    expect(
      withoutRegistry({ credsStore: 'osxkeychain', auths: { 'ghcr.io': {}, [HOST]: {} } }, HOST),
    ).toEqual({ auths: { 'ghcr.io': {} }, credHelpers: { 'ghcr.io': 'osxkeychain' } })
  })
})

describe('writeDockerConfig', () => {
  it('lends plugins, builders and contexts, and takes none of them away at the end', async () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'))
    const own = join(home, '.docker')
    for (const name of ['buildx', 'contexts']) mkdirSync(join(own, name), { recursive: true })
    writeFileSync(join(own, 'buildx', 'current'), 'mine')
    writeFileSync(join(own, 'config.json'), '{"currentContext":"c"}')
    let folder = ''
    await withTemporaryFolder({ env: { RUNNER_TEMP: home } }, async (temporary) => {
      folder = temporary
      const env = await writeDockerConfig(temporary, HOST, { HOME: home, A: 'b' })
      expect(env).toEqual({ HOME: home, A: 'b', DOCKER_CONFIG: temporary })
      expect(readFileSync(join(temporary, 'buildx', 'current'), 'utf8')).toBe('mine')
      expect(readFileSync(join(temporary, 'config.json'), 'utf8')).toContain('"currentContext"')
      expect(statSync(temporary).mode & 0o777).toBe(0o700)
      expect(statSync(join(temporary, 'config.json')).mode & 0o777).toBe(0o600)
    })
    expect(() => statSync(folder)).toThrow()
    expect(readdirSync(join(own, 'buildx'))).toEqual(['current'])
    rmSync(home, { recursive: true })
  })

  it('is removed when the work fails', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'temp-'))
    const work = withTemporaryFolder({ env: { RUNNER_TEMP: temp } }, () => Promise.reject(new Error('no')))
    await expect(work).rejects.toThrow('no')
    expect(readdirSync(temp)).toEqual([])
    rmSync(temp, { recursive: true })
  })
})

describe('errors of docker', () => {
  const failed = (stderr: string, exitCode = 1): { exitCode: number; stdout: string; stderr: string } => ({
    exitCode,
    stdout: '',
    stderr,
  })

  it.each([
    ['docker: command not found', 127, /^There is no "docker" command/],
    ['unauthorized: incorrect username or password', 1, /refused the token that ECR gave/],
    ['dial tcp: lookup x: no such host', 1, /^Docker cannot sign in to h: dial tcp/],
  ])('login: %s', (stderr, exitCode, sentence) => {
    expect(loginError('h', failed(stderr, exitCode)).message).toMatch(sentence)
  })

  it.each([
    ['docker: command not found', 127, /^There is no "docker" command/],
    ["docker: 'buildx' is not a docker command.", 1, /^Docker has no Buildx here/],
    ['unknown flag: --file\n\nUsage: docker [OPTIONS]', 125, /^Docker has no Buildx here/],
    [
      'ERROR: Cannot connect to the Docker daemon at unix:///x. Is it running?',
      1,
      /^No Docker Engine answers: Cannot/,
    ],
    [
      'ERROR: failed to build: Cache export is not supported for the docker driver.',
      1,
      /cannot write a cache/,
    ],
    ['ERROR: Attestation is not supported for the docker driver.', 1, /cannot make attestations/],
    [
      'ERROR: tag invalid: cannot be overwritten because the tag is immutable',
      1,
      /is immutable and has an image/,
    ],
    [
      "ERROR: name unknown: The repository with name 'app' does not exist",
      1,
      /^There is no repository h\/app/,
    ],
    ['ERROR: failed to push h/app: unexpected status: 403 Forbidden', 1, /^The push to h\/app was denied/],
    ['#5 noise\nERROR: failed to solve: process "x" did not complete', 1, /^The build failed: process/],
    ['', 1, /^The build failed: no reason given/],
  ])('build: %s', (stderr, exitCode, sentence) => {
    const build = { repositoryUrl: 'h/app', dockerfile: 'Dockerfile', context: '.' }
    expect(buildError(build, failed(stderr, exitCode)).message).toMatch(sentence)
  })
})

describe('build checks', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')

  it('are read from metadata', () => {
    const warning = {
      short: base64('MaintainerDeprecated: use a label'),
      detail: [base64('More.')],
      url: 'https://docs/x',
      sourceInfo: { filename: 'Dockerfile', data: base64('FROM x') },
      range: [{ start: { line: 3 }, end: { line: 3 } }],
    }
    expect(warningsInMetadata({ 'buildx.build.warnings': [warning, {}] })).toEqual([
      { rule: 'MaintainerDeprecated', message: 'use a label More.', url: 'https://docs/x', line: 3 },
    ])
    expect(warningsInMetadata({})).toEqual([])
  })

  it('are read from a report', () => {
    const report = {
      sources: [{ filename: 'Dockerfile' }],
      warnings: [
        {
          ruleName: 'X',
          description: 'd',
          detail: 'what',
          location: { sourceIndex: 0, ranges: [{ start: { line: 7 } }] },
        },
      ],
    }
    expect(warningsInReport(report)).toEqual([{ rule: 'X', message: 'what', url: undefined, line: 7 }])
  })

  it('become ten annotations at most', () => {
    const places: (Place | undefined)[] = []
    const said: string[] = []
    const log = {
      ...quietLog,
      warning: (_: string, place?: Place) => places.push(place),
      info: (text: string) => said.push(text),
    }
    const warning = { rule: 'X', message: 'm', url: undefined, line: 2 }
    annotate(log, Array<typeof warning>(12).fill(warning), '/w/api/Dockerfile', '/w')
    expect(places).toHaveLength(10)
    expect(places[0]).toEqual({ title: 'Build check', file: 'api/Dockerfile', line: 2 })
    expect(said).toEqual(['2 more build-check warnings stand in the log of the build.'])
  })
})

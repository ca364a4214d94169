import { describe, expect, it } from 'vitest'
import {
  buildArgs,
  type BuildCommand,
  checkArgs,
  secretEnvironment,
} from '../../../shared/build/build-args.ts'
import type { BuildOptions } from '../../../shared/build/request.ts'
import { noOptions } from './options.ts'

const command = (options: Partial<BuildOptions> = {}, more: Partial<BuildCommand> = {}): BuildCommand => ({
  context: '/w',
  dockerfile: '/w/Dockerfile',
  reference: 'host/app:sha',
  labels: [],
  cache: { from: [], to: [] },
  metadataFile: '/t/metadata.json',
  options: { ...noOptions, ...options },
  ...more,
})

describe('buildArgs', () => {
  it('is the shortest command when nothing is asked for', () => {
    expect(buildArgs(command())).toEqual([
      'buildx',
      'build',
      '--file',
      '/w/Dockerfile',
      '--progress=plain',
      '--push',
      '--tag',
      'host/app:sha',
      '--provenance=false',
      '--metadata-file',
      '/t/metadata.json',
      '/w',
    ])
  })

  const rows: readonly (readonly [string, Partial<BuildOptions>, readonly string[]])[] = [
    ['builder', { builder: 'b1' }, ['--builder', 'b1']],
    ['target', { target: 'web' }, ['--target', 'web']],
    ['platforms', { platforms: ['linux/amd64', 'linux/arm64'] }, ['--platform', 'linux/amd64,linux/arm64']],
    ['build-args', { buildArgs: ['A=1', 'B'] }, ['--build-arg', 'A=1', '--build-arg', 'B']],
    ['ssh', { ssh: ['default'] }, ['--ssh', 'default']],
    ['network', { network: 'host' }, ['--network', 'host']],
    ['annotations', { annotations: ['index:a=b'] }, ['--annotation', 'index:a=b']],
    ['cache-from', { cacheFrom: ['type=gha'] }, ['--cache-from', 'type=gha']],
    ['cache-to', { cacheTo: ['type=inline'] }, ['--cache-to', 'type=inline']],
    ['no-cache', { noCache: true }, ['--no-cache']],
    ['pull', { pull: true }, ['--pull']],
    ['provenance', { provenance: 'mode=max' }, ['--provenance=mode=max']],
    ['sbom', { sbom: 'true' }, ['--sbom=true']],
    ['secrets', { secrets: [{ id: 'k', value: 'v' }] }, ['--secret', 'id=k,env=TINYSTACKS_BUILD_SECRET_0']],
    ['secret-envs', { secretEnvs: [{ id: 'k', value: 'K' }] }, ['--secret', 'id=k,env=K']],
    ['secret-files', { secretFiles: [{ id: 'k', value: 'a/b' }] }, ['--secret', 'id=k,src=a/b']],
    [
      'secret-files with a comma',
      { secretFiles: [{ id: 'k', value: 'a,"b' }] },
      ['--secret', 'id=k,"src=a,""b"'],
    ],
  ]
  it.each(rows)('%s', (_, options, expected) => {
    const args = buildArgs(command(options)).join('\n')
    expect(args).toContain(`\n${expected.join('\n')}\n`)
  })

  it('puts labels and the cache of the mode behind those that were given', () => {
    const args = buildArgs(
      command(
        { cacheFrom: ['own'], cacheTo: ['own'] },
        { labels: ['a=b'], cache: { from: ['c'], to: ['d'] } },
      ),
    ).join(' ')
    expect(args).toContain('--label a=b')
    expect(args).toContain('--cache-from own --cache-from c')
    expect(args).toContain('--cache-to own --cache-to d')
  })

  it('has no value of a secret; the environment has', () => {
    const options = { ...noOptions, secrets: [{ id: 'k', value: 'hush' }] }
    expect(buildArgs(command(options)).join(' ')).not.toContain('hush')
    expect(checkArgs(command(options)).join(' ')).not.toContain('hush')
    expect(secretEnvironment(options)).toEqual({ TINYSTACKS_BUILD_SECRET_0: 'hush' })
  })
})

describe('checkArgs', () => {
  it('checks the same definition, and pushes nothing', () => {
    const args = checkArgs(command({ target: 'web', cacheTo: ['x'] }))
    expect(args).toEqual([
      'buildx',
      'build',
      '--file',
      '/w/Dockerfile',
      '--target',
      'web',
      '--call',
      'check,format=json',
      '/w',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import {
  checkCompatibility,
  checkPlatform,
  wantedPlatform,
} from '../../../shared/release/deploy/ecs/platform.ts'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'

describe('wantedPlatform', () => {
  it.each<[string, JsonObject, boolean, string | undefined]>([
    ['the default of Fargate', {}, true, 'linux/amd64'],
    ['nothing known on instances', {}, false, undefined],
    ['ARM64', { runtimePlatform: { cpuArchitecture: 'ARM64' } }, true, 'linux/arm64'],
    ['ARM64 on instances', { runtimePlatform: { cpuArchitecture: 'ARM64' } }, false, 'linux/arm64'],
    ['Linux alone', { runtimePlatform: { operatingSystemFamily: 'LINUX' } }, true, 'linux/amd64'],
    [
      'Windows',
      {
        runtimePlatform: {
          operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE',
          cpuArchitecture: 'X86_64',
        },
      },
      true,
      'windows/amd64',
    ],
    ['an architecture of the future', { runtimePlatform: { cpuArchitecture: 'RISCV64' } }, true, undefined],
  ])('%s', (_, definition, isFargate, expected) => {
    expect(wantedPlatform(definition, isFargate)?.platform).toBe(expected)
  })
})

describe('checkPlatform', () => {
  const amd = { platform: 'linux/amd64', said: 'x' }
  const arm = { platform: 'linux/arm64', said: 'its runtimePlatform is ARM64' }

  it.each([
    ['the same', amd, ['linux/amd64']],
    ['one of several', arm, ['linux/amd64', 'linux/arm64']],
    ['what is not known', arm, []],
  ])('takes %s', (_, wanted, has) => {
    checkPlatform(wanted, has, 'app:7')
  })

  it.each([
    [
      arm,
      ['linux/amd64'],
      'The image is made for linux/amd64, and app:7 runs on linux/arm64 (its runtimePlatform is ARM64).',
      'Build it with "platforms: linux/arm64" in build-action, or set its cpuArchitecture to X86_64.',
    ],
    [
      amd,
      ['windows/amd64'],
      'The image is made for windows/amd64, and app:7 runs on linux/amd64 (x).',
      'Build it with "platforms: linux/amd64" in build-action.',
    ],
    [
      { platform: 'windows/amd64', said: 'y' },
      ['linux/amd64'],
      'The image is made for linux/amd64, and app:7 runs on windows/amd64 (y).',
      'Build the image for Windows, or take a task definition whose operatingSystemFamily is LINUX.',
    ],
  ])('refuses %o for %o', (wanted, has, message, hint) => {
    expect(() => {
      checkPlatform(wanted, has, 'app:7')
    }).toThrow(expect.objectContaining({ message, hint }) as Error)
  })
})

describe('checkCompatibility', () => {
  it.each<[string, JsonObject, boolean]>([
    ['what Fargate takes', { compatibilities: ['EC2', 'FARGATE'] }, true],
    ['what nothing is said of', {}, true],
    ['anything for instances', { compatibilities: ['EC2'] }, false],
  ])('takes %s', (_, definition, isFargate) => {
    checkCompatibility(definition, isFargate, 'app:7')
  })

  it('refuses what Fargate cannot run', () => {
    expect(() => {
      checkCompatibility({ compatibilities: ['EC2', 'EXTERNAL'] }, true, 'app:7')
    }).toThrow('The service runs on Fargate, and app:7 is fit for EC2, EXTERNAL only.')
  })
})

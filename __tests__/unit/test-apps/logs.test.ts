import { describe, expect, it } from 'vitest'
import { installedAgain, missingImages } from '../../../scripts/test-apps/build.ts'
import { missingService, outOfReach } from '../../../scripts/test-apps/out-of-reach.ts'

describe('a second build', () => {
  const cached = '#5 [deps 3/4] RUN --mount=type=cache,target=/root/.npm npm ci\n#5 CACHED\n'

  it('may install the application itself after its dependencies', () => {
    const later = '#6 [deps 4/4] RUN npm install --no-save ./app\n#6 DONE 1.0s\n'
    expect(installedAgain(cached + later, 'npm ci')).toEqual([])
  })

  it('may build with what is installed', () => {
    const maven =
      '#6 [deps 3/3] RUN mvn go-offline\n#6 CACHED\n#7 [build 2/2] RUN mvn package\n#7 DONE 9.0s\n'
    expect(installedAgain(maven, undefined)).toEqual([])
  })

  it.each([
    ['the first of a builder', '#7 [build 2/2] RUN ./mvnw package\n#7 DONE 9.0s\n', undefined],
    ['the first installation of a stage', '#7 [build 2/3] RUN pip install -r a\n#7 DONE 1.0s\n', undefined],
    ['what is named', '#7 [linux/amd64 build 2/3] RUN make dependencies\n#7 DONE 1.0s\n', 'make dep'],
  ])('installs again: %s', (_, log, install) => {
    expect(installedAgain(cached + log, install)).toMatchObject([{ stage: 'build', cached: false }])
  })
})

describe('what is out of reach', () => {
  const failed = (said: string): string =>
    `#9 [deps 4/4] RUN x\n#9 0.1 ${said}\n#9 ERROR: process "x" did not complete`

  it.each([
    ['Ruby gems', 'bundle install\n#9 0.2 Could not resolve host: gems.example'],
    ['Prisma engines', 'getaddrinfo ENOTFOUND binaries.prisma.sh'],
    ['a locked Maven artifact', 'Could not find artifact a:b:jar:3.35.2 in central (...)'],
    [
      'a locked Maven artifact',
      'a:b:jar:3.35.2 was not found in https://x.example during a previous attempt',
    ],
    ['a locked Python package', '| - 0 candidate(s) were identified for the package'],
    ['a git dependency', 'fatal: Could not resolve host: github.com'],
  ])('is told as %s', (what, said) => {
    expect(outOfReach(failed(said))).toBe(what)
  })

  it.each([
    ['a connection that failed for something else', 'getaddrinfo ENOTFOUND example.com'],
    ['a failure without a connection', 'bundle install: Could not find gem "a"'],
  ])('is not %s', (_, said) => {
    expect(outOfReach(failed(said))).toBeUndefined()
  })

  it('is not what another step said', () => {
    const other =
      '#8 [a 1/2] RUN y\n#8 0.1 bundle install\n#8 0.2 Could not resolve host: gems.example\n#8 DONE\n'
    expect(outOfReach(other + failed('wrong syntax'))).toBeUndefined()
  })

  it('is a service that a container asks for', () => {
    expect(missingService('redis: Error 111 connecting to localhost:6379. Connection refused.')).toBe('Redis')
    expect(missingService('listening on 6379\nconnect ECONNREFUSED 127.0.0.1:80')).toBeUndefined()
  })

  it('is a base image that was not found', () => {
    const log =
      '#4 [internal] load metadata for docker.io/library/a:1\n#4 ERROR: not found\n' +
      '#5 [internal] load metadata for b.example/c:2\n#5 DONE 0.1s\n'
    expect(missingImages(log)).toEqual(['a:1'])
  })
})

import { describe, expect, it } from 'vitest'
import { serverSource } from './java-files.ts'
import { errorOf, planFor } from './memory-view.ts'

const gradle = (version: string): Readonly<Record<string, string>> => ({
  gradlew: '#!/bin/sh\n',
  'gradle/wrapper/gradle-wrapper.jar': '',
  'gradle/wrapper/gradle-wrapper.properties': `distributionUrl=https\\://example.com/gradle-${version}-bin.zip\n`,
  'src/main/java/com/example/Main.java': serverSource,
})
const toolchain = (release: number): string =>
  `plugins { java }\njava { toolchain { languageVersion = JavaLanguageVersion.of(${release}) } }\n`

describe('the release of Gradle', () => {
  it.each([
    ['9.1.0', 25, '25'],
    ['9.4.1', 26, '26'],
    ['8.14.3', 21, '21'],
    ['8.14.3', 24, '24'],
    ['8.8', 22, '22'],
    ['9.9.0', 22, '25'],
  ])('%s builds for Java %s on %s', (version, release, image) => {
    const { dockerfile } = planFor({ ...gradle(version), 'build.gradle.kts': toolchain(release) })
    expect(dockerfile).toContain(`FROM eclipse-temurin:${image}-jdk`)
  })

  it('has to know the Java that is asked for', () => {
    const error = errorOf(() => planFor({ ...gradle('8.14.3'), 'build.gradle.kts': toolchain(25) }))
    expect(error.message).toBe(
      'Java 25 is asked for (build.gradle.kts:2), and the Gradle of gradle/wrapper/gradle-wrapper.properties:1 runs on 24 at most.',
    )
    expect(error.hint).toContain('or ask for Java 21')
    const input = errorOf(() =>
      planFor({ ...gradle('8.14.3'), 'build.gradle.kts': toolchain(17) }, { version: '25' }),
    )
    expect(input.message).toContain('the input "version"')
  })
})

describe('what Gradle reads beside its scripts', () => {
  const files = {
    ...gradle('9.1.0'),
    'settings.gradle.kts': 'include(":app")\n',
    'build.gradle.kts': 'apply(from = "versions.gradle.kts")\n',
    'versions.gradle.kts': 'extra["x"] = "1"\n',
    'more/server.gradle': "dependencies { implementation 'io.javalin:javalin:6.7.0' }\n",
    'app/build.gradle.kts': 'plugins { application }\napply(from = "$rootDir/more/server.gradle")\n',
    'app/gradle.lockfile': '',
    'app/src/main/java/com/example/Main.java': serverSource,
  }

  it('is there before anything is downloaded', () => {
    const { dockerfile, scope, framework } = planFor(files, {}, { folder: 'app' })
    const [deps = ''] = dockerfile.split('AS build')
    expect(deps).toContain('COPY app/build.gradle.kts app/gradle.lockfile ./app/\n')
    expect(deps).toContain('COPY versions.gradle.kts ./\n')
    expect(deps).toContain('COPY more/server.gradle ./more/\n')
    expect(scope).toEqual(expect.arrayContaining(['versions.gradle.kts', 'more/server.gradle']))
    expect(framework).toMatchObject({ value: 'javalin', file: 'more/server.gradle', line: 1 })
  })

  it('is no Java of its own, which the image does not have', () => {
    const daemon = { 'gradle/gradle-daemon-jvm.properties': 'toolchainVersion=17\n' }
    const { ignore, version } = planFor({ ...files, ...daemon }, {}, { folder: 'app' })
    expect(ignore).toContain('**/gradle/gradle-daemon-jvm.properties')
    expect(version).toMatchObject({ value: '17', file: 'gradle/gradle-daemon-jvm.properties', line: 1 })
  })
})

import { describe, expect, it } from 'vitest'
import { resolveJavaVersion } from '../../../shared/dockerize/languages/java/version.ts'
import { errorOf, planFor } from './memory-view.ts'
import { plainFiles, pom } from './java-files.ts'

describe('what a version is called', () => {
  it.each([
    ['21', '21'],
    ['1.8', '8'],
    ['7', '8'],
    ['8u402', '8'],
    ['22', '25'],
    ['23.0.1', '25'],
    ['27', '27'],
    ['17.0.9-tem', '17'],
    ['temurin-21.0.2+13.0.LTS', '21'],
    ['corretto-17.0.3.6.1', '17'],
    ['openjdk64-11.0.2', '11'],
    ['openjdk@1.17.0', '17'],
    ['graalvm-ce-java17-22.3.1', '17'],
    ['lts', '21'],
    ['[17,)', '21'],
    ['[17,18)', '17'],
    ['[22,)', '25'],
    ['(,1.9)', '8'],
    ['[11]', '11'],
    ['(,17.0.5)', '17'],
    ['[12,15)', undefined],
    ['newest', undefined],
  ])('%s is %s', (text, line) => {
    expect(resolveJavaVersion(text)).toBe(line)
  })
})

describe('the release', () => {
  const release = (properties: string, files: Record<string, string> = {}, version?: string): unknown => {
    const all = { ...plainFiles, 'pom.xml': pom(`<properties>${properties}</properties>`), ...files }
    const { version: found } = planFor(all, version === undefined ? {} : { version })
    return [found.value, found.file, found.line]
  }

  it.each([
    ['', {}, ['21', undefined, undefined]],
    ['<maven.compiler.release>17</maven.compiler.release>', {}, ['17', 'pom.xml', 6]],
    ['<maven.compiler.target>1.8</maven.compiler.target>', {}, ['8', 'pom.xml', 6]],
    ['<java.version>17</java.version>', { '.java-version': '21\n' }, ['21', '.java-version', 1]],
    ['', { '.sdkmanrc': '# x\njava=17.0.9-tem\n' }, ['17', '.sdkmanrc', 2]],
    ['', { 'system.properties': 'java.runtime.version=11\n' }, ['11', 'system.properties', 1]],
    ['', { '.tool-versions': 'java temurin-25.0.1+8\n' }, ['25', '.tool-versions', 1]],
    ['', { 'mise.toml': '[tools]\njava = "zulu-17"\n' }, ['17', 'mise.toml', 2]],
  ])('with %s and %j is %j', (properties, files, expected) => {
    expect(release(properties, files)).toEqual(expected)
  })

  it('is in the images, and what is asked for outside a long-term line gets the next one', () => {
    const { dockerfile, version } = planFor(plainFiles, { version: '22' })
    expect(version).toMatchObject({ value: '25', why: 'the input "version", the long-term line for 22' })
    expect(dockerfile).toContain('FROM maven:3-eclipse-temurin-25 AS deps')
    expect(dockerfile).toContain('FROM eclipse-temurin:25-jre AS runtime')
  })

  it('cannot be older than the one that is compiled for', () => {
    const files = {
      ...plainFiles,
      'pom.xml': pom('<properties><java.version>21</java.version></properties>'),
    }
    const error = errorOf(() => planFor({ ...files, '.java-version': '17' }))
    expect(error.message).toMatch(/\.java-version:1.*release 21 \(pom.xml:6\)/)
    expect(() => planFor(files, { version: 'nine' })).toThrow(/the input "version"/)
  })

  it('past its end is told with the date', () => {
    const later = planFor({ ...plainFiles, '.java-version': '17' }, {}, { now: Date.UTC(2028, 0) })
    expect(later.warnings.map(({ text }) => text)).toEqual([
      'Java 17 has had no security fixes since 2027-10-31.',
    ])
  })
})

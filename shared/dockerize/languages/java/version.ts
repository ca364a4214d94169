import { UserError } from '../../../errors.ts'
import { choose, originOf, type Found } from '../../found.ts'
import { upward, type App } from '../../view/file-view.ts'
import { readProperties } from '../../parse/properties.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { JavaProject } from './project.ts'
import { JAVA_RELEASES } from './releases.ts'

const DEFAULT = Number(JAVA_RELEASES[0]?.line)
const LINES = JAVA_RELEASES.map(({ line }) => Number(line))
const ASCENDING = [...LINES].sort((one, other) => one - other)

/** The line of the image: what pins a version, then the release that the build compiles for. */
export function javaVersion(app: App, project: JavaProject, input: string | undefined): Found<string> {
  const asked = askedVersion(app, input, { files: ['.java-version'], tools: ['java'] }, [
    ...upward(app).flatMap((above) => [
      readProperties(above, '.sdkmanrc').get('java'),
      readProperties(above, 'system.properties').get('java.runtime.version'),
    ]),
    ...project.releases,
  ])
  if (asked === undefined) return defaultVersion(project)
  const resolved = resolveJavaVersion(asked.value)
  if (resolved === undefined) {
    throw new UserError(
      `No release of Java is known that fits "${asked.value}" (${originOf(asked)}).`,
      `Set the input "version", for example to ${DEFAULT}.`,
    )
  }
  const found = raise(project, { ...asked, value: within(project, asked.value, resolved) })
  refuseOlder(project, asked, Number(found.value))
  refuseNewer(project, found)
  if (found.value === asked.value || majorOf(asked.value) === Number(found.value)) return found
  const line = `the long-term line for ${asked.value}`
  return { ...found, why: found.why === undefined ? line : `${found.why}, ${line}` }
}

/** The long-term line that runs what was asked for: `17.0.9-tem` gives 17, 22 gives 25, `[17,)` the preferred line. */
export function resolveJavaVersion(text: string): string | undefined {
  const range = rangeOf(text)
  if (range !== undefined) {
    const line = LINES.find((one) => one >= range.from && one < range.below)
    return line === undefined ? undefined : String(line)
  }
  const major = majorOf(text)
  return major === undefined ? undefined : lineFor(major)
}

/** Between two long-term lines the next one; beyond the last one the release itself. */
function lineFor(major: number): string {
  return String(ASCENDING.find((line) => line >= major) ?? major)
}

/**
 * The feature release of a version as asdf, jEnv, SDKMAN!, mise or a build writes it: `temurin-21.0.2+13`, `1.8`,
 * `17.0.9-tem`, `openjdk64-11`, `graalvm-ce-java17-22.3.1`, `8u402`.
 */
function majorOf(text: string): number | undefined {
  const word = text.trim().toLowerCase()
  if (/^(?:lts|latest)$/.test(word)) return DEFAULT
  const [, named] = /(?:^|-)java-?(\d+)\b/.exec(word) ?? []
  const part = word.split(/[-@ ]/).find((one) => /^\d+(?:[.u+_]|$)/.test(one))
  const [, first, second] = /^(\d+)(?:\.(\d+))?/.exec(part ?? '') ?? []
  const major = Number(named ?? (first === '1' && second !== undefined ? second : first))
  return Number.isInteger(major) && major > 0 && major < 100 ? major : undefined
}

/** Source: Maven's documentation, "Version Range Specification", as its enforcer plugin takes it. */
function rangeOf(text: string): { readonly from: number; readonly below: number } | undefined {
  const [, bounds, close] = /^[[(](.*)([\])])$/.exec(text.trim()) ?? []
  if (bounds === undefined) return undefined
  const [low = '', high] = bounds.split(',').map((bound) => bound.trim())
  const from = majorOf(low) ?? 0
  if (high === undefined) return { from, below: from + 1 }
  const end = high === '' ? undefined : majorOf(high)
  // `(,22)` ends before 22, and `(,21.0.5)` somewhere in 21.
  const inside = close === ']' || high.includes('.')
  return { from, below: end === undefined ? Infinity : end + (inside && !/^1\.\d+$/.test(high) ? 1 : 0) }
}

function defaultVersion(project: JavaProject): Found<string> {
  const found: Found<string> = { value: String(DEFAULT), why: 'the default long-term line' }
  const { runsOn } = project
  if (runsOn === undefined || (DEFAULT >= runsOn.from && DEFAULT <= runsOn.to)) return found
  const line = LINES.find((one) => one >= runsOn.from && one <= runsOn.to)
  return line === undefined
    ? found
    : { value: String(line), why: `the line that this ${project.tool.value} runs on` }
}

/** The build tool itself may need a newer one than what it compiles for. */
function raise(project: JavaProject, found: Found<string>): Found<string> {
  const { runsOn, tool } = project
  if (runsOn === undefined || Number(found.value) >= runsOn.from) return found
  return {
    ...found,
    value: lineFor(runsOn.from),
    why: `${found.value} was asked for, and this ${tool.value} needs ${runsOn.from}`,
  }
}

/** The release itself where its long-term line is beyond what the build tool runs on. */
function within({ runsOn }: JavaProject, asked: string, line: string): string {
  const major = majorOf(asked)
  if (runsOn === undefined || major === undefined || Number(line) <= runsOn.to || major > runsOn.to)
    return line
  return String(major)
}

/** Neither does an older release of Gradle run on a newer Java, nor does it know it as a toolchain. */
function refuseNewer({ runsOn, tool }: JavaProject, found: Found<string>): void {
  if (runsOn === undefined || Number(found.value) <= runsOn.to) return
  throw new UserError(
    `Java ${found.value} is asked for (${originOf(found)}), and the Gradle of ${originOf(tool)} runs on ${runsOn.to} at most.`,
    `Raise it: "./gradlew wrapper --gradle-version latest", or ask for Java ${Math.max(...LINES.filter((line) => line <= runsOn.to))}.`,
  )
}

/** A compiler cannot make class files for a release that comes after it. */
function refuseOlder(project: JavaProject, asked: Found<string>, line: number): void {
  const release = choose(project.releases)
  const wanted = release && !/^[[(]/.test(release.value) ? majorOf(release.value) : undefined
  if (release === undefined || wanted === undefined || wanted <= line) return
  throw new UserError(
    `Java ${asked.value} is asked for (${originOf(asked)}), and it cannot compile for release ${release.value} (${originOf(release)}).`,
    'Let both name the same release.',
  )
}

import semver from 'semver'
import type { Found } from '../../../found.ts'
import { officialImage } from '../../../image/steps.ts'
import { readProperties } from '../../../parse/properties.ts'
import { appIn, type FileView } from '../../../view/file-view.ts'

/** How Gradle is called. */
export interface GradleCommand {
  readonly found: Found<string>
  readonly command: string
  /** Whether the image has to bring Gradle. */
  readonly image: boolean
  /** Of the wrapper; undefined where nothing says so. */
  readonly version: string | undefined
}

const PROPERTIES = 'gradle/wrapper/gradle-wrapper.properties'

/** The wrapper where it is whole: a `.gitignore` for `*.jar` often leaves out the part that starts it. */
export function gradleCommand(repository: FileView, root: string, script: string): GradleCommand {
  const app = appIn(repository, root)
  const url = readProperties(app, PROPERTIES).get('distributionUrl')
  const [, version] = /gradle-(\d[\w.-]*?)-(?:bin|all)\.zip/.exec(url?.value ?? '') ?? []
  const text = app.files.head('gradlew')
  const whole =
    text !== undefined && !text.includes('\r') && app.files.isFile('gradle/wrapper/gradle-wrapper.jar')
  return {
    found: whole && url !== undefined ? { ...url, value: 'gradle' } : { value: 'gradle', file: script },
    command: whole ? 'sh gradlew --no-daemon' : 'gradle --no-daemon',
    image: !whole,
    version,
  }
}

/** The image that builds: a JDK for the wrapper, or Gradle's own in the wrapper's version. */
export function gradleImage(
  { image, version }: GradleCommand,
  java: string,
  registry: string | undefined,
): string {
  if (!image) return officialImage(registry, `eclipse-temurin:${java}-jdk`)
  // The major before the current one is what most builds without a wrapper were written for.
  const line = version ?? (Number(java) >= 25 ? '9' : '8')
  return officialImage(registry, `gradle:${line}-jdk${java}`)
}

// The first release that runs on each line, those between the long-term ones where images have them. Source: Gradle's
// user manual, "Compatibility Matrix".
const RUNS_ON: readonly (readonly [string, number])[] = [
  ['9.9.0', 27],
  ['9.4.0', 26],
  ['9.1.0', 25],
  ['8.14.0', 24],
  ['8.10.0', 23],
  ['8.8.0', 22],
  ['8.5.0', 21],
  ['8.3.0', 20],
  ['7.6.0', 19],
  ['7.5.0', 18],
  ['7.3.0', 17],
  ['5.0.0', 11],
  ['0.0.0', 8],
]

/** The lines of Java that a release of Gradle itself runs on. */
export function gradleRunsOn(
  version: string | undefined,
): { readonly from: number; readonly to: number } | undefined {
  const parsed = semver.coerce(version)
  if (parsed === null) return undefined
  const to = RUNS_ON.find(([since]) => semver.gte(parsed, since))?.[1] ?? 8
  return { from: parsed.major >= 9 ? 17 : 8, to }
}

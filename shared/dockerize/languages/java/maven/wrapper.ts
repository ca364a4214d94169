import semver from 'semver'
import type { Found } from '../../../found.ts'
import { readProperties } from '../../../parse/properties.ts'
import { appIn, type FileView } from '../../../view/file-view.ts'

/** How Maven is called. */
export interface MavenCommand {
  readonly found: Found<string>
  /** The words that call it. */
  readonly command: string
  /** Whether the image has to bring Maven, as the repository has no wrapper that works. */
  readonly image: boolean
  /** Undefined for the image's, which is the current one. */
  readonly version: string | undefined
}

const PROPERTIES = '.mvn/wrapper/maven-wrapper.properties'

/** The wrapper where it is whole: its script and the properties that say which Maven to fetch. */
export function mavenCommand(repository: FileView, root: string, pom: string): MavenCommand {
  const app = appIn(repository, root)
  const script = app.files.head('mvnw')
  const url = readProperties(app, PROPERTIES).get('distributionUrl')
  // A script with Windows' line ends does not run.
  if (script === undefined || url === undefined || script.includes('\r')) {
    return { found: { value: 'maven', file: pom }, command: 'mvn', image: true, version: undefined }
  }
  const [, version] = /apache-maven\/([\w.-]+)\//.exec(url.value) ?? []
  return {
    found: { ...url, value: 'maven' },
    // Through the shell, as the script's executable bit is often lost on the way through Windows.
    command: 'sh mvnw',
    image: false,
    version,
  }
}

/** Options of every call. Source: Maven 3.6.1's release notes, --no-transfer-progress. */
export function batchOptions({ version }: MavenCommand): string {
  const parsed = version === undefined ? undefined : semver.coerce(version)
  return parsed && semver.lt(parsed, '3.6.1') ? '-B' : '-B -ntp'
}

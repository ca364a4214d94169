import { posix } from 'node:path'
import { withValue, type Found } from '../../found.ts'
import { parseCommandLine, PORT_WORD, throughShell } from '../../parse/shell.ts'
import { portInArguments } from '../../decide/routes.ts'

/** A start command that was given instead of found. */
export interface Given {
  readonly run: Found<readonly string[]>
  /** The port that it binds itself. */
  readonly port: number | undefined
  /** Whether it starts what the build made from where the build made it, which therefore has to be in the image. */
  readonly needsBuild: boolean
  readonly env: Readonly<Record<string, string>>
}

const BUILT = /(?:^|[\s/:="'])(?:target|build)\//

/**
 * Takes a start command of an input or a Procfile. Such lines name the archive where the build leaves it
 * (`java -jar target/shop-1.0.jar`); the image has it under another name, which is put in its place.
 */
export function givenStart(line: Found<string>, archive: string | undefined): Given {
  const renamed = withValue(
    line,
    archive === undefined ? renameClassPath(line.value) : renameArchive(line.value, archive),
  )
  const parsed = parseCommandLine(renamed.value)
  const [only, ...more] = parsed.segments
  const shell = parsed.needsShell || only === undefined || more.length > 0
  const argv = shell ? throughShell(renamed.value, parsed) : only.argv
  return {
    run: withValue(renamed, argv),
    port: portOf(parsed.segments.flatMap((segment) => segment.argv)) ?? parsed.port,
    needsBuild: BUILT.test(renamed.value),
    env: shell ? {} : only.env,
  }
}

function renameArchive(line: string, archive: string): string {
  return line.replace(/(\s-jar\s+)(["']?)(\S+?\.[jw]ar)\2(?=\s|$)/, (whole, flag: string, _, path: string) =>
    BUILT.test(path) || posix.dirname(path) === '.' ? `${flag}${archive}` : whole,
  )
}

/** `-cp target/classes:target/dependency/*` is what the image has as its archive and its libraries. */
function renameClassPath(line: string): string {
  return line.replace(
    /(\s(?:-cp|-classpath|--class-path)\s+)(["']?)(\S+)\2(?=\s)/,
    (whole, flag: string, _, path: string) =>
      path.split(':').every((part) => BUILT.test(part)) ? `${flag}app.jar:lib/*` : whole,
  )
}

/** The port of `--server.port=9000`, `-Dserver.port=9000` and the usual flags. */
function portOf(argv: readonly string[]): number | undefined {
  const usual = portInArguments(argv)
  if (usual !== undefined) return usual
  const named = argv.map((word) => /^(?:--|-D)(?:[\w.]*\.)?port=(\d{2,5})$/.exec(word)?.[1]).find(Boolean)
  return named === undefined ? undefined : Number(named)
}

/** The words with the port in place of the variable. */
export function withPort(argv: readonly string[], port: number): readonly string[] {
  return argv.map((word) => word.replaceAll(PORT_WORD, String(port)))
}

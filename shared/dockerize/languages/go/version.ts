import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { choose, originOf, withValue, type Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { ModuleFile } from './module-file.ts'
import { GO_RELEASES } from './releases.ts'

const DEFAULT = GO_RELEASES[0]?.line ?? '1'

/**
 * The tag of the official image. What pins a version decides; go.mod only gives the least one, and every later release
 * compiles what an earlier one did. Source: go.dev, "Go 1 and the Future of Go Programs", "Go Toolchains".
 * @throws UserError for an unknown version, and for one below what go.mod needs
 */
export function goVersion(app: App, mod: ModuleFile | undefined, input: string | undefined): Found<string> {
  const floor = choose([mod?.toolchain, mod?.go])
  const asked = askedVersion(app, input, { files: ['.go-version'], tools: ['golang', 'go'] }, [
    mod?.herokuVersion,
    floor,
  ])
  if (asked === undefined) return { value: DEFAULT, why: 'the default' }
  if (asked.file === floor?.file && asked.line === floor?.line) {
    const tag = newestFrom(asked.value)
    return { ...withValue(asked, tag), why: `the newest release: ${asked.value} is the least` }
  }
  const tag = resolveGoVersion(asked.value)
  if (tag === undefined) {
    throw new UserError(
      `No release of Go is known that fits "${asked.value}" (${originOf(asked)}).`,
      `Set the input "version", for example to ${DEFAULT}.`,
    )
  }
  if (mod?.go !== undefined && isBelow(tag, mod.go.value)) {
    throw new UserError(
      `Go ${tag} (${originOf(asked)}) is below ${mod.go.value}, which ${originOf(mod.go)} needs.`,
      'Raise the one or lower the other.',
    )
  }
  return withValue(asked, tag)
}

/** The image tag for a pin or a range: `go1.22.3` gives 1.22.3, `~1.21` the line, `latest` the newest. */
export function resolveGoVersion(text: string): string | undefined {
  const word = text.trim().replace(/^(?:go|prefix:|v)+(?=\d)/, '')
  if (['latest', 'stable', '1', '1.x', '*'].includes(word)) return DEFAULT
  if (/^1(\.\d+){1,2}$/.test(word)) return word
  if (semver.validRange(word) === null) return undefined
  return GO_RELEASES.map(({ line }) => line).find((line) => semver.satisfies(`${line}.99`, word))
}

/** The newest line, or a newer one where even that is too old. */
function newestFrom(least: string): string {
  return isBelow(DEFAULT, least) ? (/^\d+\.\d+/.exec(least)?.[0] ?? DEFAULT) : DEFAULT
}

// A tag without a patch number is its line's newest release.
function isBelow(tag: string, least: string): boolean {
  const full = semver.coerce(/^\d+\.\d+$/.test(tag) ? `${tag}.99` : tag)
  const other = semver.coerce(least)
  return full !== null && other !== null && semver.lt(full, other)
}

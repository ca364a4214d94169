import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { choose, originOf, withValue, type Found } from '../../found.ts'
import { firstLine } from '../../parse/lines.ts'
import { parseToml } from '../../parse/toml.ts'
import { upward, type App } from '../../view/file-view.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { Package } from './manifest.ts'
import type { Workspace } from './workspace.ts'

const DEFAULT = '1'

/**
 * The toolchain: a release (`1`, `1.84.0`) or a channel with a date. What pins one decides; `rust-version` only gives
 * the least, and every later release compiles what an earlier one did. Source: The rustup book, "Overrides"; The Cargo
 * Book, "The rust-version field".
 * @throws UserError for an unknown version, and for one below what Cargo.toml needs
 */
export function rustVersion(
  app: App,
  workspace: Workspace,
  own: Package,
  input: string | undefined,
): Found<string> {
  const floor = leastVersion(workspace, own)
  const pins = upward(app).map(toolchainFile)
  const asked = choose([
    input === undefined ? undefined : askedVersion(app, input, { files: [], tools: [] }),
    ...pins,
    askedVersion(app, undefined, { files: [], tools: ['rust'] }, [floor]),
  ])
  if (asked === undefined) return { value: DEFAULT, why: 'the current release' }
  if (asked.file === floor?.file && asked.line === floor?.line) {
    return { ...withValue(asked, DEFAULT), why: `the current release: ${asked.value} is the least` }
  }
  const version = resolveRustVersion(asked.value)
  if (version === undefined) {
    throw new UserError(
      `No release of Rust is known that fits "${asked.value}" (${originOf(asked)}).`,
      'Set the input "version", for example to 1 for the current release.',
    )
  }
  const full = semver.coerce(/^\d+\.\d+$/.test(version) ? `${version}.99` : version)
  const least = semver.coerce(floor?.value ?? '')
  if (
    floor !== undefined &&
    /^\d+\.\d/.test(version) &&
    full !== null &&
    least !== null &&
    semver.lt(full, least)
  ) {
    throw new UserError(
      `Rust ${version} (${originOf(asked)}) is below ${floor.value}, which ${originOf(floor)} needs.`,
      'Raise the one or lower the other.',
    )
  }
  return withValue(asked, version)
}

/** A release as an image's tag has it, or a channel; undefined for what is neither. */
export function resolveRustVersion(text: string): string | undefined {
  // A toolchain's name may end in the platform that it runs on.
  const word = text.trim().replace(/-(?:x86_64|aarch64|i686)-.*$/, '')
  if (['stable', 'latest', '1'].includes(word)) return DEFAULT
  return /^1\.\d+(\.\d+)?$/.test(word) || isChannel(word) ? word : undefined
}

/** Whether a toolchain is none of the releases, so that rustup has to fetch it. */
export function isChannel(version: string): boolean {
  return /^(?:nightly|beta)(?:-\d{4}-\d{2}-\d{2})?$/.test(version)
}

function toolchainFile(app: App): Found<string> | undefined {
  for (const name of ['rust-toolchain.toml', 'rust-toolchain']) {
    const text = app.files.text(name)
    if (text === undefined) continue
    // The older form is the channel's name and nothing else.
    if (!text.includes('[')) return firstLine(app, name)
    const channel = parseToml(app.at(name), text).string('toolchain', 'channel')
    if (channel !== undefined) return channel
  }
  return undefined
}

function leastVersion({ toml }: Workspace, own: Package): Found<string> | undefined {
  const inherited = own.toml.get('package', 'rust-version', 'workspace') === true
  const named = inherited
    ? toml.string('workspace', 'package', 'rust-version')
    : own.toml.string('package', 'rust-version')
  const edition = own.toml.string('package', 'edition') ?? toml.string('workspace', 'package', 'edition')
  // Source: The Rust Edition Guide, the page of each edition.
  const needs = edition?.value === '2024' ? withValue(edition, '1.85') : undefined
  return choose([named, needs])
}

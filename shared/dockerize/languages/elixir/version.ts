import { satisfies } from '@renovatebot/ruby-semver'
import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import type { Mix } from './mix.ts'
import { ELIXIR_LINES } from './releases.ts'

/** The versions of an image. */
export interface Versions {
  /** Of Elixir: `1.18`, `1.17.3`. */
  readonly elixir: Found<string>
  /** The major version of Erlang/OTP. */
  readonly otp: Found<string>
}

const DEFAULT = ELIXIR_LINES[0]?.line ?? '1'

/**
 * Elixir and the Erlang/OTP that it runs on. Throws a UserError for what nothing fits, and for two pins that no image has
 * together. `1.17.3-otp-27` names both, as version managers write it.
 */
export function elixirVersions(app: App, mix: Mix, input: string | undefined): Versions {
  const asked = askedVersion(app, input, { files: ['.elixir-version'], tools: ['elixir'] }, [
    herokuVersion(app, 'elixir_version'),
    mix.elixir,
  ])
  const elixir = asked === undefined ? { value: DEFAULT, why: 'the default' } : resolved(asked)
  const line = elixir.value.split('.').slice(0, 2).join('.')
  const known = ELIXIR_LINES.find((one) => one.line === line)?.otp ?? []
  const pinned = asked === undefined ? undefined : /-otp-(\d+)$/.exec(asked.value)?.[1]
  const erlang =
    pinned === undefined || asked === undefined
      ? askedVersion(app, undefined, { files: ['.erlang-version', '.otp-version'], tools: ['erlang'] }, [
          herokuVersion(app, 'erlang_version'),
        ])
      : withValue(asked, pinned)
  if (erlang === undefined || erlang.value === 'latest') {
    return { elixir, otp: { value: known[0] ?? '27', why: `the best for Elixir ${line}` } }
  }
  const otp = withValue(erlang, erlang.value.replace(/^OTP-/i, '').split('.')[0] ?? '')
  if (!/^\d+$/.test(otp.value) || (known.length > 0 && !known.includes(otp.value))) {
    throw new UserError(
      `Erlang ${erlang.value} (${originOf(erlang)}) has no image with Elixir ${elixir.value} (${originOf(elixir)}).`,
      `Pin one that it goes with: Erlang/OTP ${known.join(', ')} for Elixir ${line}.`,
    )
  }
  return { elixir, otp }
}

function resolved(asked: Found<string>): Found<string> {
  const word = asked.value
    .trim()
    .replace(/^v(?=\d)/, '')
    .replace(/-otp-\d+$/, '')
  if (word === 'latest') return withValue(asked, DEFAULT)
  if (/^\d+\.\d+(\.\d+)?$/.test(word)) return withValue(asked, word)
  const line = ELIXIR_LINES.find((one) => fits(`${one.line}.99`, word))?.line
  if (line !== undefined) return withValue(asked, line)
  throw new UserError(
    `No release of Elixir is known that fits "${asked.value}" (${originOf(asked)}).`,
    `Set the input "version", for example to ${DEFAULT}.`,
  )
}

// Source: Elixir's documentation, `Version`, "Requirements": as in RubyGems, joined by words.
function fits(version: string, requirement: string): boolean {
  return requirement
    .split(/\s+or\s+/)
    .some((part) =>
      part.split(/\s+and\s+/).every((one) => satisfies(version, one.trim().replace(/^==/, '='))),
    )
}

/** Source: the README of Heroku's buildpack for Elixir, elixir_buildpack.config. */
function herokuVersion(app: App, name: string): Found<string> | undefined {
  const lines = app.files.text('elixir_buildpack.config')?.split(/\r?\n/) ?? []
  const index = lines.findIndex((line) => line.trim().startsWith(`${name}=`))
  const value = lines[index]?.split('=')[1]?.trim()
  return value === undefined || value === ''
    ? undefined
    : { value, file: app.at('elixir_buildpack.config'), line: index + 1 }
}

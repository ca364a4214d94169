import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import { askedVersion } from '../../decide/versions.ts'
import { DENO_RELEASES } from './releases.ts'

const DEFAULT = DENO_RELEASES[0]?.newest ?? 'latest'

/** The tag of the official image. Throws a UserError for an unknown version. */
export function denoVersion(app: App, input: string | undefined): Found<string> {
  const asked = askedVersion(app, input, { files: ['.deno-version', '.dvmrc'], tools: ['deno'] })
  if (asked === undefined) return { value: DEFAULT, why: 'the default' }
  const tag = resolveDenoVersion(asked.value)
  if (tag !== undefined) return withValue(asked, tag)
  throw new UserError(
    `No release of Deno is known that fits "${asked.value}" (${originOf(asked)}).`,
    `Set the input "version", for example to ${DEFAULT}.`,
  )
}

/** The image's tag: a full version stands as it is, a line or a range gives the newest release that fits. */
export function resolveDenoVersion(text: string): string | undefined {
  const word = text.trim().replace(/^(?:deno[ @]|v)(?=\d)/, '')
  if (['latest', 'lts', 'stable'].includes(word)) return DEFAULT
  if (/^\d+\.\d+\.\d+$/.test(word)) return word
  if (semver.validRange(word) === null) return undefined
  return DENO_RELEASES.map(({ newest }) => newest).find((newest) => semver.satisfies(newest, word))
}

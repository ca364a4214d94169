import { satisfies } from '@renovatebot/ruby-semver'
import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { askedVersion } from '../../decide/versions.ts'
import type { App } from '../../view/file-view.ts'
import type { Gemfile } from './gemfile.ts'
import { RUBY_RELEASES } from './releases.ts'

const DEFAULT = RUBY_RELEASES[0]?.line ?? '3'

/**
 * The tag of the official image: what pins a version beats what the Gemfile allows, and what the lockfile was made with
 * comes last. Throws a UserError where nothing fits, and where Bundler would refuse the pinned version.
 */
export function rubyVersion(
  app: App,
  gemfile: Gemfile | undefined,
  input: string | undefined,
): Found<string> {
  const asked = askedVersion(app, input, { files: ['.ruby-version'], tools: ['ruby'] }, [
    exactRuby(gemfile),
    lockedLine(gemfile),
    gemfile?.ruby,
  ])
  if (asked === undefined) return { value: DEFAULT, why: 'the default' }
  if (/^(?:jruby|truffleruby|rbx)/i.test(asked.value)) {
    throw new UserError(
      `"${asked.value}" (${originOf(asked)}) is another implementation of Ruby, which no rule here knows.`,
      'Write a Dockerfile; it is then used as it is.',
    )
  }
  const tag = resolveRubyVersion(asked.value)
  if (tag === undefined) {
    throw new UserError(
      `No release of Ruby is known that fits "${asked.value}" (${originOf(asked)}).`,
      `Set the input "version", for example to ${DEFAULT}.`,
    )
  }
  const required = gemfile?.ruby
  if (required !== undefined && !fits(tag, required.value)) {
    throw new UserError(
      `Ruby ${tag} (${originOf(asked)}) is not what ${originOf(required)} asks for: "${required.value}". Bundler would refuse it.`,
      'Make both the same.',
    )
  }
  return withValue(asked, tag)
}

// `ruby "3.3"` is 3.3.0 and no later one: Bundler compares it as it does the version of a gem.
function exactRuby(gemfile: Gemfile | undefined): Found<string> | undefined {
  const found = gemfile?.ruby
  if (found === undefined || !/^\d+\.\d+(\.\d+)?$/.test(found.value)) return undefined
  return withValue(found, found.value.replace(/^(\d+\.\d+)$/, '$1.0'))
}

// Of what a requirement allows, the line that the gems were locked with, at its newest patch.
function lockedLine(gemfile: Gemfile | undefined): Found<string> | undefined {
  const found = gemfile?.lock?.ruby
  const line = found?.value.split('.').slice(0, 2).join('.') ?? ''
  if (found === undefined || (gemfile?.ruby !== undefined && !fits(line, gemfile.ruby.value)))
    return undefined
  return withValue(found, line)
}

/** The image tag for what a version file or requirement says: `ruby-3.3.1` gives 3.3.1, `~> 3.2` the preferred line. */
export function resolveRubyVersion(text: string): string | undefined {
  const word = text
    .trim()
    .replace(/^ruby[- ]/, '')
    .replace(/-p\d+$/, '')
  if (word === 'latest') return DEFAULT
  if (/^\d+\.\d+(\.\d+)?$/.test(word)) return word
  if (/^\d+$/.test(word)) return RUBY_RELEASES.find(({ line }) => line.startsWith(`${word}.`))?.line
  if (!/^[\s\d.,<>=~!]+$/.test(word)) return undefined
  return RUBY_RELEASES.find(({ line }) => fits(line, word))?.line
}

/** Whether a tag can be what a requirement asks for; a tag without a patch is its line's newest release. */
function fits(tag: string, requirement: string): boolean {
  const version = tag.split('.').length === 2 ? `${tag}.99` : tag
  return requirement.split(',').every((part) => {
    const exact = /^\d+(?:\.\d+)*$/.test(part.trim())
    return exact ? `${version}.`.startsWith(`${part.trim()}.`) : satisfies(version, part.trim())
  })
}

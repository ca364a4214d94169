import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

const rack = { Gemfile: 'gem "puma"\n', 'config.ru': '' }
const jekyll = { Gemfile: 'gem "jekyll"\n', '_config.yml': 'title: Notes\n', 'index.md': '' }
const lock = (platforms: readonly string[], bundler = '2.6.7'): string =>
  `GEM\n  specs:\n    jekyll (4.4.1)\n    puma (7.1.0)\n\nPLATFORMS\n${platforms.map((one) => `  ${one}\n`).join('')}\nBUNDLED WITH\n   ${bundler}\n`

describe.each([
  ['an application', rack],
  ['a site', jekyll],
])('the lockfile of %s', (_, files) => {
  it.each([
    [['arm64-darwin-21', 'x64-mingw-ucrt'], 'arm64-darwin-21, x64-mingw-ucrt'],
    [['x86_64-linux-musl'], 'x86_64-linux-musl'],
    [['java'], 'java'],
  ])('for %s is refused before Bundler does', (platforms, named) => {
    const error = errorOf(() => planFor({ ...files, 'Gemfile.lock': lock(platforms) }))
    expect(error.message).toBe(
      `The lockfile is for ${named} (Gemfile.lock:7), and Bundler refuses to install it on Linux.`,
    )
    expect(error.hint).toContain('bundle lock --add-platform x86_64-linux')
  })

  it.each([['ruby'], ['x86_64-linux'], ['x86_64-linux-gnu'], ['aarch64-linux']])('for %s is taken', (one) => {
    expect(planFor({ ...files, 'Gemfile.lock': lock(['arm64-darwin-25', one]) }).dockerfile).toContain(
      'bundle install',
    )
  })

  it('of Bundler 1 is refused where that does not run', () => {
    const text = lock(['ruby'], '1.17.3')
    const error = errorOf(() => planFor({ ...files, 'Gemfile.lock': text }, { version: '3.3' }))
    expect(error.message).toBe(
      'The lockfile is of Bundler 1.17.3 (Gemfile.lock:10), which does not run on Ruby 3.3 (the input "version").',
    )
    expect(error.hint).toContain('bundle update --bundler')
  })

  it.each([
    ['2.6', '1.17.3', false],
    ['2.7', '1.17.3', true],
    ['2.6.10', '2.3.0', true],
    ['3.0', '2.5.0', false],
    ['3.1', '1.17.3', false],
    ['3.4', '4.0.1', false],
  ])('on Ruby %s with Bundler %s: installed by a line of its own is %s', (version, bundler, own) => {
    const { dockerfile } = planFor({ ...files, 'Gemfile.lock': lock(['ruby'], bundler) }, { version })
    expect(dockerfile.includes(`gem install bundler --version ${bundler} --no-document`)).toBe(own)
  })
})

it('is told where a lockfile is for ARM alone', () => {
  const told = (platforms: readonly string[]): readonly string[] =>
    planFor({ ...rack, 'Gemfile.lock': lock(platforms) }).warnings.map(({ text }) => text)
  expect(told(['aarch64-linux']).join()).toContain('Linux on ARM alone')
  expect(told(['aarch64-linux', 'x86_64-linux'])).toEqual([])
})

it('is an error where gems come from outside of the folder of the application', () => {
  const error = errorOf(() => planFor({ ...rack, Gemfile: 'gem "puma"\ngem "words", path: "../words"\n' }))
  expect(error.message).toBe(
    'Gemfile:2 takes gems from "../words", which is outside the folder of the application.',
  )
})

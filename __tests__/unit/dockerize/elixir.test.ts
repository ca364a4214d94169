import { describe, expect, it } from 'vitest'
import { readMix } from '../../../shared/dockerize/languages/elixir/mix.ts'
import { tokens } from '../../../shared/dockerize/languages/elixir/tokens.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const mixFile = (project: string, deps = '{:bandit, "~> 1.8"}'): string =>
  `defmodule Shop.MixProject do\n  def project, do: [app: :shop, ${project} deps: deps()]\n  defp deps, do: [${deps}]\nend\n`
const app = { 'mix.exs': mixFile('elixir: "~> 1.16",'), 'mix.lock': '' }

describe('the words of Elixir', () => {
  it('are keys, atoms, strings and marks, without comments', () => {
    const words = tokens('# {:no}\n[app: :shop, "a.b": "x # y"]').map(({ kind, text, line }) => [
      kind,
      text,
      line,
    ])
    expect(words).toEqual([
      ['mark', '[', 2],
      ['key', 'app', 2],
      ['atom', 'shop', 2],
      ['mark', ',', 2],
      ['key', 'a.b', 2],
      ['string', 'x # y', 2],
      ['mark', ']', 2],
    ])
  })
})

describe('a mix.exs', () => {
  it('is read for what decides the image', () => {
    const deps = '{:phoenix, "~> 1.8"}, {:inner, "~> 1.0", organization: "acme"}, {:words, path: "words"}'
    const mix = readMix(
      memoryApp({
        'mix.exs': mixFile('elixir: "~> 1.16", releases: [web: [], jobs: []],', deps),
        'words/mix.exs': '',
      }),
    )
    expect(mix?.app?.value).toBe('shop')
    expect(mix?.dependencies.get('phoenix')).toEqual({ value: '~> 1.8', file: 'mix.exs', line: 3 })
    expect(mix?.organizations).toEqual(['acme'])
    expect(mix?.paths).toEqual(['words'])
    expect(mix?.releases.map(({ value }) => value)).toEqual(['web', 'jobs'])
  })
})

describe('a version of Elixir', () => {
  it.each([
    [{}, 'elixir:1.19-otp-28-slim', 'debian:trixie-slim'],
    [{ '.tool-versions': 'elixir 1.17.3-otp-26\n' }, 'elixir:1.17.3-otp-26-slim', 'debian:bookworm-slim'],
    [
      { '.tool-versions': 'erlang 27.1\nelixir 1.18.4\n' },
      'elixir:1.18.4-otp-27-slim',
      'debian:bookworm-slim',
    ],
    [
      { 'elixir_buildpack.config': 'elixir_version=1.16.3\nerlang_version=25.3\n' },
      'elixir:1.16.3-otp-25-slim',
      'debian:bullseye-slim',
    ],
    [
      { 'mise.toml': '[tools]\nelixir = "latest"\nerlang = "latest"\n' },
      'elixir:1.19-otp-28-slim',
      'debian:trixie-slim',
    ],
  ])('%j is built on %s and runs on %s', (pins, builder, runner) => {
    const { dockerfile } = planFor({ ...app, ...pins })
    expect(dockerfile).toContain(`FROM ${builder} AS deps`)
    expect(dockerfile).toContain(`FROM ${runner} AS runtime`)
  })

  it('must have an image with the Erlang that is pinned', () => {
    const files = { ...app, '.tool-versions': 'erlang 27.3\nelixir 1.16.3\n' }
    expect(errorOf(() => planFor(files)).message).toMatch(
      /27.3 \(.tool-versions:1\).*1.16.3 \(.tool-versions:2\)/,
    )
  })
})

describe('Plug', () => {
  it('runs as a release, named only where releases are', () => {
    expect(planFor(app).buildCommand?.value).toBe('mix compile && mix release')
    const named = { ...app, 'mix.exs': mixFile('releases: [web: []],') }
    expect(planFor(named)).toMatchObject({
      buildCommand: { value: 'mix compile && mix release web' },
      runCommand: { value: ['/app/bin/web', 'start'] },
    })
  })

  it('does not guess between releases', () => {
    const files = { ...app, 'mix.exs': mixFile('releases: [web: [], jobs: []],') }
    expect(errorOf(() => planFor(files)).message).toMatch(/several releases: web, jobs/)
  })

  it('is told apart from what serves nothing', () => {
    expect(() => planFor({ 'mix.exs': mixFile('', '{:jason, "~> 1.4"}') })).toThrow(/serves no HTTP/)
  })
})

describe('Phoenix', () => {
  const files = {
    'mix.exs': mixFile('aliases: ["assets.deploy": ["phx.digest"]],', '{:phoenix, "~> 1.8"}'),
    'mix.lock': '',
    'config/config.exs': '',
    'config/runtime.exs':
      'key = System.get_env("SECRET_KEY_BASE") || raise "none"\nport = System.get_env("PORT") || "4200"\n',
    'lib/shop_web/router.ex': '  get "/healthz", PageController, :health\n',
  }

  it('serves, and says what it needs', () => {
    const { dockerfile, port, healthCheckPath, warnings } = planFor(files)
    expect(port).toMatchObject({ value: 4200, file: 'config/runtime.exs', line: 2 })
    expect(healthCheckPath).toMatchObject({ value: '/healthz', file: 'lib/shop_web/router.ex' })
    expect(dockerfile).toContain('PHX_SERVER=true')
    expect(dockerfile).toMatch(/mix compile .*\n && mix assets.deploy .*\n && mix release\n/)
    expect(warnings[0]?.text).toMatch(/PHX_HOST, SECRET_KEY_BASE/)
    // What is read when it starts needs no compiling again.
    expect(dockerfile).toContain('COPY config/config.exs ./config/\nRUN mix deps.compile')
  })

  it('installs the packages of its assets by Node.js', () => {
    const assets = { 'assets/package.json': { dependencies: { a: '1' } }, 'assets/package-lock.json': '{}' }
    const { dockerfile } = planFor({ ...files, ...assets })
    expect(dockerfile).toContain('WORKDIR /app/assets')
    expect(dockerfile).toContain('COPY assets/package.json assets/package-lock.json ./')
  })
})

it('brings what mix.exs reads, and refuses dependencies from outside of its folder', () => {
  const files = { ...app, 'mix.exs': `@version File.read!("VERSION")\n${app['mix.exs']}`, VERSION: '1.0' }
  expect(planFor(files).dockerfile).toContain('COPY mix.exs mix.lock VERSION ./\n')
  const from = (options: string): string =>
    mixFile('', `{:bandit, "~> 1.8"}, {:words, path: "../words"${options}}`)
  expect(errorOf(() => planFor({ 'mix.exs': from('') })).message).toBe(
    'mix.exs:3 takes a dependency from "../words", which is outside the folder of the application.',
  )
  expect(() => planFor({ 'mix.exs': from(', only: [:dev, :test]') })).not.toThrow()
})

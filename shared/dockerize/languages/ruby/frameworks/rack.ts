import type { Mounts } from '../../../decide/mounts.ts'
import { withValue, type Found } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import { PORT_WORD } from '../../../parse/shell.ts'
import { sources, type App } from '../../../view/file-view.ts'
import type { Gemfile } from '../gemfile.ts'
import { rackServer } from '../server.ts'
import { rackFile, type RubyFramework } from './framework.ts'

const ROUTES = /(?:^|\s)(?:get|r\.get|r\.is|r\.on|on|map)\s*\(?\s*["']\/?([\w/-]{2,40})["']/gm

// Sinatra's namespaces, Grape's prefixes and versions, Rack's own map.
const MOUNTS: Mounts = {
  by: /^\s*(?:namespace|prefix|version)[\s(]|^\s*map\s*\(?\s*["']\/\w[^"']*["']\s*\)?\s*do/m,
}

/** A framework on Rack whose config.ru any server of Rack serves. */
function onRack(name: string, gem: string, build?: RubyFramework['image']): RubyFramework {
  return {
    name,
    detect: (app, gemfile) => (rackFile(app) === undefined ? undefined : gemfile?.gem(gem)),
    port: 9292,
    routes: ROUTES,
    mounts: MOUNTS,
    image: build ?? ((app, gemfile) => rackImage(app, gemfile)),
  }
}

function rackImage(app: App, gemfile: Gemfile | undefined): ReturnType<RubyFramework['image']> {
  const file = rackFile(app) ?? { value: 'config.ru' }
  return { server: rackServer(app, gemfile ?? NO_GEMS, file), env: { RACK_ENV: 'production' } }
}

const NO_GEMS: Gemfile = {
  name: 'Gemfile',
  lock: undefined,
  gems: new Map(),
  ruby: undefined,
  sources: [],
  reads: [],
  gemspec: false,
  outside: undefined,
  gem: () => undefined,
}

/** Sinatra: by its config.ru, or as the one file that starts itself. */
const sinatra: RubyFramework = {
  name: 'sinatra',
  detect: (_, gemfile) => gemfile?.gem('sinatra'),
  port: 4567,
  routes: ROUTES,
  mounts: MOUNTS,
  image: (app, gemfile) => {
    if (rackFile(app) !== undefined) return withEnv(rackImage(app, gemfile))
    const classic = classicFile(app)
    if (classic === undefined) return withEnv(rackImage(app, gemfile))
    // Source: Sinatra's README, "Command Line".
    const argv = ['bundle', 'exec', 'ruby', classic.value, '-o', '0.0.0.0', '-p', PORT_WORD]
    return withEnv({ server: { run: withValue(classic, argv) } })
  },
}

function withEnv(image: ReturnType<RubyFramework['image']>): ReturnType<RubyFramework['image']> {
  return { ...image, env: { RACK_ENV: 'production', APP_ENV: 'production' } }
}

// `require 'sinatra/base'` alone starts nothing.
function classicFile(app: App): Found<string> | undefined {
  for (const file of sources(app.files, ['.rb'], 100)) {
    const match = searchLines(app.files.head(file) ?? '', /^\s*require\s*\(?["']sinatra["']|\brun!/m)
    if (match !== undefined) return { value: file, file: app.at(file), line: match.line }
  }
  return undefined
}

/** Hanami: its assets are bundled at build time. Source: Hanami's guides, "Assets" and "Deployment". */
const hanami = onRack('hanami', 'hanami', (app, gemfile) => {
  const assets = gemfile?.gem('hanami-assets') !== undefined && app.files.isFile('package.json')
  return {
    ...rackImage(app, gemfile),
    env: { HANAMI_ENV: 'production', HANAMI_SERVE_ASSETS: 'true', RACK_ENV: 'production' },
    ...(assets ? { build: ['bundle exec hanami assets compile'], needsNode: true } : {}),
  }
})

/** Frameworks on Rack, the most telling first. */
export const RACK_FRAMEWORKS: readonly RubyFramework[] = [
  hanami,
  sinatra,
  onRack('roda', 'roda'),
  onRack('grape', 'grape'),
  onRack('padrino', 'padrino'),
  {
    name: 'rack',
    detect: (app) => rackFile(app),
    port: 9292,
    routes: ROUTES,
    mounts: MOUNTS,
    image: rackImage,
  },
]

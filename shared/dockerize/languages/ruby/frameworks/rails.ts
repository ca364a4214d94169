import { warningAt, withValue, type Found, type Warning } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import { PORT_WORD } from '../../../parse/shell.ts'
import type { App } from '../../../view/file-view.ts'
import type { Gemfile } from '../gemfile.ts'
import type { RubyServer } from '../server.ts'
import type { RubyFramework } from './framework.ts'

const PIPELINES = [
  'propshaft',
  'sprockets-rails',
  'sprockets',
  'vite_rails',
  'vite_ruby',
  'shakapacker',
  'webpacker',
]
const PRODUCTION = 'config/environments/production.rb'

/**
 * Rails. Migrations are not run when it starts: several tasks would do so at once.
 * Source: Rails' guides, "Configuring Rails Applications" and "The Asset Pipeline"; Thruster's README.
 */
export const rails: RubyFramework = {
  name: 'rails',
  detect: (app, gemfile) =>
    app.files.isFile('config/application.rb')
      ? (gemfile?.gem('rails') ?? gemfile?.gem('railties'))
      : undefined,
  port: 3000,
  // Deeper lines are those of a namespace or a scope.
  routes: /^(?: {0,2}|\t)get\s*\(?\s*["']\/?([\w/-]{2,40})["']/gm,
  routeFiles: (files) => files.filter((file) => file === 'config/routes.rb'),
  image: (app, gemfile, version) => {
    const rails = railsVersion(gemfile)
    const pipeline = PIPELINES.some((gem) => gemfile?.gem(gem) !== undefined)
    return {
      server: server(app, gemfile),
      env: {
        RAILS_ENV: 'production',
        LD_PRELOAD: 'libjemalloc.so.2',
        ...(Number(version.split('.').slice(0, 2).join('')) >= 32 ? { RUBY_YJIT_ENABLE: '1' } : {}),
        // Later ones do all of this by themselves, and write no file that Lambda's disk would refuse.
        ...(rails < 7.2 ? { PIDFILE: '/tmp/server.pid' } : {}),
        ...(rails < 7.1 ? { RAILS_LOG_TO_STDOUT: '1', RAILS_SERVE_STATIC_FILES: '1' } : {}),
      },
      build: [
        ...(gemfile?.gem('bootsnap') === undefined ? [] : ['bundle exec bootsnap precompile -j 1 app/ lib/']),
        // A stand-in for the secret, for this one command and not in the image.
        ...(pipeline
          ? [
              `${rails < 7.1 ? 'SECRET_KEY_BASE=build' : 'SECRET_KEY_BASE_DUMMY=1'} ${bin(app, 'rails').join(' ')} assets:precompile`,
            ]
          : []),
      ],
      needsNode: pipeline,
      writable: ['db', 'log', 'storage', 'tmp'],
      packages: ['libjemalloc2'],
      warnings: warnings(app, gemfile),
      checksHost: hostCheck(app) !== undefined,
    }
  },
}

function railsVersion(gemfile: Gemfile | undefined): number {
  const text = (gemfile?.gem('rails') ?? gemfile?.gem('railties'))?.value ?? ''
  const version = /(\d+\.\d+)/.exec(text)?.[1]
  return version === undefined ? 8 : Number(version)
}

function server(app: App, gemfile: Gemfile | undefined): RubyServer {
  const file = ['bin/rails', 'config/application.rb'].find((path) => app.files.isFile(path)) ?? ''
  const found: Found<string> = { value: 'rails', file: app.at(file) }
  const command = bin(app, 'rails')
  const thruster = gemfile?.gem('thruster')
  if (thruster !== undefined && app.files.isFile('bin/thrust')) {
    // Rails itself is told another port: PORT is set for it by Thruster.
    return {
      run: withValue(thruster, [...bin(app, 'thrust'), ...command, 'server']),
      env: { HTTP_PORT: PORT_WORD, TARGET_PORT: '3001' },
    }
  }
  return { run: withValue(found, [...command, 'server', '--binding', '0.0.0.0']) }
}

// A script that was made on Windows, or for one Ruby by name, starts by way of the interpreter alone.
function bin(app: App, name: string): readonly string[] {
  const head = app.files.head(`bin/${name}`)
  if (head === undefined) return ['bundle', 'exec', name]
  return head.startsWith('#!/usr/bin/env ruby\n') ? [`./bin/${name}`] : ['ruby', `bin/${name}`]
}

function hostCheck(app: App): Found<string> | undefined {
  const text = app.files.head(PRODUCTION) ?? ''
  const match = searchLines(text, /^\s*config\.hosts\b/m)
  if (match === undefined || /^\s*config\.host_authorization\b.*exclude/m.test(text)) return undefined
  return { value: 'config.hosts', file: app.at(PRODUCTION), line: match.line }
}

function warnings(app: App, gemfile: Gemfile | undefined): readonly Warning[] {
  const credentials = ['config/credentials/production.yml.enc', 'config/credentials.yml.enc'].find((path) =>
    app.files.isFile(path),
  )
  const database = ['pg', 'mysql2', 'trilogy'].some((gem) => gemfile?.gem(gem) !== undefined)
  const sqlite = !database && gemfile?.gem('sqlite3') !== undefined
  const hosts = hostCheck(app)
  const key = credentials === undefined ? 'SECRET_KEY_BASE' : 'RAILS_MASTER_KEY'
  return [
    {
      text: `Rails does not start without ${key}${database ? ', and finds its database by DATABASE_URL' : ''}: set ${database ? 'them' : 'it'} where the image runs.`,
      file: app.at(credentials ?? 'config/application.rb'),
    },
    {
      text: 'The image migrates no database when it starts, as several tasks would do so at once: run "bin/rails db:prepare" as a task of its own.',
      file: app.at('config/application.rb'),
    },
    ...(sqlite
      ? [
          {
            text: 'A database of SQLite is gone with its container: mount a volume where it is written, or take another one for production.',
            file: app.at(gemfile.name),
          },
        ]
      : []),
    ...(hosts === undefined
      ? []
      : [
          warningAt(
            hosts,
            'Hosts that are not listed are refused, and a load balancer asks by address: exclude the health path by config.host_authorization.',
          ),
        ]),
  ]
}

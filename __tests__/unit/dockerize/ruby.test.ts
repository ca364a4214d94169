import { describe, expect, it } from 'vitest'
import { readGemfile } from '../../../shared/dockerize/languages/ruby/gemfile.ts'
import { resolveRubyVersion } from '../../../shared/dockerize/languages/ruby/version.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const lock = (gems: readonly string[], rest = ''): string =>
  `GEM\n  specs:\n${gems.map((gem) => `    ${gem}\n`).join('')}\nPLATFORMS\n  ruby\n\n${rest}`

describe('a Gemfile', () => {
  it('is read a line at a time', () => {
    const gemfile = readGemfile(
      memoryApp({
        Gemfile: [
          'source "https://gems.example.com"',
          'ruby "3.3.4" # as in production, "3.2"',
          "gem 'rack', '~> 3.0'",
          'gem "words", path: "./lib/words"',
          'gem "rspec", group: :test',
          'group :development do',
          '  if ENV["CI"]',
          '    gem "debug"',
          '  end',
          '  gem "rubocop"',
          'end',
          'gem "pg"',
        ].join('\n'),
        'lib/words/words.gemspec': '',
      }),
    )
    expect([...(gemfile?.gems.keys() ?? [])]).toEqual(['rack', 'words', 'pg'])
    expect(gemfile?.gem('rack')).toEqual({ value: '~> 3.0', file: 'Gemfile', line: 3 })
    expect(gemfile?.ruby).toEqual({ value: '3.3.4', file: 'Gemfile', line: 2 })
    expect(gemfile?.sources).toEqual(['https://gems.example.com'])
    expect(gemfile?.reads).toEqual(['lib/words'])
  })
})

describe('a version of Ruby', () => {
  it.each([
    ['ruby-3.3.1', '3.3.1'],
    ['3.4', '3.4'],
    ['~> 3.2', '3.4'],
    ['~> 3.2.0', '3.2'],
    ['>= 3.1, < 3.4', '3.3'],
    ['3', '3.4'],
    ['latest', '3.4'],
    ['three', undefined],
  ])('"%s" gives %s', (text, tag) => {
    expect(resolveRubyVersion(text)).toBe(tag)
  })

  const app = { 'config.ru': '', 'Gemfile.lock': lock(['puma (7.1.0)'], 'RUBY VERSION\n   ruby 3.3.8p144\n') }

  it('is the locked line where the Gemfile allows several', () => {
    expect(planFor({ ...app, Gemfile: 'ruby "~> 3.2"\n' }).version).toMatchObject({
      value: '3.3',
      file: 'Gemfile.lock',
    })
  })

  it('is exact where the Gemfile is', () => {
    expect(planFor({ ...app, Gemfile: 'ruby "3.3"\n' }).version.value).toBe('3.3.0')
  })

  it('must be one that Bundler takes', () => {
    const files = { ...app, Gemfile: 'ruby "~> 3.3"\n', '.ruby-version': '3.2.1\n' }
    expect(errorOf(() => planFor(files)).message).toMatch(
      /3.2.1 \(.ruby-version:1\).*Gemfile:1 asks for: "~> 3.3"/,
    )
    expect(() => planFor({ ...app, Gemfile: '', '.ruby-version': 'jruby-9.4\n' })).toThrow(
      /another implementation/,
    )
  })
})

describe('Rack', () => {
  const files = { Gemfile: '', 'config.ru': 'run App\n' }

  it.each([
    ['puma (7.1.0)', 'bundle exec puma --bind tcp://0.0.0.0:9292'],
    ['falcon (0.52.4)', 'bundle exec falcon serve --bind http://0.0.0.0:9292'],
    ['unicorn (6.1.0)', 'bundle exec unicorn --host 0.0.0.0 --port 9292'],
    ['rackup (2.2.1)', 'bundle exec rackup --host 0.0.0.0 --port 9292 config.ru'],
  ])('is served by %s', (gem, command) => {
    const { runCommand } = planFor({ ...files, 'Gemfile.lock': lock([gem]) })
    expect(runCommand.value.join(' ')).toBe(command)
  })

  it('needs a server among its gems', () => {
    expect(errorOf(() => planFor({ ...files, 'Gemfile.lock': lock(['rack (3.2.4)']) })).hint).toBe(
      'bundle add puma',
    )
  })

  it('gets the port that Puma has where a line of its own names none', () => {
    const app = { ...files, 'Gemfile.lock': lock(['puma (7.1.0)']), Procfile: 'web: bundle exec puma\n' }
    expect(planFor(app).port).toMatchObject({ value: 9292, file: 'Procfile', line: 1 })
    expect(planFor({ ...app, 'config/puma.rb': 'port ENV.fetch("PORT") { 5000 }\n' }).port.value).toBe(5000)
  })

  it('signs in to a private gem server by secrets alone', () => {
    const { dockerfile } = planFor({
      ...files,
      Gemfile: 'source "https://gems.my-company.example" do\n  gem "inner"\nend\n',
      'Gemfile.lock': lock(['puma (7.1.0)']),
    })
    expect(dockerfile).toContain('id=BUNDLE_GEMS__MY___COMPANY__EXAMPLE,')
  })
})

describe('Rails', () => {
  const files = {
    Gemfile: 'gem "rails"\n',
    'Gemfile.lock': lock(['bootsnap (1.19.0)', 'mysql2 (0.5.7)', 'propshaft (1.3.1)', 'rails (8.1.1)']),
    'bin/rails': '#!/usr/bin/env ruby\n',
    'config/application.rb': '',
    'config/routes.rb': 'get "up" => "rails/health#show"\n',
  }

  it.each([
    ['7.1.5', true],
    ['8.1.1', false],
  ])('%s is told to write its process id to /tmp: %s', (version, told) => {
    const text = files['Gemfile.lock'].replace('rails (8.1.1)', `rails (${version})`)
    expect(planFor({ ...files, 'Gemfile.lock': text }).dockerfile.includes('PIDFILE=/tmp/server.pid')).toBe(
      told,
    )
  })

  it('precompiles without a secret, and writes to its own folders alone', () => {
    const { dockerfile, port, healthCheckPath, runCommand } = planFor(files)
    expect([port.value, healthCheckPath.value]).toEqual([3000, '/up'])
    expect(runCommand.value).toEqual(['./bin/rails', 'server', '--binding', '0.0.0.0'])
    expect(dockerfile).toContain('SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile')
    expect(dockerfile).toContain('default-libmysqlclient-dev')
    expect(dockerfile.slice(dockerfile.indexOf('AS runtime'))).toMatch(/libjemalloc2 libmariadb3/)
    expect(dockerfile).toContain('COPY --from=build --chown=1001:1001 /writable .')
    expect(dockerfile).not.toMatch(/^ENV.*SECRET/m)
  })

  it('starts without the migrations of a Procfile, and says so', () => {
    const { runCommand, warnings } = planFor({
      ...files,
      Procfile: 'web: rake db:migrate && bin/rails server -p $PORT\n',
    })
    expect(runCommand.value).toEqual(['bin/rails', 'server', '-p', '3000'])
    expect(warnings.map(({ text }) => text).join()).toMatch(/"rake db:migrate" \(Procfile:1\) is left out/)
  })

  it('starts scripts by the interpreter that were made for another system', () => {
    const { runCommand } = planFor({ ...files, 'bin/rails': '#!/usr/bin/env ruby.exe\r\n' })
    expect(runCommand.value.slice(0, 2)).toEqual(['ruby', 'bin/rails'])
  })

  it('takes the refusal of an unknown host for an answer', () => {
    const production = 'Rails.application.configure do\n  config.hosts = ["example.com"]\nend\n'
    const { dockerfile } = planFor({ ...files, 'config/environments/production.rb': production })
    expect(dockerfile).toContain('[[ $status == [1-4]* ]]')
  })
})

describe('Ruby without a framework', () => {
  it('is a file that listens', () => {
    const { runCommand, port } = planFor({ 'server.rb': 'TCPServer.new("0.0.0.0", 7000)\n' })
    expect([runCommand.value, port.value]).toEqual([['ruby', 'server.rb'], 7000])
  })

  it('is refused where nothing listens', () => {
    expect(() => planFor({ Gemfile: '', 'app.rb': 'puts 1\n' })).toThrow(
      /looked for a web process in Procfile/,
    )
  })
})

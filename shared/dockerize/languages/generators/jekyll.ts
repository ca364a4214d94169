import { UserError } from '../../../errors.ts'
import { aptInstall } from '../../image/apt.ts'
import { copyOnly, copySource, MANIFESTS_FIRST } from '../../image/copies.ts'
import { choose, fromInput, warningAt, type Found, type Warning } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { officialImage, steps, type Stage } from '../../image/steps.ts'
import { textAt, type Document } from '../../parse/document.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import type { Request } from '../../plan.ts'
import { installBundler, requireUsable } from '../ruby/bundler.ts'
import { readGemfile, type Gemfile } from '../ruby/gemfile.ts'
import { RUBY_RELEASES } from '../ruby/releases.ts'
import { gemServerSecrets } from '../ruby/secrets.ts'
import { systemPackages } from '../ruby/system-packages.ts'
import { rubyVersion } from '../ruby/version.ts'
import type { App } from '../../view/file-view.ts'
import type { Generated, Generator } from './generator.ts'
import { settingsFile } from './settings.ts'

const SETTINGS = ['_config.yml', '_config.yaml', '_config.toml']
// Jekyll before 4.4, which GitHub Pages and most lockfiles have, needs gems that Ruby 3.4 left out of its own.
const RUBY = '3.3'

/** Jekyll, with the gems of its Gemfile. */
export const jekyll: Generator = {
  name: 'jekyll',
  lookedFor: '_config.yml with a Gemfile for Jekyll',
  detect: (app) => {
    const settings = settingsFile(app, SETTINGS)
    if (settings === undefined) return undefined
    const folders = ['_posts', '_layouts', '_includes'].some((name) => app.files.isFolder(name))
    return folders || bringsJekyll(readGemfile(app)) ? { value: 'jekyll', file: settings.file } : undefined
  },
  generate,
}

function bringsJekyll(gemfile: Gemfile | undefined): boolean {
  return gemfile?.gem('jekyll') !== undefined || gemfile?.gem('github-pages') !== undefined
}

function generate(app: App, hints: Hints, request: Request): Generated {
  const { overrides, now } = request
  const settings = settingsFile(app, SETTINGS)
  const gemfile = readGemfile(app)
  if (gemfile === undefined) {
    throw new UserError(
      `${app.at('Gemfile')} is not there, which says which Jekyll and which plugins to install.`,
      'Commit one with `gem "jekyll"` or `gem "github-pages"`, and its Gemfile.lock.',
    )
  }
  const found = rubyVersion(app, gemfile, overrides.version)
  const version =
    found.why === 'the default' ? { value: RUBY, why: 'the line that every Jekyll runs on' } : found
  requireUsable(gemfile, version)
  const base = settings === undefined ? undefined : textAt(settings, 'baseurl')
  const build = choose([
    overrides.buildCommand === undefined ? undefined : fromInput(overrides.buildCommand, 'build-command'),
    hints.build?.value.includes('jekyll build') === true && !hints.build.value.includes('$')
      ? hints.build
      : undefined,
  ]) ?? {
    value: `bundle exec jekyll build${base === undefined ? '' : ' --baseurl ""'}`,
    why: 'the build of Jekyll',
  }
  const ended = endOfLifeWarning('Ruby', version.value, RUBY_RELEASES, now)
  return {
    version,
    packageManager: { value: 'bundler', file: gemfile.lock?.file ?? app.at(gemfile.name) },
    build,
    folder: folderOf(settings),
    stages: [buildStage(app, gemfile, version.value, build.value, request)],
    ...titleOf(settings),
    // Jekyll makes the first page of it where there is no other.
    ignore: ['.jekyll-cache', '.sass-cache', 'vendor/bundle', '.bundle', '!README.md'],
    warnings: [
      ...(ended === undefined ? [] : [warningAt(version, ended)]),
      ...(base === undefined ? [] : [baseWarning(base)]),
      ...(gemfile.lock === undefined
        ? [
            {
              text: 'There is no Gemfile.lock: each build may install other versions. Commit it.',
              file: app.at(gemfile.name),
            },
          ]
        : []),
    ],
  }
}

function folderOf(settings: Document | undefined): string {
  return (
    (settings === undefined ? undefined : textAt(settings, 'destination')?.value.replace(/^\.\//, '')) ??
    '_site'
  )
}

function titleOf(settings: Document | undefined): { readonly title?: string } {
  const title = settings === undefined ? undefined : textAt(settings, 'title')
  return title === undefined ? {} : { title: title.value }
}

function baseWarning(base: Found<string>): Warning {
  return warningAt(
    base,
    `"baseurl" is ${base.value}, but the image serves the site at the top: it is built with an empty one. The input "build-command" would change that.`,
  )
}

function buildStage(app: App, gemfile: Gemfile, version: string, build: string, request: Request): Stage {
  const lock = gemfile.lock === undefined ? [] : [gemfile.name === 'Gemfile' ? 'Gemfile.lock' : 'gems.locked']
  const packages = systemPackages(gemfile)
  const bundler = installBundler(gemfile.lock, version)
  return {
    name: 'build',
    base: officialImage(request.baseRegistry, `ruby:${version}-slim`),
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(
        [...new Set([...packages.build, ...packages.run])].sort(),
        'What gems are compiled with; not in the final stage.',
      ),
      {
        kind: 'env',
        values: {
          ...(gemfile.lock === undefined ? {} : { BUNDLE_DEPLOYMENT: '1' }),
          BUNDLE_PATH: '/usr/local/bundle',
          BUNDLE_GLOBAL_GEM_CACHE: 'true',
        },
      },
      ...(gemfile.gemspec
        ? [{ ...copySource(app), why: ['The theme is a gem itself, which needs its source.'] }]
        : copyOnly(app, [gemfile.name, ...lock, ...gemfile.reads], MANIFESTS_FIRST)),
      {
        kind: 'run',
        commands: [...(bundler === undefined ? [] : [bundler]), 'bundle install'],
        mounts: [{ type: 'cache', target: '/root/.bundle/cache' }, ...gemServerSecrets(gemfile)],
      },
      !gemfile.gemspec && copySource(app),
      { kind: 'env', values: { JEKYLL_ENV: 'production' } },
      { kind: 'run', commands: [build] },
    ),
  }
}

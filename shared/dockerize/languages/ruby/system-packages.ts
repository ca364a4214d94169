import type { Gemfile } from './gemfile.ts'

interface Packages {
  readonly build?: readonly string[]
  readonly run?: readonly string[]
}

// Gems that link to a library or call a program. The names are the same in Debian 12 and 13.
const PACKAGES: Readonly<Record<string, Packages>> = {
  pg: { build: ['libpq-dev'], run: ['libpq5'] },
  mysql2: { build: ['default-libmysqlclient-dev'], run: ['libmariadb3'] },
  tiny_tds: { build: ['freetds-dev'], run: ['libsybdb5'] },
  image_processing: { run: ['libvips'] },
  'ruby-vips': { run: ['libvips'] },
  mini_magick: { run: ['imagemagick'] },
  rmagick: { build: ['libmagickwand-dev'], run: ['imagemagick'] },
  // icu-devtools depends on the library, whose own name has a version in it.
  charlock_holmes: { build: ['libicu-dev'], run: ['icu-devtools'] },
  'streamio-ffmpeg': { run: ['ffmpeg'] },
  rugged: { build: ['cmake', 'libssl-dev'] },
  curb: { build: ['libcurl4-openssl-dev'], run: ['libcurl4'] },
  ethon: { run: ['libcurl4'] },
  psych: { build: ['libyaml-dev'], run: ['libyaml-0-2'] },
  grover: { run: ['chromium', 'fonts-liberation'] },
  ferrum: { run: ['chromium', 'fonts-liberation'] },
}

/** Debian packages that the gems need beyond the slim image, by stage. */
export function systemPackages(gemfile: Gemfile): Record<'build' | 'run', readonly string[]> {
  const named = Object.entries(PACKAGES).filter(([name]) => gemfile.gem(name) !== undefined)
  const of = (stage: 'build' | 'run'): readonly string[] =>
    named.flatMap(([, packages]) => packages[stage] ?? [])
  // Gems of the repository's own alone: nothing is compiled.
  const nothing = gemfile.lock?.fetched === false && !gemfile.lock.fromGit
  const toolchain = nothing ? [] : ['build-essential', 'libyaml-dev', 'pkg-config']
  const git = gemfile.lock?.fromGit === true ? ['git'] : []
  return {
    build: unique([...toolchain, ...git, ...of('build')]),
    run: unique(of('run')),
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}

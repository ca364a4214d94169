import { describe, expect, it } from 'vitest'
import { errorOf, memoryApp, planFor } from './memory-view.ts'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'

type Files = Readonly<Record<string, string | object>>

const hugo = { 'hugo.toml': 'title = "Notes"\n', 'content/_index.md': '' }
const zola = { 'config.toml': 'base_url = "https://example.com"\n', 'templates/index.html': '' }
const mkdocs = {
  'mkdocs.yml': 'site_name: Notes\n',
  'docs/index.md': '',
  'requirements.txt': 'mkdocs-material==9\n',
}
const jekyll = { '_config.yml': 'title: Notes\n', Gemfile: 'gem "jekyll"\n', 'index.md': '' }

/** The last instruction of the stage `build`. */
function lastOfBuild(dockerfile: string): string {
  return dockerfile.split(' AS build\n')[1]?.split('\n\nFROM')[0]?.split('\n').at(-1)?.trim() ?? ''
}

describe('sites of generators', () => {
  it.each<readonly [string, Files, string, string]>([
    ['hugo', hugo, 'hugo --gc --minify', '/app/public'],
    ['hugo', { 'config/_default/hugo.yaml': 'publishDir: out\n' }, 'hugo --gc --minify', '/app/out'],
    ['hugo', { 'config.toml': 'baseurl = "/"\n', 'content/a.md': '' }, 'hugo --gc --minify', '/app/public'],
    ['zola', zola, 'RUN ["zola", "build"]', '/app/public'],
    ['mkdocs', mkdocs, 'RUN mkdocs build', '/app/site'],
    ['jekyll', jekyll, 'RUN bundle exec jekyll build', '/app/_site'],
    [
      'jekyll',
      { ...jekyll, '_config.yml': 'destination: ./out\n' },
      'RUN bundle exec jekyll build',
      '/app/out',
    ],
  ])('%s is found among %j', (framework, files, last, folder) => {
    const plan = planFor(files)
    expect(plan.framework.value).toBe(framework)
    expect(lastOfBuild(plan.dockerfile)).toContain(last)
    expect(plan.dockerfile).toContain(`COPY --from=build ${folder} /srv/www`)
    expect(hasApplication(memoryApp(files))).toBe(true)
  })

  it.each<readonly [string, Files]>([
    ['a configuration of something else', { 'config.toml': 'title = "x"\n' }],
    ['a configuration of something else beside content', { 'config.yaml': 'port: 1\n', 'content/a.md': '' }],
    ['_config.yml alone', { '_config.yml': 'theme: x\n' }],
  ])('%s is none', (_name, files) => {
    expect(hasApplication(memoryApp(files))).toBe(false)
  })

  it('an application with documentation is the application', () => {
    const express = { 'package.json': { scripts: { start: 'node a.js' } }, 'a.js': 'listen(1)' }
    expect(planFor({ ...express, 'mkdocs.yml': 'site_name: x\n' }).language.value).toBe('node')
  })
})

describe('Hugo', () => {
  it.each([
    ['0.150', 'ghcr.io/gohugoio/hugo:v0.150.0'],
    ['extended_0.140.2', 'ghcr.io/gohugoio/hugo:v0.140.2'],
    ['0.111.3', 'hugomods/hugo:exts-0.111.3'],
  ])('%s of netlify.toml is built by %s', (version, image) => {
    const plan = planFor({ ...hugo, 'netlify.toml': `[build.environment]\nHUGO_VERSION = "${version}"\n` })
    expect(plan.dockerfile).toContain(`FROM ${image} AS build`)
    expect(plan.version).toMatchObject({ file: 'netlify.toml', line: 2 })
  })

  it('takes the command of another platform where it needs nothing of that platform', () => {
    const at = (command: string): Files => ({ ...hugo, 'netlify.toml': `[build]\ncommand = "${command}"\n` })
    expect(planFor(at('hugo --gc -d out')).dockerfile).toContain('COPY --from=build /app/out /srv/www')
    expect(planFor(at('hugo -b $DEPLOY_PRIME_URL')).buildCommand?.value).toBe('hugo --gc --minify')
  })

  it('needs its theme, and says what a submodule takes', () => {
    const theme = { ...hugo, 'hugo.toml': 'title = "x"\ntheme = ["ananke"]\n' }
    const submodule = { ...theme, '.gitmodules': '[submodule "a"]\n\tpath = themes/ananke\n' }
    expect(planFor({ ...theme, 'themes/ananke/theme.toml': '' }).framework.value).toBe('hugo')
    expect(errorOf(() => planFor(theme)).message).toBe(
      'The theme "ananke" (hugo.toml:2) is not there: looked for themes/ananke.',
    )
    const { message, hint } = errorOf(() => planFor(submodule))
    expect(message).toMatch(/is a Git submodule that was not checked out: themes\/ananke is empty\.$/)
    expect(hint).toContain('submodules: recursive')
    expect(planFor({ ...hugo, 'hugo.toml': 'theme = "github.com/a/b"\n' }).framework.value).toBe('hugo')
  })

  it('installs what its pipeline calls', () => {
    const tools = { 'package.json': { devDependencies: { postcss: '8' } }, 'package-lock.json': '{}' }
    expect(planFor({ ...hugo, ...tools }).dockerfile).toMatch(
      /COPY package.json package-lock.json[^]*npm ci[^]*COPY --chown/,
    )
  })

  it('says what is made for another place, and what needs the history', () => {
    const { warnings, dockerfile } = planFor({
      ...hugo,
      'hugo.toml': 'baseURL = "https://a.example/repo/"\nenableGitInfo = true\n',
    })
    expect(warnings.map(({ line }) => line)).toEqual([1, 2])
    expect(dockerfile).toContain('ENV HUGO_ENABLEGITINFO=false')
  })

  it('is no server, and no other version than there is', () => {
    expect(errorOf(() => planFor(hugo, { runCommand: 'hugo server' })).message).toMatch(/are served by nginx/)
    expect(errorOf(() => planFor(hugo, { version: 'newest' })).message).toBe(
      '"newest" (the input "version") is no version of Hugo.',
    )
  })
})

describe('Zola', () => {
  it('takes a command line of its own alone', () => {
    expect(planFor(zola, { buildCommand: 'zola build --drafts' }).dockerfile).toContain(
      '["zola", "build", "--drafts"]',
    )
    expect(errorOf(() => planFor(zola, { buildCommand: 'npm ci && zola build' })).message).toMatch(
      /nothing else/,
    )
    expect(
      errorOf(() => planFor({ ...zola, 'config.toml': 'base_url = "/"\ntheme = "x"\n' })).message,
    ).toMatch(/theme "x"/)
  })
})

describe('Jekyll', () => {
  it('needs a Gemfile', () => {
    expect(errorOf(() => planFor({ '_config.yml': 'a: b\n', '_posts/x.md': '' })).message).toMatch(
      /^Gemfile is not there/,
    )
  })

  it('is built for the top', () => {
    const plan = planFor({ ...jekyll, '_config.yml': 'baseurl: /repo\n' })
    expect(plan.buildCommand?.value).toBe('bundle exec jekyll build --baseurl ""')
    expect(plan.warnings[0]).toMatchObject({ file: '_config.yml', line: 1 })
  })
})

describe('MkDocs', () => {
  it.each<readonly [string, Files, string]>([
    [
      'a list for documentation',
      { 'docs/requirements.txt': 'mkdocs\n' },
      'pip install --requirement docs/requirements.txt',
    ],
    [
      'uv',
      { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n', 'uv.lock': 'version = 1\n' },
      'uv run --no-sync mkdocs build',
    ],
    [
      'Poetry',
      { 'pyproject.toml': '[tool.poetry]\nname = "x"\n', 'poetry.lock': '' },
      'poetry run mkdocs build',
    ],
    ['nothing', {}, 'pip install mkdocs==1.6.1'],
  ])('is installed by %s', (_name, files, line) => {
    const { dockerfile } = planFor({ 'mkdocs.yml': 'site_name: x\n', ...files }, { framework: 'mkdocs' })
    expect(dockerfile).toContain(line)
  })

  it.each([
    ['theme:\n  name: material\n', 'the theme "material" (mkdocs.yml:2)'],
    ['plugins:\n  - search\n  - blog:\n      a: b\n', 'the plugin "blog" (mkdocs.yml:3)'],
    ['plugins:\n  search: {}\n  macros: {}\n', 'the plugin "macros" (mkdocs.yml:3)'],
  ])('%j has to be listed somewhere', (text, what) => {
    expect(errorOf(() => planFor({ 'mkdocs.yml': text })).message).toContain(`which package brings ${what}`)
  })

  it('says what needs the history, and brings what draws', () => {
    const { warnings, dockerfile } = planFor({
      ...mkdocs,
      'mkdocs.yml': 'plugins: [social, git-revision-date-localized]\nemoji: !!python/name:material.x.y\n',
    })
    expect(warnings[0]).toMatchObject({ file: 'mkdocs.yml', line: 1 })
    expect(dockerfile).toContain('libcairo2')
  })
})

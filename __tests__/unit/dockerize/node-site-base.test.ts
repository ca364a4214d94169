import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'
import { app, type Files } from './node-files.ts'

const vite = (config: string, script = 'vite build'): Files =>
  app(['vite'], { 'index.html': '', 'vite.config.js': `export default { ${config} }` }, { build: script })

/** Files, the path that the site is served at, and its page for unknown paths. */
const sites: readonly (readonly [Files, string, string])[] = [
  [vite("base: '/shop/'"), '/shop', '/shop/index.html'],
  [vite('', 'vite build --base=/a/b/'), '/a/b', '/a/b/index.html'],
  [
    app(['@docusaurus/core'], { 'docusaurus.config.ts': "export default { baseUrl: '/project/' }" }),
    '/project',
    '=404',
  ],
  [
    app(['@vue/cli-service'], { 'vue.config.js': "module.exports = { publicPath: '/x' }" }),
    '/x',
    '/x/index.html',
  ],
  [
    { 'package.json': { dependencies: { 'react-scripts': '5' }, homepage: 'https://example.com/x' } },
    '/x',
    '/x/index.html',
  ],
  [
    app(
      ['gatsby'],
      { 'gatsby-config.js': "module.exports = { pathPrefix: '/blog' }" },
      { build: 'gatsby build --prefix-paths' },
    ),
    '/blog',
    '=404',
  ],
  [app(['astro'], { 'astro.config.mjs': "export default { base: '/docs' }" }), '/docs', '=404'],
  [
    app(['next'], { 'next.config.js': "module.exports = { output: 'export', basePath: '/docs' }" }),
    '/docs',
    '=404',
  ],
  [app(['vitepress'], { 'docs/.vitepress/config.js': "export default { base: '/docs/' }" }), '/docs', '=404'],
]

describe('a site that is built for a path', () => {
  it.each(sites)('is served there: %#', (files, base, page) => {
    const { dockerfile, healthCheckPath } = planFor(files)
    expect(healthCheckPath.value).toBe(`${base}/`)
    expect(dockerfile).toMatch(new RegExp(`^COPY --from=build \\S+ /srv/www${base}$`, 'm'))
    expect(dockerfile).toContain(`try_files $uri $uri.html $uri/ ${page};`)
    expect(dockerfile).toContain(`location = / {\n      return 302 ${base}/;\n    }\n`)
    expect(dockerfile).toContain(`"~^${base}/(?:assets|static)/`)
    if (page === '=404') expect(dockerfile).toContain(`error_page 404 ${base}/404.html;`)
  })

  it('says what its files alone do not do', () => {
    const files = { 'src/api/hello.js': '', 'src/pages/index.js': '' }
    const gatsby = planFor(app(['gatsby'], files, { build: 'gatsby build' }))
    expect(gatsby.warnings).toMatchObject([{ file: 'src/api/hello.js' }])
    expect(planFor(app(['gatsby'], {}, { build: 'gatsby build' })).warnings).toEqual([])
    expect(gatsby.dockerfile).toContain('ENV GATSBY_TELEMETRY_DISABLED=1')
  })

  it.each([
    vite("base: './'"),
    vite("base: '/'"),
    vite("base: 'https://cdn.example.com/x/'"),
    vite("base: '/$injected/'"),
    app(
      ['gatsby'],
      { 'gatsby-config.js': "module.exports = { pathPrefix: '/blog' }" },
      { build: 'gatsby build' },
    ),
  ])('is served at the top where that is what its links mean: %#', (files) => {
    const { dockerfile, healthCheckPath } = planFor(files)
    expect(healthCheckPath.value).toBe('/')
    expect(dockerfile).not.toContain('return 302')
    expect(dockerfile).toMatch(/^COPY --from=build \S+ \/srv\/www$/m)
  })
})

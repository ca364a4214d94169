import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'
import { app, type Files } from './node-files.ts'

/** Name, files, the folder that is served, and the page for unknown paths. */
const sites: readonly (readonly [string, Files, string, string])[] = [
  ['vite', app(['vite'], { 'index.html': '' }), 'dist', '/index.html'],
  [
    'vite',
    app(['vite'], {
      'web/index.html': '',
      'vite.config.js': "export default { root: 'web', build: { outDir: '../www' } }",
    }),
    'www',
    '/index.html',
  ],
  [
    'vite',
    app(['vite'], { 'index.html': '', 'vite.config.js': "export default { appType: 'mpa' }" }),
    'dist',
    '=404',
  ],
  [
    'vite',
    app(['vite'], {
      'index.html': '',
      'vite.config.ts':
        "import { resolve } from 'path'\nexport default defineConfig(() => ({ build: { outDir: resolve(__dirname, 'made') } }))",
    }),
    'made',
    '/index.html',
  ],
  ['create-react-app', app(['react-scripts']), 'build', '/index.html'],
  [
    'vue-cli',
    app(['@vue/cli-service'], { 'vue.config.js': "module.exports = { outputDir: 'out' }" }),
    'out',
    '/index.html',
  ],
  ['gatsby', app(['gatsby'], {}, { build: 'gatsby build', start: 'gatsby develop' }), 'public', '=404'],
  [
    'docusaurus',
    app(['@docusaurus/core'], {}, { build: 'docusaurus build --out-dir web', start: 'docusaurus start' }),
    'web',
    '=404',
  ],
  [
    'eleventy',
    app(['@11ty/eleventy'], {
      '.eleventy.js':
        "module.exports = (c) => { c.addPassthroughCopy('x'); return { dir: { output: 'www' } } }",
    }),
    'www',
    '=404',
  ],
  [
    'eleventy',
    app(['@11ty/eleventy'], {
      'eleventy.config.js':
        "export default function (c) {}\nexport const config = { dir: { output: 'made' } }",
    }),
    'made',
    '=404',
  ],
  [
    'eleventy',
    app(['@11ty/eleventy'], {
      'eleventy.config.js':
        "export default async function (c) {\n  c.setInputDirectory('in')\n  c.setOutputDirectory('./out')\n}",
    }),
    'out',
    '=404',
  ],
  [
    'eleventy',
    app(['@11ty/eleventy'], {
      'eleventy.config.mjs':
        "const settings = (c) => { c.setOutputDirectory('out') }\nexport default settings",
    }),
    'out',
    '=404',
  ],
  [
    'vitepress',
    app(
      ['vitepress'],
      { 'guide/.vitepress/config.mts': "export default { outDir: '../public' }" },
      { 'docs:build': 'vitepress build guide' },
    ),
    'public',
    '=404',
  ],
  [
    'vuepress',
    app(['vuepress'], { 'docs/.vuepress/config.js': 'module.exports = {}' }),
    'docs/.vuepress/dist',
    '=404',
  ],
  [
    'astro',
    app(['astro'], { 'astro.config.ts': "export default defineConfig({ outDir: './site' })" }),
    'site',
    '=404',
  ],
  [
    'next',
    app(['next'], {
      'next.config.ts':
        "const c: NextConfig = { output: 'export', distDir: 'made' }\nexport default withMDX(c)",
    }),
    'made',
    '=404',
  ],
  [
    'nuxt',
    app(
      ['nuxt@^3'],
      { 'nuxt.config.ts': 'export default defineNuxtConfig({ ssr: false })' },
      { build: 'nuxt generate' },
    ),
    '.output/public',
    '/200.html',
  ],
  [
    'nuxt',
    app(['nuxt@^4'], {
      'nuxt.config.ts': "export default defineNuxtConfig({ ssr: false, nitro: { preset: 'static' } })",
    }),
    '.output/public',
    '/200.html',
  ],
  ['nuxt', app(['nuxt@^4'], {}, { build: 'nuxt build --preset=static' }), '.output/public', '=404'],
  [
    'solid-start',
    app(['@solidjs/start'], {
      'app.config.ts': "export default defineConfig({ ssr: false, server: { preset: 'static' } })",
    }),
    '.output/public',
    '/index.html',
  ],
  [
    'solid-start',
    app(['@solidjs/start@^2'], {
      'vite.config.ts':
        "export default defineConfig({ plugins: [solidStart(), nitro({ preset: 'github-pages' })] })",
    }),
    '.output/public',
    '=404',
  ],
  [
    'react-router',
    app(['@react-router/dev'], {
      'react-router.config.ts': 'const ssr = false\nexport default { ssr } satisfies Config',
    }),
    'build/client',
    '/index.html',
  ],
  [
    'tanstack-start',
    app(['@tanstack/react-start'], {
      'vite.config.ts': 'export default { plugins: [tanstackStart({ spa: { enabled: true } })] }',
    }),
    'dist/client',
    '/_shell.html',
  ],
  [
    'sveltekit',
    app(['@sveltejs/kit'], {
      'svelte.config.js':
        "import s from '@sveltejs/adapter-static'\nexport default { kit: { adapter: s({ fallback: '200.html' }) } }",
    }),
    'build',
    '/200.html',
  ],
  [
    'angular',
    app(['@angular/core'], {
      'angular.json': {
        projects: {
          shop: {
            architect: { build: { options: { ssr: { entry: 'src/server.ts' }, outputMode: 'static' } } },
          },
        },
      },
    }),
    'dist/shop/browser',
    '/index.csr.html',
  ],
  [
    'angular',
    app(['@angular/core'], {
      'angular.json': {
        projects: {
          lib: { projectType: 'library' },
          shop: {
            projectType: 'application',
            architect: { build: { builder: '@angular/build:application', options: {} } },
          },
        },
      },
    }),
    'dist/shop/browser',
    '/index.html',
  ],
  [
    'angular',
    app(['@angular/core'], {
      'angular.json': {
        projects: {
          shop: {
            architect: {
              build: {
                builder: '@angular-devkit/build-angular:browser',
                options: { outputPath: 'dist/shop' },
              },
            },
          },
        },
      },
    }),
    'dist/shop',
    '/index.html',
  ],
  [
    'angular',
    app(['@angular/core'], {
      'angular.json': {
        projects: {
          shop: {
            architect: {
              build: {
                builder: '@angular/build:application',
                options: { outputPath: { base: 'out', browser: '' } },
              },
            },
          },
        },
      },
    }),
    'out',
    '/index.html',
  ],
  [
    'expo',
    app(['expo', 'react-native-web'], { 'app.json': { expo: { web: { output: 'static' } } } }),
    'dist',
    '=404',
  ],
  ['node', app(['serve'], {}, { build: 'webpack', start: 'serve -s build -l 5000' }), 'build', '/index.html'],
  ['node', app([], {}, { build: 'make', start: 'npx http-server ./public -p 8080' }), 'public', '=404'],
]

describe('a framework that makes files', () => {
  it.each(sites)('%s: %#', (framework, files, folder, unknown) => {
    const plan = planFor(files)
    expect(plan.framework.value).toBe(framework)
    expect(plan.dockerfile).toContain(`COPY --from=build /app/${folder} /srv/www`)
    expect(plan.dockerfile).toContain(`try_files $uri $uri.html $uri/ ${unknown};`)
    // A folder without a page of its own, the top among them, is a path of the single page.
    expect(plan.dockerfile).toContain(`index index.html${unknown === '=404' ? '' : ` ${unknown}`};`)
  })

  it('is served by a server of its own where one is started', () => {
    const files = app(
      ['vite'],
      { 'index.html': '', 'server.js': 'createServer().listen(3001)' },
      { build: 'vite build', start: 'node server.js' },
    )
    const { runCommand, dockerfile } = planFor(files)
    expect(runCommand.value).toEqual(['node', 'server.js'])
    expect(dockerfile).toContain('COPY --from=build /app ./')
  })

  it('is served from the context where nothing builds it', () => {
    const { dockerfile } = planFor(app(['serve'], {}, { start: 'serve public' }))
    expect(dockerfile).toContain('COPY public /srv/www')
    expect(dockerfile).not.toContain('AS build')
  })
})

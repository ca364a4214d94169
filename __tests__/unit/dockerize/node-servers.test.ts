import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'
import { app, type Files } from './node-files.ts'

/** Name, dependencies, files, scripts, and what runs at which port. */
const servers: readonly (readonly [string, Files, string, number])[] = [
  ['nuxt', app(['nuxt@^4.0.0']), 'node .output/server/index.mjs', 3000],
  [
    'nuxt',
    app(['nuxt@^3'], {}, { build: 'nuxt build', start: 'nuxt preview --port 4000' }),
    'node .output/server/index.mjs',
    4000,
  ],
  [
    'nuxt',
    app(['nuxt@^2.15.0'], { 'nuxt.config.js': 'export default {}' }),
    'node_modules/.bin/nuxt start',
    3000,
  ],
  [
    'remix',
    app(['@remix-run/dev', '@remix-run/serve'], {
      'vite.config.ts':
        "import { vitePlugin as remix } from '@remix-run/dev'\nexport default { plugins: [remix()] }",
    }),
    'node_modules/.bin/remix-serve build/server/index.js',
    3000,
  ],
  [
    'remix',
    app(['@remix-run/dev', '@remix-run/serve']),
    'node_modules/.bin/remix-serve build/index.js',
    3000,
  ],
  [
    'remix',
    app(
      ['@remix-run/dev', 'express'],
      { 'server.js': 'app.listen(process.env.PORT || 3456)' },
      { start: 'NODE_ENV=production node server.js' },
    ),
    'node server.js',
    3456,
  ],
  [
    'react-router',
    app(['@react-router/dev', '@react-router/serve'], {
      'react-router.config.ts': "export default { buildDirectory: 'made' }",
    }),
    'node_modules/.bin/react-router-serve made/server/index.js',
    3000,
  ],
  [
    'sveltekit',
    app(['@sveltejs/kit'], {
      'svelte.config.js':
        "import node from '@sveltejs/adapter-node'\nconst config = { kit: { adapter: node({ out: 'out' }) } }\nexport default config",
    }),
    'node out',
    3000,
  ],
  ['sveltekit', app(['@sveltejs/kit', '@sveltejs/adapter-node']), 'node build', 3000],
  [
    'astro',
    app(
      ['astro', '@astrojs/node'],
      {
        'astro.config.mjs':
          "import n from '@astrojs/node'\nexport default defineConfig({ server: { port: 5000 }, output: 'server', adapter: n({ mode: 'standalone' }) })",
      },
      { start: 'astro dev', build: 'astro build' },
    ),
    'node dist/server/entry.mjs',
    5000,
  ],
  [
    'solid-start',
    app(['@solidjs/start'], { 'app.config.ts': 'export default defineConfig({})' }, { start: 'vinxi start' }),
    'node .output/server/index.mjs',
    3000,
  ],
  [
    'solid-start',
    app(
      ['@solidjs/start@^2.0.0', 'nitro'],
      { 'vite.config.ts': 'export default defineConfig({ plugins: [solidStart({ ssr: false }), nitro()] })' },
      { start: 'vite preview' },
    ),
    'node .output/server/index.mjs',
    3000,
  ],
  ['tanstack-start', app(['@tanstack/react-start', 'nitro']), 'node .output/server/index.mjs', 3000],
  [
    'tanstack-start',
    app(['@tanstack/react-start']),
    'node .srvx/node_modules/srvx/bin/srvx.mjs --prod -s ../client dist/server/server.js',
    3000,
  ],
  [
    'tanstack-start',
    app(['@tanstack/react-start', 'srvx']),
    'node_modules/.bin/srvx --prod -s ../client dist/server/server.js',
    3000,
  ],
  ['nitro', app(['nitropack', 'h3']), 'node .output/server/index.mjs', 3000],
  ['analog', app(['@analogjs/platform', '@angular/core']), 'node dist/analog/server/index.mjs', 3000],
  [
    'angular',
    app(
      ['@angular/core', 'express'],
      {
        'angular.json': {
          projects: {
            shop: {
              projectType: 'application',
              architect: {
                build: {
                  builder: '@angular/build:application',
                  options: { ssr: { entry: 'src/server.ts' }, outputMode: 'server' },
                },
              },
            },
          },
        },
      },
      { start: 'ng serve', build: 'ng build' },
    ),
    'node dist/shop/server/server.mjs',
    4000,
  ],
  [
    'qwik',
    app(['@builder.io/qwik-city'], { 'adapters/express/vite.config.ts': '' }),
    'node server/entry.express',
    3000,
  ],
  [
    'strapi',
    app(
      ['@strapi/strapi@5.12.0'],
      { 'config/server.ts': '', 'tsconfig.json': '{}' },
      { start: 'strapi start', build: 'strapi build' },
    ),
    'node_modules/.bin/strapi start',
    1337,
  ],
  [
    'medusa',
    app(['@medusajs/medusa'], {}, { start: 'medusa start', build: 'medusa build' }),
    'node_modules/.bin/medusa start',
    9000,
  ],
  ['directus', app(['directus'], {}, {}), 'node_modules/.bin/directus start', 8055],
  [
    'adonis',
    app(['@adonisjs/core@^6.2.0'], {}, { start: 'node bin/server.js', build: 'node ace build' }),
    'node bin/server.js',
    3333,
  ],
  [
    'nest',
    app(
      ['@nestjs/core'],
      { 'nest-cli.json': { monorepo: true, root: 'apps/shop', sourceRoot: 'apps/shop/src' } },
      { start: 'nest start', build: 'nest build' },
    ),
    'node dist/apps/shop/main.js',
    3000,
  ],
  [
    'fastify',
    app(['fastify', 'fastify-cli'], { 'app.js': '' }, { start: 'fastify start -l info app.js' }),
    'node_modules/.bin/fastify start -l info app.js',
    3000,
  ],
  [
    'next',
    app(
      ['next', 'react'],
      { 'next.config.js': '', 'server.js': 'http.createServer().listen(8181)' },
      { start: 'node server.js', build: 'next build' },
    ),
    'node server.js',
    3000,
  ],
]

describe('a framework with a server', () => {
  it.each(servers)('%s: %#', (framework, files, run, port) => {
    const plan = planFor(files)
    expect(plan.framework.value).toBe(framework)
    expect(plan.runCommand.value.join(' ')).toBe(run)
    expect(plan.port.value).toBe(port)
  })

  it.each([
    [
      'solid-start',
      app(['@solidjs/start'], {}, { build: 'vinxi build --preset vercel' }),
      /SolidStart.*vercel/,
    ],
    ['nuxt', app(['nuxt@^4.0.0'], {}, { build: 'NITRO_PRESET=netlify nuxt build' }), /Nuxt.*netlify/],
    ['qwik', app(['@builder.io/qwik-city'], {}, { start: 'vite --open --mode ssr' }), /no adapter/],
    [
      'qwik',
      app(['@builder.io/qwik-city'], { 'adapters/vercel-edge/vite.config.ts': '' }, { start: 'vite' }),
      /Qwik.*vercel-edge/,
    ],
  ])('%s that gives none is refused: %#', (_, files, message) => {
    expect(errorOf(() => planFor(files)).message).toMatch(message)
  })

  it.each([
    ['21.0.0', [], true],
    ['22.2.0', ['shop.example'], false],
    ['20.3.0', [], false],
  ])(
    'of Angular %s, with the hosts %j, warns of what it does not answer: %s',
    (version, allowedHosts, warns) => {
      const options = { ssr: true, outputMode: 'server', security: { allowedHosts } }
      const project = { architect: { build: { builder: '@angular/build:application', options } } }
      const { dockerfile, warnings } = planFor(
        app([`@angular/core@${version}`, `@angular/ssr@${version}`], {
          'angular.json': { projects: { shop: project } },
        }),
      )
      expect(warnings.some(({ text }) => text.includes('NG_ALLOWED_HOSTS'))).toBe(warns)
      expect(dockerfile.includes('NG_ALLOWED_HOSTS=127.0.0.1')).toBe(!version.startsWith('20'))
    },
  )

  it.each([
    ['strapi', ['@strapi/strapi@5.0.0'], '/_health', 'public/uploads'],
    ['strapi', ['@strapi/strapi@5.0.0', 'better-sqlite3'], '/_health', '.tmp public/uploads'],
    ['medusa', ['@medusajs/medusa'], '/health', 'static'],
    ['directus', ['directus'], '/server/ping', 'extensions uploads'],
    ['adonis', ['@adonisjs/core@^6.2.0', '@adonisjs/drive', 'better-sqlite3'], '/', 'storage tmp'],
    ['adonis', ['@adonisjs/core@^6.2.0'], '/', undefined],
  ])(
    '%s with %j is asked by its own path and writes where it does by default',
    (_, packages, path, folders) => {
      const { dockerfile, healthCheckPath, warnings } = planFor(app(packages))
      expect(healthCheckPath.value).toBe(path)
      expect(/install --directory --owner=1000 --group=1000 (.*)/.exec(dockerfile)?.[1]).toBe(folders)
      expect(warnings.some(({ text }) => text.includes('gone with its container'))).toBe(
        folders !== undefined,
      )
    },
  )

  it('of Medusa can be migrated by its user, whatever its modules have', () => {
    const { dockerfile } = planFor(
      app(['@medusajs/medusa'], {
        'src/modules/mail/index.ts': '',
        'src/modules/review/migrations/Migration1.ts': '',
      }),
    )
    expect(dockerfile).toContain(
      "RUN find /app -path '*/@medusajs/*/dist' -prune -exec mkdir -p '{}/migrations' ';' \\\n" +
        ' && mkdir -p src/modules/mail/migrations\n',
    )
  })

  it('of Adonis is told with the variables that it insists on', () => {
    const env = `import { Env } from '@adonisjs/core/env'
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production'] as const),
  PORT: Env.schema.number(),
  APP_KEY: Env.schema.string(),
  LOG_LEVEL: Env.schema.enum(['info', 'debug']),
  SMTP_HOST: Env.schema.string.optional(),
  DB_HOST: Env.schema.string({ format: 'host' }),
})`
    const { warnings } = planFor(app(['@adonisjs/core@^6.2.0', '@adonisjs/lucid'], { 'start/env.ts': env }))
    const told = warnings.find(({ file }) => file === 'start/env.ts')
    expect(told?.text).toMatch(/: APP_KEY, LOG_LEVEL, DB_HOST\.$/)
    expect(warnings.map(({ text }) => text).join()).toContain('node ace migration:run --force')
  })

  it('that carries its dependencies ships no node_modules', () => {
    const { dockerfile } = planFor(app(['nuxt@^4.0.0', 'vue']))
    const runtime = dockerfile.slice(dockerfile.indexOf('AS runtime'))
    expect(runtime).toContain('COPY --from=build /app/.output ./.output')
    expect(runtime).toContain('HOST=0.0.0.0')
    expect(runtime).not.toContain('node_modules')
  })
})

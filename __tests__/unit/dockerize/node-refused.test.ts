import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'
import { app } from './node-files.ts'

describe('what cannot run in an image', () => {
  it.each([
    [
      'adapter-auto',
      app(['@sveltejs/kit'], {
        'svelte.config.js':
          "import a from '@sveltejs/adapter-auto'\nexport default { kit: { adapter: a() } }",
      }),
      /adapter-auto \(svelte.config.js:2\)/,
      /adapter-node/,
    ],
    [
      'another platform',
      app(['@sveltejs/kit'], {
        'svelte.config.js':
          "import a from '@sveltejs/adapter-vercel'\nexport default { kit: { adapter: a() } }",
      }),
      /builds for @sveltejs\/adapter-vercel/,
      /adapter-node/,
    ],
    [
      'a preset',
      app(['nuxt@3'], { 'nuxt.config.ts': "export default { nitro: { preset: 'cloudflare-pages' } }" }),
      /cloudflare-pages \(nuxt.config.ts:1\)/,
      /node-server/,
    ],
    [
      'a server without an adapter',
      app(['astro'], { 'astro.config.mjs': "export default { output: 'server' }" }),
      /needs an adapter/,
      /astro add node/,
    ],
    ['Redwood', app(['@redwoodjs/core']), /two: an API and a site/, /rw setup docker/],
    [
      'a folder outside',
      app(['vite'], {
        'index.html': '',
        'vite.config.js': "export default { build: { outDir: '../dist' } }",
      }),
      /outside of the application/,
      /dist/,
    ],
  ])('%s', (_, files, message, hint) => {
    const error = errorOf(() => planFor(files))
    expect(error.message).toMatch(message)
    expect(error.hint).toMatch(hint)
  })
})

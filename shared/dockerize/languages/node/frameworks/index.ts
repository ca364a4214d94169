import { fromInput, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { Manifest } from '../manifest.ts'
import { adonis } from './adonis.ts'
import { analog } from './analog.ts'
import { angular } from './angular.ts'
import { astro } from './astro.ts'
import { directus } from './directus.ts'
import { vitepress, vuepress } from './docs.ts'
import { eleventy } from './eleventy.ts'
import type { NodeFramework } from './framework.ts'
import { medusa } from './medusa.ts'
import { nest } from './nest.ts'
import { next } from './next.ts'
import { nitro } from './nitro.ts'
import { nuxt } from './nuxt.ts'
import { qwik } from './qwik.ts'
import { reactRouter } from './react-router.ts'
import { REFUSED } from './refused.ts'
import { remix } from './remix.ts'
import { SERVERS } from './servers.ts'
import { SITES } from './sites.ts'
import { solidStart } from './solid-start.ts'
import { strapi } from './strapi.ts'
import { sveltekit } from './sveltekit.ts'
import { tanstackStart } from './tanstack-start.ts'
import { vite } from './vite.ts'

/**
 * In the order in which they are looked for: what builds on another comes before it, a server before its bundler, and
 * what documents an application after all that could be one.
 */
export const NODE_FRAMEWORKS: readonly NodeFramework[] = [
  ...REFUSED,
  next,
  nuxt,
  remix,
  reactRouter,
  sveltekit,
  solidStart,
  tanstackStart,
  qwik,
  astro,
  strapi,
  medusa,
  directus,
  adonis,
  nest,
  nitro,
  analog,
  angular,
  ...SERVERS,
  ...SITES,
  eleventy,
  vite,
  vitepress,
  vuepress,
]

/** Any other server, and one without dependencies. */
export const plainNode: NodeFramework = { name: 'node', packages: [] }

/** The framework that the input names, or that the dependencies reveal, or none. */
export function findFramework(
  app: App,
  manifest: Manifest,
  input: string | undefined,
): { readonly framework: NodeFramework; readonly found: Found<string> } {
  if (input !== undefined) {
    const framework = NODE_FRAMEWORKS.find(({ name }) => name === input) ?? plainNode
    return { framework, found: fromInput(framework.name, 'framework') }
  }
  for (const framework of NODE_FRAMEWORKS) {
    if (framework.unless?.some((name) => manifest.dependency(name))) continue
    if (framework.when?.(app) === false) continue
    // A server's dependency must be there in production: in development alone it is a test's or a tool's.
    const places = framework.output === undefined ? manifest.dependencies : undefined
    for (const name of framework.packages) {
      const found = places === undefined ? manifest.dependency(name) : places.get(name)
      if (found !== undefined) return { framework, found: { ...found, value: framework.name } }
    }
  }
  return {
    framework: plainNode,
    found: { value: plainNode.name, file: app.at('package.json'), why: 'no known framework' },
  }
}

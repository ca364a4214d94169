import { fromInput, type Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import type { Manifest } from '../manifest.ts'
import { createReactApp } from './create-react-app.ts'
import type { NodeFramework } from './framework.ts'
import { nest } from './nest.ts'
import { next } from './next.ts'
import { vite } from './vite.ts'

// Servers that need nothing but their start command: named so that the plan can name them.
const server = (name: string, packages: readonly string[] = [name]): NodeFramework => ({ name, packages })

/** In the order in which they are looked for: what builds on another comes before it, a server before its bundler. */
export const NODE_FRAMEWORKS: readonly NodeFramework[] = [
  next,
  nest,
  server('express'),
  server('fastify'),
  server('koa'),
  server('hono', ['@hono/node-server']),
  createReactApp,
  vite,
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

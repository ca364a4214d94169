import { describe, expect, it } from 'vitest'
import { healthPathInSource } from '../../../shared/dockerize/decide/routes-in-source.ts'
import { memoryApp, planFor } from './memory-view.ts'

const found = (text: string): string | undefined =>
  healthPathInSource(memoryApp({ 'index.ts': text }), ['index.ts'])?.value

describe('routes in the file that serves', () => {
  it.each([
    ["Bun.serve({ routes: { '/': home, '/health': new Response('OK') } })", '/health'],
    ["Bun.serve({ routes: {\n '/api/status': { GET: status },\n} })", '/api/status'],
    ["Bun.serve({ routes: { '/healthz': async (req) => ok } })", '/healthz'],
    ["Bun.serve({ static: { '/up': Response.json({}) } })", '/up'],
    ["const routes = { '/ping': ping }\nBun.serve({ routes })", '/ping'],
    ["serve({ '/health': () => new Response() })", '/health'],
    ["new Elysia()\n  .get('/', home)\n  .get('/health', () => 'ok')\n  .listen(3000)", '/health'],
    ["new Elysia({ prefix: '/v1' }).get('/health', ok)", undefined],
    ["new Elysia().group('/v1', (app) => app.get('/health', ok))", undefined],
    ["Bun.serve({ fetch, docs: { paths: { '/health': {} } } })", undefined],
    ["Bun.serve({ routes: {\n // '/health': old,\n '/': home } })", undefined],
    ["export const links = { '/health': page }", undefined],
    ["Bun.serve({ titles: { '/health': 'Health' } })", undefined],
  ])('%s', (text, path) => {
    expect(found(text)).toBe(path)
  })

  it('are asked by the image of Bun, and by that of Deno', () => {
    const bun = {
      'package.json': { module: 'index.ts', devDependencies: { '@types/bun': '1' } },
      'bun.lock': '{}',
      'index.ts': "Bun.serve({\n  routes: {\n    '/health': new Response('ok'),\n  },\n})\n",
    }
    expect(planFor(bun).healthCheckPath).toMatchObject({ value: '/health', file: 'index.ts', line: 3 })
    const deno = (text: string): string =>
      planFor({ 'deno.json': '{ "tasks": { "start": "deno run -A main.ts" } }', 'main.ts': text })
        .healthCheckPath.value
    expect(
      deno("Deno.serve(route([{ pattern: new URLPattern({ pathname: '/healthz' }), handler }], no))"),
    ).toBe('/healthz')
    expect(deno("const up = new URLPattern('/up', base)\nDeno.serve(handle)")).toBe('/up')
  })
})

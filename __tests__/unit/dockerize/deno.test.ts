import { describe, expect, it } from 'vitest'
import { resolveDenoVersion } from '../../../shared/dockerize/languages/deno/version.ts'
import { errorOf, planFor } from './memory-view.ts'

const SERVES = 'Deno.serve({ port: 8100 }, () => new Response("hi"))\n'
const tasks = (start: string, more: object = {}): Readonly<Record<string, object>> => ({
  'deno.json': { tasks: { start, ...more } },
})

describe('the command', () => {
  it.each([
    ['deno run --allow-net main.ts', 'deno run --allow-net main.ts'],
    ['deno run -A --watch=static/ --inspect main.ts', 'deno run -A main.ts'],
    ['deno -A main.ts', 'deno run -A main.ts'],
    ['deno serve main.ts', 'deno serve --port=8100 main.ts'],
    ['deno serve --port 9000 main.ts', 'deno serve --port 9000 main.ts'],
    ['deno task prod', 'deno run --allow-env main.ts'],
    ['deno task build && deno run -A main.ts', 'deno run -A main.ts'],
    ['PORT=$PORT node main.js | cat', '/bin/sh -c PORT=8100 node main.js | cat'],
  ])('of the task %j is %s', (start, command) => {
    const files = { ...tasks(start, { prod: 'deno run --allow-env main.ts' }), 'main.ts': SERVES }
    expect(planFor(files, { framework: 'deno' }).runCommand.value.join(' ')).toBe(command)
  })

  it('of a task in a table is its command', () => {
    const files = { 'deno.json': { tasks: { start: { command: 'deno run main.ts' } } }, 'main.ts': SERVES }
    expect(planFor(files).runCommand.value).toEqual(['deno', 'run', 'main.ts'])
  })

  it("of a file that listens gets a server's permissions, and that is told", () => {
    const { runCommand, warnings } = planFor({ 'deno.json': {}, 'main.ts': SERVES })
    expect(runCommand.value.join(' ')).toBe('deno run --allow-net --allow-env --allow-read main.ts')
    expect(warnings[0]?.text).toContain('which permissions')
  })

  it('of a file that exports its fetch is deno serve', () => {
    const text = 'export default { fetch() { return new Response(Deno.args[0]) } }\n'
    expect(planFor({ 'main.ts': text }).runCommand.value.slice(0, 2)).toEqual(['deno', 'serve'])
  })

  it('of Fresh is what serves, not what develops', () => {
    const files = { ...tasks('deno run -A dev.ts'), 'dev.ts': '', 'main.ts': '' }
    expect(planFor(files).runCommand.value).toEqual(['deno', 'run', '-A', 'main.ts'])
  })

  it.each([
    [tasks('deno start main.ts'), '"deno start main.ts" (deno.json:3) runs no server'],
    [{ 'deno.json': {}, 'lib.ts': '' }, 'No start command was found'],
  ])('that is none is an error', (files, message) => {
    expect(errorOf(() => planFor(files)).message).toContain(message)
  })
})

describe('the image', () => {
  it.each([
    ['2.5', '2.5.7'],
    ['^2.1.0', '2.9.6'],
    ['v1.46.3', '1.46.3'],
    ['latest', '2.9.6'],
    ['canary', undefined],
  ])('of version %s has the tag %s', (text, tag) => {
    expect(resolveDenoVersion(text)).toBe(tag)
  })

  it('installs by the lockfile before the source is there', () => {
    const { dockerfile } = planFor({
      'deno.json': {
        imports: { oak: 'jsr:@oak/oak@17' },
        tasks: { start: 'deno run -A main.ts', build: 'deno run b.ts' },
      },
      'deno.lock': {},
      'main.ts': SERVES,
    })
    expect(dockerfile).toContain(
      'COPY deno.json deno.lock ./\nRUN deno install --frozen\nCOPY . .\nRUN deno task build',
    )
    expect(dockerfile).toContain('RUN deno cache --frozen main.ts')
    expect(dockerfile).toContain('CMD ["run", "-A", "main.ts"]')
  })

  it('of a member has the workspace that it belongs to', () => {
    const { scope, dockerfile, framework } = planFor(
      {
        'deno.json': { workspace: ['./api', './money'], imports: { hono: 'npm:hono@4' } },
        'deno.lock': {},
        'api/deno.json': { tasks: { start: 'deno run -A main.ts' } },
        'api/main.ts': `import "@shop/money"\n${SERVES}`,
        'money/deno.json': { name: '@shop/money' },
        'money/mod.ts': '',
      },
      {},
      { folder: 'api' },
    )
    expect(framework.value).toBe('hono')
    expect(scope).toEqual(['deno.json', 'money/deno.json', 'deno.lock', 'money'])
    expect(dockerfile).toContain('WORKDIR /app/api')
  })

  it.each([
    [
      {
        'deno.json': { lint: {} },
        'package.json': { scripts: { start: 'node a.js' } },
        'a.js': 'x.listen(1)',
      },
      'node',
    ],
    [{ ...tasks('deno run -A a.ts'), 'package.json': { dependencies: {} }, 'a.ts': SERVES }, 'deno'],
  ])('is made only for what Deno runs', (files, language) => {
    expect(planFor(files).language.value).toBe(language)
  })
})

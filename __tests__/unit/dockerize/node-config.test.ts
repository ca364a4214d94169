import { describe, expect, it } from 'vitest'
import { readConfig, type Config } from '../../../shared/dockerize/languages/node/config/index.ts'
import { memoryApp } from './memory-view.ts'

function config(text: string, name = 'x.config.ts'): Config {
  const read = readConfig(memoryApp({ [name]: text }), 'x.config')
  if (read === undefined) throw new Error('not read')
  return read
}

describe('a configuration file', () => {
  it.each([
    ['an object', "export default { output: 'export' }"],
    ['a variable', "const c = { output: 'export' }\nexport default c"],
    ['CommonJS', "module.exports = { output: 'export' }"],
    ['compiled', "exports.default = { output: 'export' }"],
    ['a wrapper', "export default defineConfig({ output: 'export' })"],
    ['a function in a wrapper', "export default defineConfig(({ mode }) => ({ output: 'export' }))"],
    ['an async function', "module.exports = async (phase) => { const c = { output: 'export' }; return c }"],
    ['a declared function', "export default function config() { return { output: 'export' } }"],
    ['two wrappers', "const c = { output: 'export' }\nexport default withA({ x: 1 })(withB(c))"],
    ['types', "const c: Config = { output: 'export' as const }\nexport default c satisfies Config"],
    ['a spread', "const base = { output: 'export' }\nexport default { ...base, x: 1 }"],
    ['merged', "module.exports = merge({ output: 'server' }, { output: 'export' })"],
    ['assigned later', "const c = {}\nc.output = 'export'\nmodule.exports = c"],
    ['a constant', "const kind = 'export'\nexport default { output: kind }"],
    [
      'production alone',
      "const dev = process.env.NODE_ENV !== 'production'\nexport default { output: dev ? undefined : 'export' }",
    ],
    ['a default behind the environment', "export default { output: process.env.OUT ?? 'export' }"],
    ['a template', "const e = 'ex'\nexport default { output: `${e}port` }"],
    ['a path', "import path from 'node:path'\nexport default { output: path.resolve(__dirname, 'export') }"],
    ['a quoted key and JSX', "export default { 'output': 'export', logo: <b>x</b> }"],
  ])('%s', (_, text) => {
    expect(config(text, text.includes('<b>') ? 'x.config.js' : undefined).string('output')?.value).toBe(
      'export',
    )
  })

  it('knows the file and the line', () => {
    expect(config("// output: 'no'\nexport default {\n  output: 'export',\n}").string('output')).toEqual({
      value: 'export',
      file: 'x.config.ts',
      line: 3,
    })
  })

  it('tells calls with where they come from and what they are given', () => {
    const { call } = config(
      "import node from '@astrojs/node'\nexport default defineConfig({ adapter: node({ mode: 'standalone' }) })",
    )
    const adapter = call('adapter')?.value
    expect(adapter).toMatchObject({ name: 'node', from: '@astrojs/node', line: 2 })
    expect(adapter?.options.string('mode')?.value).toBe('standalone')
  })

  it('reads lists of calls and of objects', () => {
    const { calls, list } = config(
      "const a = require('a')\nmodule.exports = { plugins: [[a({ ssr: false })], b()], apps: [{ name: 'x' }] }",
    )
    expect(calls('plugins').map(({ value }) => value.name)).toEqual(['a', 'b'])
    expect(calls('plugins')[0]?.value.options.boolean('ssr')?.value).toBe(false)
    expect(list('apps')[0]?.string('name')?.value).toBe('x')
  })

  it('reads named exports', () => {
    expect(
      config("export const config = { dir: { output: 'www' } }").exported('config').string('dir', 'output')
        ?.value,
    ).toBe('www')
  })

  it.each([
    ['a value of the environment', 'export default { output: process.env.OUT }'],
    ['a condition that only running tells', "export default { output: process.env.X ? 'export' : 'server' }"],
    ['a circle', 'const a = b\nconst b = a\nexport default a'],
    ['a function that calls itself', 'const f = () => f()\nexport default f'],
    ['broken code', 'export default { output: '],
    ['nothing', ''],
  ])('does not guess %s', (_, text) => {
    expect(config(text).string('output')).toBeUndefined()
  })
})

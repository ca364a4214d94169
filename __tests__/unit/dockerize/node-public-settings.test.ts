import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'
import { app } from './node-files.ts'

const source = { 'index.html': '', 'src/main.js': 'console.log(import.meta.env.VITE_API)' }

describe('a committed file of settings', () => {
  it.each([
    ['.env.production', '# for everybody\n\nexport VITE_API="https://api"\nNODE_ENV=production\n', true],
    ['.env', 'VITE_API=x', true],
    ['.env.production', 'VITE_API=x\nDATABASE_URL=y\n', false],
    ['.env.production', 'VITE_KEY="-----BEGIN\nMIIC=\n"', false],
    // Nothing in it is for the build.
    ['.env.production', 'PORT=3000\n', false],
    ['.env.development', 'VITE_API=x\n', false],
  ])('%s with %j is in the build: %s', (name, text, within) => {
    const plan = planFor(app(['vite'], { ...source, [name]: text }, { build: 'vite build' }))
    expect(plan.ignore.includes(`!${name}`)).toBe(within)
    const said = within
      ? `Given by --build-arg, before ${name}.\nARG VITE_API`
      : 'Given by --build-arg.\nARG VITE_API'
    expect(plan.dockerfile).toContain(said)
  })

  it('of another mode is read where the build asks for it', () => {
    const files = { ...source, '.env.staging': 'VITE_API=x' }
    const { ignore } = planFor(app(['vite'], files, { build: 'vite build --mode staging' }))
    expect(ignore).toContain('!.env.staging')
  })

  it('that may hold a secret is told with what the build lacks', () => {
    const files = { ...source, '.env.production': 'VITE_API=x\nSMTP_PASSWORD=y\n' }
    const { warnings } = planFor(app(['vite'], files, { build: 'vite build' }))
    const warning = warnings.find(({ file }) => file === '.env.production')
    expect(warning?.line).toBe(2)
    expect(warning?.text).toMatch(/kept out of the build for SMTP_PASSWORD.* VITE_API, .*--build-arg/)
  })

  it('says nothing where nothing is built', () => {
    const files = { 'server.js': 'app.listen(3000)', '.env.production': 'VITE_API=x\nTOKEN=y\n' }
    const { ignore, warnings } = planFor(app(['express'], files, { start: 'node server.js' }))
    expect(ignore).not.toContain('!.env.production')
    expect(warnings).toEqual([])
  })
})

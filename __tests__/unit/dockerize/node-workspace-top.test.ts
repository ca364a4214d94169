import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

const files = (scripts: Readonly<Record<string, string>>): Readonly<Record<string, string | object>> => ({
  'package.json': { name: 'top', workspaces: ['packages/*'], scripts },
  'package-lock.json': '{}',
  'packages/api/package.json': { name: '@shop/api', version: '1.0.0', dependencies: { lib: '1.0.0' } },
  'packages/api/index.js': 'app.listen(process.env.PORT || 3000)\n',
  'packages/lib/package.json': { name: 'lib', version: '1.0.0', dependencies: { express: '5.0.0' } },
  'packages/docs/package.json': { name: 'docs', version: '1.0.0' },
})

describe('the top of a workspace that starts one of its packages', () => {
  it('takes that package and what it needs', () => {
    const { dockerfile, ignore } = planFor(files({ start: 'node packages/api/index.js' }))
    expect(dockerfile).toContain('COPY packages/lib/package.json ./packages/lib/')
    expect(dockerfile).toContain('COPY packages/api/package.json ./packages/api/')
    expect(ignore).toContain('packages/docs')
    expect(ignore).not.toContain('packages/api')
  })

  it.each([
    ['one by its name', 'npm run build -w @shop/api', false],
    ['all, where a runner is asked for them', 'turbo run build', true],
  ])('builds %s', (_, build, all) => {
    const { dockerfile } = planFor(files({ build, start: 'node server.js' }), {
      runCommand: 'node server.js',
    })
    expect(dockerfile).toContain('COPY packages/api/package.json ./packages/api/')
    expect(dockerfile.includes('COPY packages/docs/package.json ./packages/docs/')).toBe(all)
  })
})

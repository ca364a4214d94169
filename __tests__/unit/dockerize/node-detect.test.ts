import { describe, expect, it } from 'vitest'
import { onlyHoldsPackages } from '../../../shared/dockerize/languages/node/workspace/holds-packages.ts'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

describe('what a workspace lists as applications', () => {
  it.each([
    ['turbo run start', true],
    ['pnpm -r start', true],
    ['cd apps/web && npm start', true],
    ['npm start --workspace=web', true],
    ['node server.js', false],
  ])('a top that starts by %s only holds packages: %s', (start, only) => {
    const files = { 'package.json': { workspaces: ['apps/*'], scripts: { start } } }
    expect(onlyHoldsPackages(memoryApp(files))).toBe(only)
  })

  it.each([
    [{ dependencies: { express: '5' } }, {}, false],
    [{ dependencies: { express: '5' } }, { 'src/main.ts': 'app.listen(3000)' }, true],
    [{ devDependencies: { next: '16' }, peerDependencies: { next: '*' } }, {}, false],
    [{ dependencies: { next: '16' } }, {}, true],
    [{ scripts: { start: 'node .' } }, {}, true],
    [{ main: 'index.js' }, { 'index.js': '' }, false],
  ])('%o with %o: %s', (manifest, files, application) => {
    expect(hasApplication(memoryApp({ 'package.json': manifest, ...files }))).toBe(application)
  })
})

it.each(['package.yaml', 'package.json5'])('a %s is no package.json, and that is said', (name) => {
  const files = { [name]: '', 'pnpm-lock.yaml': '', 'src/main.ts': 'app.listen(3000)' }
  const error = errorOf(() => planFor(files))
  expect(error.message).toContain(`${name} is read by pnpm alone`)
  expect(error.hint).toBe('Commit it as package.json, which pnpm reads all the same.')
})

import { describe, expect, it } from 'vitest'
import { applicationsIn } from '../../../shared/dockerize/locate/applications.ts'
import { chooseProvider } from '../../../shared/dockerize/languages/providers.ts'
import { readManifest } from '../../../shared/dockerize/languages/node/manifest.ts'
import { parsedOnce } from '../../../shared/dockerize/parse/once.ts'
import { appIn, type FileView } from '../../../shared/dockerize/view/file-view.ts'
import { boundedCache } from '../../../shared/dockerize/view/text-cache.ts'
import { errorOf, expressFiles, memoryApp, memoryView, NOW } from './memory-view.ts'

interface Counted extends FileView {
  /** Files that were read, each time that they were. */
  readonly read: readonly string[]
  readonly listed: readonly string[]
}

function counted(view: FileView): Counted {
  const read: string[] = []
  const listed: string[] = []
  const noted = (path: string, text: string | undefined): string | undefined => {
    if (text !== undefined) read.push(path)
    return text
  }
  return {
    ...view,
    text: (path) => noted(path, view.text(path)),
    head: (path) => noted(path, view.head(path)),
    list: (path) => {
      listed.push(path)
      return view.list(path)
    },
    read,
    listed,
  }
}

/** Packages of ten sources each, every fifth of which starts something. */
function monorepo(packages: number): Readonly<Record<string, string | object>> {
  const files = Array.from({ length: packages }, (_, number): [string, string | object][] => [
    [`packages/p${number}/package.json`, { scripts: number % 5 === 0 ? { start: 'node src/f1.js' } : {} }],
    ...Array.from({ length: 10 }, (_entry, file): [string, string] => [
      `packages/p${number}/src/f${file}.js`,
      'export const x = 1\n',
    ]),
  ])
  return {
    'package.json': { private: true, workspaces: ['packages/*'] },
    ...Object.fromEntries(files.flat()),
  }
}

describe('the work of looking at a monorepo', () => {
  const worked = [20, 40].map((packages) => {
    const view = counted(memoryView(monorepo(packages)))
    expect(applicationsIn(view).folders).toHaveLength(packages / 5)
    return { read: view.read.length, listed: view.listed.length, paths: new Set(view.read) }
  })

  it('is linear in its folders', () => {
    const [few, many] = worked
    expect(many?.read).toBeLessThanOrEqual(2 * (few?.read ?? 0))
    expect(many?.listed).toBeLessThanOrEqual(2 * (few?.listed ?? 0))
  })

  it('is in manifests: of sources that nobody would start, none is read', () => {
    const paths = [...(worked[0]?.paths ?? [])]
    expect(paths.filter((path) => path.endsWith('.js'))).toEqual([])
    expect(paths.filter((path) => path.endsWith('package.json'))).toHaveLength(21)
  })

  it('stops at what was asked for: one application needs no source of another', () => {
    const view = counted(memoryView(monorepo(20)))
    const app = appIn(view, 'packages/p5')
    chooseProvider(app, undefined).provider.plan(app, { overrides: {}, lambda: 'auto', now: NOW })
    const others = view.read.filter((path) => path.endsWith('.js') && !path.startsWith('packages/p5/'))
    expect(others).toEqual([])
  })
})

describe('a manifest', () => {
  it('is parsed once in a view, whichever way its folder is come to', () => {
    const parsed: string[] = []
    const read = parsedOnce((file, text) => parsed.push(`${file} ${text}`))
    const view = memoryView({ 'a/x.json': '1', 'x.json': '2' })
    for (const app of [appIn(view, 'a'), appIn(view, 'a')]) read(app, 'x.json')
    read(appIn(view, ''), 'a/x.json')
    expect(read(appIn(view, ''), 'missing.json')).toBeUndefined()
    expect(parsed).toEqual(['a/x.json 1'])
    read(memoryApp({ 'a/x.json': '3' }, 'a'), 'x.json')
    expect(parsed).toEqual(['a/x.json 1', 'a/x.json 3'])
  })

  it('that is broken says so each time', () => {
    const app = memoryApp({ 'package.json': '{' })
    const messages = ['first', 'again'].map(() => errorOf(() => readManifest(app)).message)
    expect(messages[0]).toContain('not valid JSON')
    expect(messages[1]).toBe(messages[0])
  })

  it('of a package is the same for every question', () => {
    const app = memoryApp(expressFiles)
    expect(readManifest(appIn(app.repository, ''))).toBe(readManifest(app))
  })
})

it('keeps what costs more than all together, by itself', () => {
  const cache = boundedCache(10, (value: string) => value.length)
  const made: string[] = []
  const ask = (key: string, length: number): string =>
    cache(key, () => {
      made.push(key)
      return 'x'.repeat(length)
    })
  for (const key of ['small', 'huge', 'huge', 'small']) ask(key, key === 'huge' ? 1000 : 5)
  expect(made).toEqual(['small', 'huge', 'small'])
})

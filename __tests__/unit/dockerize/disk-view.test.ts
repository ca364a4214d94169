import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskView } from '../../../shared/dockerize/view/disk-view.ts'
import { folders, sources } from '../../../shared/dockerize/view/file-view.ts'
import { textCache } from '../../../shared/dockerize/view/text-cache.ts'
import { errorOf } from './memory-view.ts'

let top = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'view-'))
})
afterEach(() => {
  rmSync(top, { recursive: true, force: true })
})

function put(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true })
    writeFileSync(join(top, path), content)
  }
}

function link(path: string, target: string): void {
  symlinkSync(target, join(top, path))
}

function names(folder = ''): readonly string[] {
  return diskView(top)
    .list(folder)
    .map(({ name }) => name)
}

describe('links', () => {
  it('that lead out, or in circles, or nowhere, are not there', () => {
    put({ 'app/index.js': '', 'inner.js': 'x' })
    link('etc', '/etc')
    link('passwd.js', '/etc/passwd')
    link('app/up', '..')
    link('round.js', 'round.js')
    link('nowhere.js', 'missing')
    link('linked.js', 'inner.js')
    const view = diskView(top)
    for (const path of [
      'etc/passwd',
      'passwd.js',
      '../../etc/passwd',
      '/etc/passwd',
      'round.js',
      'nowhere.js',
    ]) {
      expect(view.text(path)).toBeUndefined()
      expect(view.isFile(path)).toBe(false)
    }
    expect(view.list('etc')).toEqual([])
    expect(sources(view, ['.js'])).toEqual(['inner.js', 'linked.js', 'app/index.js'])
    expect(view.text('linked.js')).toBe('x')
  })

  it('to folders inside can be gone through by name, but are listed once only', () => {
    put({ 'real/a.js': 'a', 'real/deep/b.js': 'b' })
    link('alias', 'real')
    const view = diskView(top)
    expect(view.isFolder('alias')).toBe(true)
    expect(view.text('alias/deep/b.js')).toBe('b')
    expect(names()).toEqual(['real'])
  })

  it('never lead to what git keeps, which has the token of the checkout', () => {
    put({ '.git/config': 'token', 'x.js': '' })
    link('.nvmrc', '.git/config')
    link('settings', '.git')
    const view = diskView(top)
    for (const path of ['.git/config', '.nvmrc', 'settings/config']) expect(view.text(path)).toBeUndefined()
    expect(names()).toEqual(['x.js'])
  })
})

describe('what git ignores', () => {
  it('is not there, neither in lists nor by name, at every level', () => {
    put({
      '.git/info/exclude': 'mine.js\n',
      '.gitignore': '/generated\n*.gen.js\ndist/\n!keep.gen.js\n',
      'mine.js': '',
      'generated/x.js': '',
      'dist/index.js': '',
      'a.gen.js': '',
      'keep.gen.js': '',
      'a.js': '',
      'sub/.gitignore': '!b.gen.js\n/local.js\n',
      'sub/b.gen.js': '',
      'sub/local.js': '',
      'sub/deep/local.js': '',
      'sub/generated/y.js': '',
    })
    const view = diskView(top)
    for (const path of [
      'mine.js',
      'generated',
      'generated/x.js',
      'dist/index.js',
      'a.gen.js',
      'sub/local.js',
    ]) {
      expect([path, view.isFile(path), view.isFolder(path), view.text(path)]).toEqual([
        path,
        false,
        false,
        undefined,
      ])
    }
    expect(sources(view, ['.js'])).toEqual([
      'a.js',
      'keep.gen.js',
      'sub/b.gen.js',
      'sub/deep/local.js',
      'sub/generated/y.js',
    ])
  })

  it('is told by no linked file', () => {
    put({ rules: '*.js\n', 'a.js': '' })
    link('.gitignore', 'rules')
    expect(names()).toContain('a.js')
  })
})

describe('what is no plain file', () => {
  it('is not there, so that no read waits for it', async () => {
    put({ 'a.js': '' })
    execFileSync('mkfifo', [join(top, 'pipe.js')])
    link('linked-pipe.js', 'pipe.js')
    const server = createServer().listen(join(top, 'socket.js'))
    await new Promise((resolve) => server.once('listening', resolve))
    expect(names()).toEqual(['a.js'])
    expect(diskView(top).text('pipe.js')).toBeUndefined()
    server.close()
  })

  it('has a name of its own kind: control characters and other encodings are passed over', () => {
    put({
      'a\nRUN evil.js': '',
      'b\u001b[2K.js': '',
      'c\u2028.js': '',
      '-rf.js': '',
      '$(id).js': '',
      'd e.js': '',
    })
    writeFileSync(Buffer.concat([Buffer.from(join(top, 'f-')), Buffer.from([0xff, 0xfe])]), '')
    expect(names()).toEqual(['$(id).js', '-rf.js', 'd e.js'])
  })

  it.runIf(process.geteuid?.() === 0)('and what nobody may read is empty, or said where it matters', () => {
    put({ 'locked/a.js': '', 'secret.json': '{}', 'b.js': '' })
    chmodSync(top, 0o755)
    chmodSync(join(top, 'locked'), 0)
    chmodSync(join(top, 'secret.json'), 0)
    process.seteuid?.(65534)
    try {
      const view = diskView(top)
      expect(view.list('locked')).toEqual([])
      expect(view.head('secret.json')).toBeUndefined()
      expect(errorOf(() => view.text('secret.json')).message).toBe('secret.json cannot be read.')
    } finally {
      process.seteuid?.(0)
    }
  })
})

describe('sizes and encodings', () => {
  it.each<readonly [string, Buffer, string]>([
    ['UTF-8 with a mark', Buffer.from('\ufeffé'), 'é'],
    ['UTF-16 LE', Buffer.from('\ufeff{é}', 'utf16le'), '{é}'],
    ['UTF-16 BE', Buffer.from('\ufeff{é}', 'utf16le').swap16(), '{é}'],
    ['Latin-1', Buffer.from('é!', 'latin1'), '\ufffd!'],
    ['NUL', Buffer.from('a\0b'), 'a\ufffdb'],
    ['nothing', Buffer.alloc(0), ''],
  ])('%s is read', (_name, bytes, text) => {
    put({ file: bytes })
    expect(diskView(top).text('file')).toBe(text)
    expect(diskView(top).head('file')).toBe(text)
  })

  it('of source only the head is read, and no manifest beyond all measure', () => {
    put({ 'big.js': Buffer.alloc(33 * 1024 * 1024, 0x20) })
    const view = diskView(top)
    expect(view.head('big.js')).toHaveLength(256 * 1024)
    expect(errorOf(() => view.text('big.js')).message).toMatch(/too large to be read/)
  })

  it('a folder may be as deep as it likes', () => {
    const depth = 300
    mkdirSync(join(top, 'd/'.repeat(depth)), { recursive: true })
    const view = diskView(top)
    expect(sources(view, ['.js'])).toEqual([])
    expect(folders(view).length).toBeLessThan(100)
    expect(view.isFile(`${'d/'.repeat(20_000)}x`)).toBe(false)
    expect(view.isFolder('d/'.repeat(depth))).toBe(true)
  })

  it('paths are taken as people write them', () => {
    put({ 'a/b.txt': 'x' })
    const view = diskView(top)
    for (const path of ['./a/b.txt', 'a//b.txt', 'a/../a/b.txt', '/a/b.txt'])
      expect(view.text(path)).toBe('x')
    expect(view.isFolder('a/')).toBe(true)
    expect(view.isFolder('.')).toBe(true)
    expect(view.isFile('a/../../a/b.txt')).toBe(false)
    expect(view.text('a/b.txt\0')).toBeUndefined()
  })
})

it('each text is read once, as long as it fits', () => {
  const reads: string[] = []
  const cache = textCache(1000)
  const read = (path: string): string | undefined =>
    cache(path, () => {
      reads.push(path)
      return path === 'missing' ? undefined : 'x'.repeat(150)
    })
  for (const path of ['a', 'a', 'missing', 'missing', 'b', 'a']) read(path)
  expect(reads).toEqual(['a', 'missing', 'b'])
  for (const path of ['c', 'b', 'a']) read(path)
  expect(reads).toEqual(['a', 'missing', 'b', 'c', 'a'])
})

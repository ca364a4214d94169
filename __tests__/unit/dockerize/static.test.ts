import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

const page = { 'index.html': '<!doctype html>' }

describe('files alone', () => {
  it.each([
    [page, 'COPY . /srv/www/'],
    [{ 'public/index.html': '' }, 'COPY public/ /srv/www/'],
    [{ 'htdocs/index.html': '' }, 'COPY htdocs/ /srv/www/'],
    [{ Staticfile: 'root: ./hello/\n', 'hello/index.html': '' }, 'COPY hello/ /srv/www/'],
    [{ ...page, 'build/index.html': '', Staticfile: 'root: build\n' }, 'COPY build/ /srv/www/'],
    [{ ...page, 'firebase.json': { hosting: { public: 'missing' } } }, 'COPY . /srv/www/'],
  ])('%j is served', (files, copy) => {
    expect(planFor(files).dockerfile).toContain(copy)
  })

  it('unknown paths are not there, unless another host was told that the page routes by itself', () => {
    expect(planFor(page).dockerfile).toContain('try_files $uri $uri.html $uri/ =404;')
    const routed = planFor({ ...page, _redirects: '/* /index.html 200\n' }).dockerfile
    expect(routed).toContain('try_files $uri $uri.html $uri/ /index.html;')
    expect(routed).toContain('try_files $uri =404;')
  })

  it('the port is ours: what another host listened on says nothing', () => {
    const compose = 'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n'
    expect(planFor({ ...page, 'compose.yaml': compose }).port.value).toBe(8000)
    expect(planFor(page, { port: 8080 }).dockerfile).toContain('listen 8080;')
  })

  it('pages in another encoding keep it', () => {
    expect(planFor(page).dockerfile).toContain('charset utf-8;')
    expect(planFor({ 'index.html': 'caf\ufffd' }).dockerfile).not.toContain('charset utf-8;')
  })

  it.each([
    ['/_next/static/chunks/a.js', true],
    ['/assets/index-BxK3f9aZ.js', true],
    ['/static/js/main.8f3a2b1c.chunk.js', true],
    ['/main-5FBTHXVE.js', true],
    ['/assets/foo-calendar.css', false],
    ['/assets/logo.png', false],
    ['/bootstrap-5.3.0.min.css', false],
    ['/index.html', false],
  ])('%s is kept for good: %s', (path, kept) => {
    const { dockerfile } = planFor(page)
    const patterns = [...dockerfile.matchAll(/^ {4}"~(.+)" "public/gm)].map(
      ([, pattern]) => new RegExp(pattern ?? ''),
    )
    expect(patterns).toHaveLength(3)
    expect(patterns.some((pattern) => pattern.test(path))).toBe(kept)
  })
})

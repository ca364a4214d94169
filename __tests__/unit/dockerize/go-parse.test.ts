import { describe, expect, it } from 'vitest'
import { isBuilt } from '../../../shared/dockerize/languages/go/constraints.ts'
import { parseModuleFile } from '../../../shared/dockerize/languages/go/module-file.ts'
import { resolveGoVersion } from '../../../shared/dockerize/languages/go/version.ts'
import { errorOf } from './memory-view.ts'

describe('a go.mod', () => {
  const mod = parseModuleFile(
    'go.mod',
    `// a module
module "example.com/shop" // quoted
go 1.22.1
toolchain go1.24.3-custom
// +heroku goVersion ~1.23
require github.com/a/b v1.0.0
require (
	github.com/c/d v1.2.0 // indirect
	(github.com/never/this
)
replace (
	example.com/shared => ../shared
	example.com/fork v1.0.0 => example.com/other v1.1.0
)
exclude github.com/a/b v0.9.0
use ./api
`,
  )

  it('gives its directives with their lines', () => {
    expect(mod.module).toMatchObject({ value: 'example.com/shop', line: 2 })
    expect(mod.go).toMatchObject({ value: '1.22.1', line: 3 })
    expect(mod.toolchain).toMatchObject({ value: '1.24.3', line: 4 })
    expect(mod.herokuVersion).toMatchObject({ value: '~1.23', line: 5 })
    expect(mod.requires.get('github.com/a/b')).toMatchObject({ value: 'v1.0.0', indirect: false, line: 6 })
    expect(mod.requires.get('github.com/c/d')).toMatchObject({ indirect: true, line: 8 })
    expect(mod.replaces).toEqual([{ module: 'example.com/shared', path: '../shared' }])
    expect(mod.uses).toEqual(['./api'])
  })

  it.each([
    ['module a\nrequire (\n\tb v1\n', 'go.mod is not valid: the block "require (" of line 2 does not end.'],
    ['module "a\n', 'go.mod is not valid at line 1: a string does not end.'],
  ])('that is broken is told by its line', (text, message) => {
    expect(errorOf(() => parseModuleFile('go.mod', text)).message).toBe(message)
  })
})

describe('whether a file is compiled', () => {
  it.each([
    ['a.go', 'package a', true],
    ['a_test.go', 'package a', false],
    ['a_windows.go', 'package a', false],
    ['a_linux_arm64.go', 'package a', true],
    ['windows.go', 'package a', true],
    ['a_windows_amd64.go', 'package a', false],
    ['a_386.go', 'package a', false],
    ['a.go', '//go:build ignore\n\npackage main', false],
    // Both processors that images are built for count as one's own.
    ['a.go', '//go:build linux && (arm64 || !cgo) && go1.20\n\npackage a', true],
    ['a.go', '//go:build !windows && (linux || darwin)\n\npackage a', true],
    ['a.go', '// +build windows darwin\n\npackage a', false],
    ['a.go', '// +build linux,!arm64 unix\n\npackage a', true],
    ['a.go', 'package a\n\n//go:build ignore\n', true],
  ])('%s with %j: %s', (path, text, built) => {
    expect(isBuilt(path, text)).toBe(built)
  })

  it('depends on its own tags, too', () => {
    const text = '// +build heroku\n\npackage main'
    expect([isBuilt('a.go', text), isBuilt('a.go', text, ['heroku'])]).toEqual([false, true])
  })
})

describe('the image tag of a Go version', () => {
  it.each([
    ['go1.22.3', '1.22.3'],
    ['1.23', '1.23'],
    ['latest', '1.27'],
    ['~1.21.4', '1.21'],
    ['>=1.20', '1.27'],
    ['prefix:1.25', '1.25'],
    ['tip', undefined],
  ])('%s is %s', (text, tag) => {
    expect(resolveGoVersion(text)).toBe(tag)
  })
})

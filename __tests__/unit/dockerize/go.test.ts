import { describe, expect, it } from 'vitest'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const MAIN = 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8081", nil)\n}\n'
const MOD = 'module example.com/shop\n\ngo 1.22\n'
const main = (line: string, imports = '"net/http"'): string =>
  `package main\n\nimport (\n\t${imports}\n)\n\nfunc main() {\n\t${line}\n}\n`

describe('the program', () => {
  const several = { 'go.mod': MOD, 'cmd/api/main.go': MAIN, 'cmd/worker/main.go': MAIN }

  it.each([
    ['at the top', { 'go.mod': MOD, 'main.go': MAIN, 'tools/gen/main.go': MAIN }, {}, 'shop', '.'],
    ['the only one', { 'go.mod': MOD, 'cmd/api/main.go': MAIN }, {}, 'api', './cmd/api'],
    [
      'that none of the tools is',
      { 'go.mod': MOD, 'cmd/api/main.go': MAIN, 'internal/gen/main.go': MAIN, 'hack/x/main.go': MAIN },
      {},
      'api',
      './cmd/api',
    ],
    ['named like the module', { ...several, 'cmd/shop/main.go': MAIN }, {}, 'shop', './cmd/shop'],
    ['of the Procfile', { ...several, Procfile: 'web: bin/api -v\n' }, {}, 'api -v', './cmd/api'],
    ['of the run command', several, { runCommand: 'go run ./cmd/worker' }, 'worker', './cmd/worker'],
    ['of the build', several, { buildCommand: 'go build -o bin/x ./cmd/api' }, 'api', './cmd/api'],
  ])('%s', (_, files, overrides, command, path) => {
    const plan = planFor(files, overrides)
    expect(plan.runCommand.value.join(' ')).toBe(`/usr/local/bin/${command}`)
    expect(plan.dockerfile).toContain(` ${path}\n\nFROM gcr.io`)
  })

  it('is an error that lists them where nothing decides', () => {
    expect(errorOf(() => planFor(several)).message).toBe(
      'The repository has several programs: cmd/api, cmd/worker.',
    )
    expect(hasApplication(memoryApp(several))).toBe(false)
    expect(hasApplication(memoryApp(several, 'cmd/api'))).toBe(true)
  })

  it('is none where a line names another, or there is none', () => {
    expect(errorOf(() => planFor({ ...several, Procfile: 'web: other\n' })).message).toContain(
      'names none of the programs',
    )
    expect(errorOf(() => planFor({ 'go.mod': MOD, 'a.go': 'package a\n' })).message).toContain(
      'No program was found',
    )
  })

  it('below a module gets what it imports of it, and nothing else', () => {
    const files = {
      'go.mod': MOD,
      'services/api/main.go': main('http.ListenAndServe(":80", nil)', '"example.com/shop/internal/a"'),
      'internal/a/a.go': 'package a\n\nimport _ "example.com/shop/internal/b"\n',
      'internal/b/b.go': 'package b\n',
      'internal/c/c.go': 'package c\n',
    }
    const { scope, dockerfile } = planFor(files, {}, { folder: 'services/api' })
    expect(scope).toEqual(['go.mod', 'internal/a', 'internal/b'])
    expect(dockerfile).toContain('COPY internal/b/ ./internal/b/')
    expect(dockerfile).toContain('./services/api\n')
  })

  it('takes the modules of a workspace that it imports', () => {
    const { dockerfile } = planFor(
      {
        'go.work': 'go 1.22\nuse (\n\t./api\n\t./shared\n\t./other\n)\n',
        'api/go.mod': 'module example.com/api\n\ngo 1.22\n',
        'api/main.go': main('shared.Run()', '"example.com/shared"'),
        'shared/go.mod': 'module example.com/shared\n\ngo 1.22\n',
        'shared/shared.go': 'package shared\n',
        'other/go.mod': 'module example.com/other\n\ngo 1.22\n',
        'other/other.go': 'package other\n',
      },
      {},
      { folder: 'api' },
    )
    expect(dockerfile).toContain('go work edit -dropuse=./other /src/go.work')
    expect(dockerfile).toContain('COPY shared/ /src/shared/')
    expect(dockerfile).not.toContain('COPY other/')
  })

  it('needs go.sum for what it requires, and a go.mod for what it imports', () => {
    const required = { 'go.mod': `${MOD}require github.com/go-chi/chi/v5 v5.0.0\n`, 'main.go': MAIN }
    expect(errorOf(() => planFor(required)).hint).toContain('go mod tidy')
    const bare = { 'main.go': main('chi.New()', '"github.com/go-chi/chi"') }
    expect(errorOf(() => planFor(bare)).message).toContain('there is no go.mod')
    expect(planFor({ 'main.go': MAIN }).dockerfile).toContain('go mod init app')
  })

  it('vendored is built from what is there', () => {
    const { dockerfile } = planFor({
      'go.mod': `${MOD}require github.com/go-chi/chi/v5 v5.0.0\n`,
      'main.go': MAIN,
      'vendor/modules.txt': '',
    })
    expect(dockerfile).not.toContain('go mod download')
  })
})

describe('the version', () => {
  it.each([
    ['go 1.18', {}, '1.27'],
    ['go 1.22\ntoolchain go1.26.2', {}, '1.27'],
    ['go 1.30', {}, '1.30'],
    ['go 1.22', { '.go-version': '1.25.1\n' }, '1.25.1'],
    ['go 1.22', { 'mise.toml': '[tools]\ngo = "1.26"\n' }, '1.26'],
  ])('of %j with %j is %s', (text, pins, version) => {
    expect(planFor({ 'go.mod': `module a\n${text}\n`, 'main.go': MAIN, ...pins }).version.value).toBe(version)
  })

  it('is never below what go.mod needs', () => {
    const files = { 'go.mod': 'module a\ngo 1.25\n', 'main.go': MAIN, '.go-version': '1.24\n' }
    expect(errorOf(() => planFor(files)).message).toBe(
      'Go 1.24 (.go-version:1) is below 1.25, which go.mod:2 needs.',
    )
  })

  it('past its end of life is told with the date', () => {
    const { warnings } = planFor({ 'go.mod': MOD, 'main.go': MAIN, '.go-version': '1.22.0' })
    expect(warnings.map(({ text }) => text)).toContain(
      'Go 1.22.0 has had no security fixes since 2025-02-11.',
    )
  })
})

describe('the port', () => {
  it.each([
    ['http.ListenAndServe(":8082", nil)', 8082],
    ['http.ListenAndServe("127.0.0.1:8083", nil)', 8083],
    ['port := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8084"\n\t}', 8084],
    ['port := cmp.Or(os.Getenv("PORT"), "8085")', 8085],
    ['port := getEnv("PORT", ":8186")', 8186],
    ['e.Logger.Fatal(e.Start(":1323"))', 1323],
    ['server := &http.Server{Addr: ":8087"}', 8087],
    ['addr := flag.String("addr", ":8088", "where")', 8088],
    ['listener, _ := net.Listen("tcp", ":8089")', 8089],
    ['redis.Dial("localhost:6379")', 8000],
  ])('of %j is %i', (line, port) => {
    expect(planFor({ 'go.mod': MOD, 'main.go': main(line) }).port.value).toBe(port)
  })

  it('of a listener on this machine alone is a warning', () => {
    const { warnings } = planFor({
      'go.mod': MOD,
      'main.go': main('http.ListenAndServe("localhost:80", nil)'),
    })
    expect(warnings[0]?.text).toContain('nothing outside the container can reach')
  })
})

describe('the image', () => {
  it('compiles C where the program has some, and runs on a C library', () => {
    const { dockerfile } = planFor({
      'go.mod': MOD,
      'main.go': 'package main\n\nimport "C"\n\nfunc main() {}\n',
    })
    expect(dockerfile).toContain('CGO_ENABLED=1 go build')
    expect(dockerfile).toContain('FROM golang:1.27-trixie AS build')
    expect(dockerfile).toContain('gcr.io/distroless/base-debian13:nonroot')
  })

  it('has a shell and packages only where they are needed', () => {
    const { dockerfile } = planFor({
      'go.mod': `${MOD}require github.com/h2non/bimg v1.0.0\n`,
      'go.sum': '',
      'main.go': main('bimg.New()', '"github.com/h2non/bimg"'),
    })
    expect(dockerfile).toContain('FROM debian:trixie-slim AS runtime')
    expect(dockerfile).toContain('libvips42')
    expect(dockerfile).not.toContain('AS probe')
  })

  it('has what is read by its path, and not what is embedded', () => {
    const { dockerfile } = planFor({
      'go.mod': MOD,
      'main.go': `package main\n\n//go:embed assets\nvar a embed.FS\n\nfunc main() {\n\thttp.Dir("public")\n\ttemplate.ParseGlob("views/*.html")\n\tlog("assets", "notes")\n}\n`,
      'public/a.css': '',
      'views/a.html': '',
      'assets/a.css': '',
      'notes/a.txt': '',
    })
    expect(dockerfile.split('\n').filter((line) => /^COPY \w+ /.test(line))).toEqual([
      'COPY public ./public',
      'COPY views ./views',
    ])
  })

  it('is none where what is embedded is not there', () => {
    const files = {
      'go.mod': MOD,
      'main.go': 'package main\n\n//go:embed all:web/dist\nvar a embed.FS\n\nfunc main() {}\n',
    }
    expect(errorOf(() => planFor(files)).message).toBe(
      'main.go:3 embeds "web/dist", and web/dist is not there.',
    )
  })

  it('asks for private modules of the same people by secret mounts', () => {
    const mod = 'module github.com/acme/shop\n\ngo 1.22\n\nrequire github.com/acme/money v1.0.0\n'
    const { dockerfile } = planFor({ 'go.mod': mod, 'go.sum': '', 'main.go': MAIN })
    expect(dockerfile).toContain('--mount=type=secret,id=netrc,target=/root/.netrc,required=false')
    expect(dockerfile).toContain('--mount=type=secret,id=GOPRIVATE,env=GOPRIVATE,required=false')
  })

  it('is built with the tag of another platform where there is no program without', () => {
    const { dockerfile } = planFor({ 'go.mod': MOD, 'main.go': `// +build heroku\n\n${MAIN}` })
    expect(dockerfile).toContain('-tags=heroku')
  })
})

import { describe, expect, it } from 'vitest'
import { hints, hintValues as values, type Files } from './hint-values.ts'
import { errorOf } from './memory-view.ts'

describe('manifests of other platforms', () => {
  it.each<readonly [string, Files, Readonly<Record<string, unknown>>]>([
    ['nothing', {}, {}],
    [
      'Procfile',
      { Procfile: '# web: no\nworker: x\nweb: gunicorn app:app\r\nrelease: ./migrate\n' },
      { start: 'gunicorn app:app', warnings: 1 },
    ],
    ['Procfile without a web process', { Procfile: 'worker: node worker.js\n' }, {}],
    [
      'heroku.yml',
      { 'heroku.yml': 'run:\n  web:\n    command:\n      - node\n      - "a b.js"\n' },
      { start: "node 'a b.js'" },
    ],
    [
      'app.json',
      { 'app.json': { env: { PORT: { value: '5000' } }, healthchecks: { web: [{ path: '/up' }] } } },
      { port: 5000, healthCheckPath: '/up' },
    ],
    ['an Expo app.json', { 'app.json': { expo: { name: 'x' } } }, {}],
    [
      'render.yaml',
      {
        'render.yaml': `
services:
  - type: worker
    startCommand: node worker.js
  - type: web
    runtime: node
    buildCommand: npm ci; npm run build:prod
    startCommand: npm start
    preDeployCommand: npm run migrate
    healthCheckPath: /healthz
    envVars:
      - key: PORT
        value: 10000
      - key: SECRET
        generateValue: true
`,
      },
      {
        start: 'npm start',
        build: 'npm run build:prod',
        port: 10000,
        healthCheckPath: '/healthz',
        warnings: 1,
      },
    ],
    [
      'a static site of render.yaml',
      {
        'render.yaml': `
services:
  - type: web
    runtime: static
    staticPublishPath: ./dist
    routes: [{ type: rewrite, source: /*, destination: /index.html }]
`,
      },
      { siteFolder: 'dist', fallback: true },
    ],
    [
      'fly.toml',
      {
        'fly.toml': `
app = "x"
[processes]
app = "bin/server"
worker = "bin/worker"
[http_service]
internal_port = 8081
processes = ["app"]
[[http_service.checks]]
path = "/ready"
`,
      },
      { start: 'bin/server', port: 8081, healthCheckPath: '/ready' },
    ],
    [
      'fly.toml of old',
      {
        'fly.toml': `
[deploy]
release_command = "bin/migrate"
[[services]]
internal_port = 5432
[[services]]
internal_port = 4000
[[services.ports]]
handlers = ["http"]
[[services.http_checks]]
path = "/check"
`,
      },
      { port: 4000, healthCheckPath: '/check', warnings: 1 },
    ],
    [
      'railway.json',
      {
        'railway.json': {
          build: { buildCommand: 'npm run b' },
          deploy: { startCommand: 'node x', healthcheckPath: '/h' },
        },
      },
      { build: 'npm run b', start: 'node x', healthCheckPath: '/h' },
    ],
    ['railway.toml', { 'railway.toml': '[deploy]\nstartCommand = "node x"\n' }, { start: 'node x' }],
    [
      'vercel.json',
      {
        'vercel.json': {
          buildCommand: 'vite build',
          outputDirectory: 'out/',
          rewrites: [{ source: '/((?!api/).*)', destination: '/index.html' }],
        },
      },
      { build: 'vite build', siteFolder: 'out', fallback: true },
    ],
    [
      'a proxying vercel.json',
      {
        'vercel.json': {
          buildCommand: null,
          rewrites: [{ source: '/api/(.*)', destination: 'https://x.example/$1' }],
        },
      },
      {},
    ],
    [
      'netlify.toml',
      {
        'netlify.toml':
          '[build]\ncommand = "npm run build"\npublish = "public"\n[[redirects]]\nfrom = "/*"\nto = "/index.html"\nstatus = 200\n',
      },
      { build: 'npm run build', siteFolder: 'public', fallback: true },
    ],
    [
      'a redirecting netlify.toml',
      { 'netlify.toml': '[[redirects]]\nfrom = "/*"\nto = "/index.html"\nstatus = 301\n' },
      {},
    ],
    ['_redirects', { 'public/_redirects': '/old /new 301\n/*  /index.html  200\n' }, { fallback: true }],
    [
      '.do/app.yaml',
      {
        '.do/app.yaml': `
services:
  - run_command: node x.js
    build_command: npm run build
    http_port: 3000
    health_check: { http_path: /live }
jobs:
  - kind: PRE_DEPLOY
    run_command: npm run migrate
`,
      },
      { start: 'node x.js', build: 'npm run build', port: 3000, healthCheckPath: '/live', warnings: 1 },
    ],
    [
      'a template of DigitalOcean',
      {
        '.do/deploy.template.yaml':
          'spec:\n  static_sites:\n    - output_dir: /build\n      catchall_document: index.html\n',
      },
      { siteFolder: 'build', fallback: true },
    ],
    [
      'project.toml',
      { 'project.toml': '[[io.buildpacks.build.env]]\nname = "GOOGLE_ENTRYPOINT"\nvalue = "gunicorn a:b"\n' },
      { start: 'gunicorn a:b' },
    ],
    [
      'project.toml of old',
      { 'project.toml': '[[build.env]]\nname = "BP_WEB_SERVER_ROOT"\nvalue = "build"\n' },
      { siteFolder: 'build' },
    ],
    [
      'Copilot',
      {
        'copilot/web/manifest.yml':
          'image:\n  build: Dockerfile\n  port: 8080\nhttp:\n  path: /\n  healthcheck: { path: /ok }\n',
      },
      { port: 8080, healthCheckPath: '/ok' },
    ],
    [
      'Copilot, for another folder',
      { 'copilot/web/manifest.yml': 'image:\n  build: web/Dockerfile\n  port: 8080\n' },
      {},
    ],
    [
      'App Runner',
      {
        'apprunner.yaml':
          'run:\n  command: python app.py\n  network:\n    port: 8080\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\n      - python make.py\n',
      },
      { start: 'python app.py', build: 'python make.py', port: 8080 },
    ],
    [
      'Elastic Beanstalk',
      {
        '.ebextensions/a.config':
          'option_settings:\n  aws:elasticbeanstalk:environment:process:default:\n    HealthCheckPath: /ping\n    Port: 5000\n',
      },
      { port: 5000, healthCheckPath: '/ping' },
    ],
    [
      'Elastic Beanstalk, by a list',
      {
        '.ebextensions/a.config':
          'option_settings:\n  - namespace: aws:elasticbeanstalk:application:environment\n    option_name: PORT\n    value: 8081\n',
      },
      { port: 8081 },
    ],
    ['Dockerrun.aws.json', { 'Dockerrun.aws.json': { Ports: [{ ContainerPort: 9000 }] } }, { port: 9000 }],
    [
      'Staticfile',
      { Staticfile: 'root: site\npushstate: enabled\n' },
      { siteFolder: 'site', fallback: true },
    ],
    [
      'firebase.json',
      {
        'firebase.json': {
          hosting: { public: 'dist', rewrites: [{ source: '**', destination: '/index.html' }] },
        },
      },
      { siteFolder: 'dist', fallback: true },
    ],
    [
      'Azure',
      { 'staticwebapp.config.json': { navigationFallback: { rewrite: '/index.html' } } },
      { fallback: true },
    ],
    [
      'Compose',
      {
        'compose.yaml':
          'services:\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n  web:\n    build: .\n    command: npm run dev\n    ports: ["${PORT:-8000}:3000"]\n',
      },
      { port: 3000 },
    ],
  ])('%s', (_name, files, expected) => {
    expect(values(files)).toEqual(expected)
  })

  it('win over each other in the stated order, and the losers are remembered', () => {
    const { start, port } = hints({
      Procfile: 'web: one\n',
      'railway.json': { deploy: { startCommand: 'two' } },
      'fly.toml': '[http_service]\ninternal_port = 1111\n',
      'docker-compose.yml': 'services:\n  a:\n    build: { context: . }\n    expose: ["2222"]\n',
    })
    expect(start).toMatchObject({ value: 'one', file: 'Procfile', line: 1 })
    expect(start?.considered).toMatchObject([{ value: 'two', file: 'railway.json', line: 3 }])
    expect(port).toMatchObject({ value: 1111, file: 'fly.toml', line: 2 })
    expect(port?.considered).toMatchObject([{ value: '2222', file: 'docker-compose.yml', line: 4 }])
  })

  it('give variables, those of the stronger one where both have it', () => {
    const { variables } = hints({
      'netlify.toml': '[build.environment]\nHUGO_VERSION = "0.150.0"\nNODE_VERSION = 22\n',
      'render.yaml': 'services:\n  - type: web\n    envVars: [{ key: NODE_VERSION, value: 24 }]\n',
    })
    expect(variables.get('NODE_VERSION')).toMatchObject({ value: '24', file: 'render.yaml' })
    expect(variables.get('HUGO_VERSION')).toMatchObject({ value: '0.150.0', file: 'netlify.toml', line: 2 })
  })

  it('say where they cannot be parsed', () => {
    expect(errorOf(() => hints({ 'fly.toml': 'a =\n' })).message).toMatch(
      /^fly.toml is not valid TOML at line 1/,
    )
    expect(errorOf(() => hints({ 'render.yaml': 'a: [\n' })).message).toMatch(
      /^render.yaml is not valid YAML at/,
    )
  })

  it('are not taken at more than they are worth', () => {
    expect(
      values({
        'fly.toml': '[http_service]\ninternal_port = 99999\n[[http_service.checks]]\npath = "/a b\\nRUN x"\n',
        'railway.json': { deploy: { startCommand: '  ' } },
        'vercel.json': { outputDirectory: '../../etc' },
      }),
    ).toEqual({})
  })
})

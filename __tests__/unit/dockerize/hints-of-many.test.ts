import { describe, expect, it } from 'vitest'
import { hints, hintValues as values, type Files } from './hint-values.ts'
import { planFor } from './memory-view.ts'

describe('manifests of several applications', () => {
  const files: Files = {
    'render.yaml': `
services:
  - { type: web, rootDir: services/api, startCommand: node api.js }
  - { type: web, rootDir: ./services/web/, startCommand: node web.js }
`,
    'compose.yaml': `
services:
  api: { build: { context: ., dockerfile: services/api/Dockerfile }, ports: [{ target: 4001 }] }
  web: { build: ./services/web, ports: ["80:4002/tcp"] }
`,
    'copilot/api/manifest.yml':
      'image: { build: services/api/Dockerfile }\nhttp: { healthcheck: /api-health }\n',
    'services/web/netlify.toml': '[build]\npublish = "dist"\n',
    'netlify.toml': '[build]\nbase = "services/api"\npublish = "services/api/dist"\n',
    'services/api/.do/app.yaml': 'services: [{ http_port: 1 }]\n',
  }
  it.each([
    ['services/api', { start: 'node api.js', port: 1, healthCheckPath: '/api-health', siteFolder: 'dist' }],
    ['services/web', { start: 'node web.js', port: 4002, siteFolder: 'dist' }],
    ['services', {}],
    ['', {}],
  ])('tell of "%s" what stands for it', (folder, expected) => {
    expect(values(files, folder)).toEqual(expected)
  })
})

describe('commands of other platforms', () => {
  it.each([
    ['npm install && npm run build', 'npm run build', 0],
    ['yarn', undefined, 0],
    ['yarn; yarn build', 'yarn build', 0],
    [
      'pip install -r requirements.txt && python manage.py collectstatic --no-input && python manage.py migrate',
      undefined,
      0,
    ],
    ['set -e\nbundle install\nbundle exec rake assets:precompile db:migrate', undefined, 0],
    ['pnpm i --frozen-lockfile && pnpm run build && pnpm run db:migrate', 'pnpm run build', 0],
    [
      'npx prisma generate && npx prisma migrate deploy && next build',
      'npx prisma generate && next build',
      0,
    ],
    ['./build.sh', undefined, 1],
    ['npm ci && sh scripts/build.sh', undefined, 1],
    ['echo "a && b"; tsc', 'tsc', 0],
  ])('%s builds by %s', (buildCommand, build, warnings) => {
    const found = hints({ 'vercel.json': { buildCommand } })
    expect(found.build?.value).toBe(build)
    expect(found.warnings).toHaveLength(warnings)
  })

  it.each([
    ['npm install && node x.js', 'node x.js'],
    ['npm ci', undefined],
    ['python manage.py migrate && gunicorn a:b', 'python manage.py migrate && gunicorn a:b'],
    ["sh -c 'npm i; node x'", "sh -c 'npm i; node x'"],
  ])('%s starts by %s', (startCommand, start) => {
    expect(hints({ 'railway.json': { deploy: { startCommand } } }).start?.value).toBe(start)
  })
})

describe('beside a server', () => {
  const flask = { 'requirements.txt': 'flask==3.1.0\n', 'app.py': 'app = Flask(__name__)\n' }

  it('what hosts of sites build is not its own', () => {
    const docs = { 'netlify.toml': '[build]\ncommand = "cd docs && mkdocs build"\npublish = "docs/site"\n' }
    expect(planFor({ ...flask, ...docs }).buildCommand).toBeUndefined()
  })

  it('a port of Compose that takes root is that of another image', () => {
    const compose = (ports: string): object => ({
      'compose.yaml': `services:\n  a:\n    build: .\n    ports: ["${ports}"]\n`,
    })
    expect(planFor({ ...flask, ...compose('8080:80') }).port.value).toBe(8000)
    expect(planFor({ ...flask, ...compose('80:8080') }).port.value).toBe(8080)
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from 'vitest'
import { dockerize } from '../../shared/dockerize/index.ts'
import { repositoryRoot } from '../support/action-file.ts'
import { describeNeeding } from '../support/needs.ts'

interface Judged {
  readonly app: string
  /** Part of the answer at `/`. */
  readonly says: string
  /** A file of source, and a comment in its language: a change of it must install nothing again. */
  readonly source: readonly [string, string]
  /** The step that installs dependencies. */
  readonly install?: string
  /** What the application insists on at run time. */
  readonly env?: Readonly<Record<string, string>>
  readonly host?: string
}

const APPS: readonly Judged[] = [
  { app: 'express-app', says: 'Hello from the first commit', source: ['server.js', '//'], install: 'npm ci' },
  { app: 'node-http', says: 'Hello from plain Node.js', source: ['server.js', '//'] },
  { app: 'nest-npm', says: 'Hello from Nest', source: ['src/main.ts', '//'], install: 'npm ci' },
  { app: 'next-pnpm', says: 'Hello from Next', source: ['app/page.jsx', '//'], install: 'pnpm install' },
  { app: 'vite-npm', says: '<title>Vite</title>', source: ['src/main.js', '//'], install: 'npm ci' },
  { app: 'flask-pip', says: 'Hello from Flask', source: ['app.py', '#'], install: 'pip install' },
  {
    app: 'fastapi-uv',
    says: '"version":"1.2.3"',
    source: ['src/shop/main.py', '#'],
    install: 'uv sync --locked --no-default-groups --no-install-project',
  },
  {
    app: 'django-uv',
    says: 'Hello from Django',
    source: ['site_settings/urls.py', '#'],
    install: 'uv sync',
    env: { SECRET_KEY: 'of this test' },
    host: 'example.com',
  },
  { app: 'static-site', says: 'Hello from files', source: ['index.html', '<!-- -->'] },
]

describeNeeding(['docker'], 'a generated Dockerfile', () => {
  const folders: string[] = []
  const images: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    if (images.length > 0) spawnSync('docker', ['image', 'rm', '--force', ...images])
  })

  it.each(APPS)('of $app builds, answers, is well and stops', async (judged) => {
    const { app, source, install, says } = judged
    const folder = checkout(app)
    folders.push(folder)
    const { plan } = await dockerize({ workspace: folder, now: Date.now() })
    if (plan === undefined) throw new Error('no plan')

    const image = `dockerize-test-${app}:${process.pid}`
    images.push(image)
    docker('buildx', 'build', '--check', folder)
    build(folder, image)

    const container = await start(image, plan.port.value, judged)
    try {
      const address = docker('port', container, String(plan.port.value)).split('\n')[0] ?? ''
      expect(await answer(`http://${address}/`, judged.host)).toContain(says)
      expect(inspect(container, '{{.State.Health.Status}}')).toBe('healthy')
      expect(Number(docker('exec', container, 'id', '-u'))).toBeGreaterThan(0)
      const started = performance.now()
      docker('stop', '--time', '20', container)
      expect(performance.now() - started).toBeLessThan(10_000)
      // 137 would be a kill: the process did not hear the signal.
      expect(['0', '143']).toContain(inspect(container, '{{.State.ExitCode}}'))
    } finally {
      docker('rm', '--force', container)
    }

    const [file, mark] = source
    appendFileSync(join(folder, file), `\n${mark} changed\n`)
    const again = build(folder, image)
    if (install !== undefined) expect(wasCached(again, install)).toBe(true)
  })
})

/** The application in a folder of its own, with the lockfile that names a registry and so is not committed. */
function checkout(app: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${app}-`))
  const from = app === 'express-app' ? join('examples', app) : join('__tests__', 'apps', app)
  cpSync(join(repositoryRoot, from), folder, { recursive: true })
  if (app.endsWith('-uv')) {
    const lock = 'pip install --quiet uv && UV_LINK_MODE=copy uv lock --quiet'
    const mount = `${folder}:/work`
    docker('run', '--rm', '--volume', mount, '--workdir', '/work', 'python:3.13-slim', 'sh', '-c', lock)
  }
  return folder
}

function docker(...args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

/** Builds, and gives the plain progress. */
function build(folder: string, image: string): string {
  const args = ['buildx', 'build', '--progress=plain', '--load', '--tag', image, folder]
  const { status, stderr } = spawnSync('docker', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stderr
}

/** Whether the step with this command says CACHED in a plain progress. */
function wasCached(progress: string, command: string): boolean {
  const lines = progress.split('\n')
  const step = lines.find((line) => /^#\d+ \[/.test(line) && line.includes(command))
  const number = step?.split(' ', 1)[0]
  return number !== undefined && lines.includes(`${number} CACHED`)
}

async function start(image: string, port: number, { env = {} }: Judged): Promise<string> {
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  const container = docker('run', '--detach', '--publish', `127.0.0.1::${port}`, ...variables, image)
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const state = inspect(container, '{{.State.Status}} {{.State.Health.Status}}')
    if (state === 'running healthy') return container
    if (!state.startsWith('running') || state.endsWith('unhealthy')) break
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const { stdout, stderr } = spawnSync('docker', ['logs', container], { encoding: 'utf8' })
  const health = inspect(container, '{{json .State.Health}}')
  docker('rm', '--force', container)
  throw new Error(`${image} is not well:\n${stdout}${stderr}\n${health}`)
}

function inspect(what: string, format: string): string {
  return docker('inspect', '--format', format, what)
}

/** The body at a URL. By node:http, as fetch lets no one set Host. */
async function answer(url: string, host: string | undefined): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: host === undefined ? {} : { host } }, resolve).once('error', reject)
  })
  return await text(response)
}

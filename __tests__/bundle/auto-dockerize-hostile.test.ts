import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runAction, type ActionRun } from '../support/run-action.ts'

let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'hostile-'))
})
afterEach(() => {
  // Deeper than a path can name.
  execFileSync('rm', ['-rf', workspace])
})

function put(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
}

async function run(inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  return await runAction({ action: 'auto-dockerize', workspace, inputs })
}

const server = {
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' } }),
  'server.js': "require('http').createServer(f).listen(process.env.PORT || 4000)\n",
}

describe('a hostile repository', () => {
  it('with links, pipes, depth and names of every kind gets the same Dockerfile', async () => {
    put(server)
    await run()
    const clean = readFileSync(join(workspace, 'Dockerfile'), 'utf8')
    rmSync(join(workspace, 'Dockerfile'))
    rmSync(join(workspace, '.dockerignore'))

    put({
      'a\nRUN evil.js': 'listen(1112)',
      'b\u001b[2Jx.js': 'listen(1113)',
      '--from=evil.js': '// nothing',
      '$(touch pwned).js': '',
      'utf16.js': Buffer.from('\ufeffconst x = "é"', 'utf16le'),
      'latin1.js': Buffer.from([0xe9, 0x00, 0xff]),
      'blob.js': `// ${'x'.repeat(3_000_000)}\n`,
    })
    for (const [name, target] of [
      ['loop.js', 'loop.js'],
      ['up', '..'],
      ['etc', '/etc'],
      ['passwd.js', '/etc/passwd'],
    ] as const) {
      symlinkSync(target, join(workspace, name))
    }
    execFileSync('mkfifo', [join(workspace, 'pipe.js')])
    const deeper = "for (let i = 0; i < 10_000; i += 1) { fs.mkdirSync('d'); process.chdir('d') }"
    execFileSync(process.execPath, ['--eval', deeper], { cwd: workspace })

    const { exitCode, log } = await run()
    expect(exitCode).toBe(0)
    expect(readFileSync(join(workspace, 'Dockerfile'), 'utf8')).toBe(clean)
    expect(log).not.toContain('root:')
  })

  it('with a package.json of many megabytes is planned all the same', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300_000 }, (_, index) => [`package-${index}`, '^1.0.0']),
    )
    put({
      ...server,
      'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, optionalDependencies: many }),
    })
    const { exitCode, outputs } = await run()
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ 'run-command': 'node server.js', port: '4000' })
  })

  it.each<readonly [string, string | Buffer]>([
    ['nested without end', `{"a":${'['.repeat(200_000)}`],
    ['beyond all measure', Buffer.alloc(33 * 1024 * 1024, 0x20)],
  ])('with a package.json %s is told in one sentence', async (_name, content) => {
    put({ ...server, 'package.json': content })
    const { exitCode, annotations } = await run()
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message).join()).toMatch(/^package\.json is /)
  })

  it('gets no command of its own into the log or the Dockerfile', async () => {
    put({
      ...server,
      Procfile: 'web: node server.js --x="::error::evil" \u001b[31m\n',
      '.nvmrc': '24\r\nRUN evil\n',
    })
    const { exitCode, annotations } = await run()
    expect(exitCode).toBe(0)
    expect(annotations.filter(({ level }) => level === 'error')).toEqual([])
    const lines = readFileSync(join(workspace, 'Dockerfile'), 'utf8').split('\n')
    expect(lines.filter((line) => line.startsWith('RUN evil'))).toEqual([])
  })
})

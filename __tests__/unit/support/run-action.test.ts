import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand, type ActionRun, type ActionStep } from '../../support/run-action.ts'

describe('runCommand', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'scripts-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  const script = (code: string): string => {
    const path = join(folder, `${crypto.randomUUID()}.mjs`)
    writeFileSync(path, `import { appendFileSync, writeFileSync } from 'node:fs'\n${code}`)
    return path
  }

  const runScript = async (path: string, step: Omit<ActionStep, 'action'>): Promise<ActionRun> =>
    await runCommand([process.execPath, path], step)

  test('hands over inputs, variables and the event, and nothing of its own environment', async () => {
    process.env['AWS_PROFILE'] = 'mine'
    const run = await runScript(
      script(`console.log(JSON.stringify(process.env))
        appendFileSync(process.env.GITHUB_OUTPUT, 'a<<E\\none\\ntwo\\nE\\nb=3\\n')
        appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Done')`),
      { inputs: { 'stage-name': 'dev' }, env: { CLUSTER_ARN: 'arn' }, event: { ref: 'x' } },
    )
    delete process.env['AWS_PROFILE']
    const env: unknown = JSON.parse(run.log)
    expect(env).toMatchObject({ 'INPUT_STAGE-NAME': 'dev', CLUSTER_ARN: 'arn', GITHUB_EVENT_NAME: 'push' })
    expect(env).not.toHaveProperty('AWS_PROFILE')
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { a: 'one\ntwo', b: '3' },
      summary: '# Done',
      leftovers: [],
    })
  })

  test('reports annotations, masks and the exit code, and keeps mask lines out of the log', async () => {
    const run = await runScript(
      script(`console.log('::add-mask::hush')
        console.log('::error title=A%3A B,file=x.yml,line=3::no: %25%0Aagain')
        process.exitCode = 1`),
      {},
    )
    expect(run.exitCode).toBe(1)
    expect(run.masks).toEqual(['hush'])
    expect(run.log).not.toContain('hush')
    expect(run.annotations).toEqual([
      { level: 'error', message: 'no: %\nagain', properties: { title: 'A: B', file: 'x.yml', line: '3' } },
    ])
  })

  test('names what is left in the temporary folders', async () => {
    const run = await runScript(script(`writeFileSync(process.env.RUNNER_TEMP + '/token', 'x')`), {})
    expect(run.leftovers).toEqual(['runner-temp/token'])
  })

  test('sends a signal when the log matches', async () => {
    const run = await runScript(
      script(`const alive = setInterval(() => {}, 1000)
        process.on('SIGINT', () => { console.log('stopping'); clearInterval(alive) })
        console.log('ready')`),
      { signals: [{ signal: 'SIGINT', at: /^ready$/m }] },
    )
    expect(run).toMatchObject({ exitCode: 0, log: 'ready\nstopping\n' })
  })

  test('sends a signal after a time, and tells when it ended the process', async () => {
    const run = await runScript(script('setInterval(() => {}, 1000)'), {
      signals: [{ signal: 'SIGTERM', at: 200 }],
    })
    expect(run.exitCode).toBeNull()
  })

  test('gives up on a script that hangs', async () => {
    await expect(runScript(script('setInterval(() => {}, 1000)'), { timeout: 200 })).rejects.toThrow(
      'within 200 ms',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { commandRunner } from '../../../shared/runner/run-command.ts'
import type { Log } from '../../../shared/runner/log.ts'

function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const add = (text: string): void => {
    lines.push(text)
  }
  return {
    lines,
    info: add,
    debug: () => undefined,
    notice: add,
    warning: add,
    group: async (_, work) => await work(),
  }
}

const node = process.execPath
const script =
  'process.stdin.on("data",d=>process.stdout.write("got "+d)).on("end",()=>{console.error("bye");process.exitCode=3})'

describe.each([
  ['run to its end', {}],
  ['run interruptibly', { signal: new AbortController().signal }],
])('a command that is %s', (_, options) => {
  it('gets its input and gives both streams and the exit code', async () => {
    const run = commandRunner(recordingLog())
    const result = await run(node, ['-e', script], { ...options, input: 'secret' })
    expect(result).toStrictEqual({ exitCode: 3, stdout: 'got secret', stderr: 'bye\n' })
  })

  it('shows its lines only when asked to', async () => {
    const log = recordingLog()
    const run = commandRunner(log)
    await run(node, ['-e', 'console.log("one\\ntwo")'], options)
    expect(log.lines).toStrictEqual([])
    await run(node, ['-e', 'console.log("one\\ntwo")'], { ...options, show: true })
    expect(log.lines).toStrictEqual(['one', 'two'])
  })

  it('sees the environment it is given and no other', async () => {
    const run = commandRunner(recordingLog())
    const { stdout } = await run(node, ['-p', 'JSON.stringify([process.env.A, process.env.HOME])'], {
      ...options,
      env: { A: '1' },
    })
    expect(JSON.parse(stdout)).toStrictEqual(['1', null])
  })

  it('answers 127 when there is no such command', async () => {
    const result = await commandRunner(recordingLog())('no-such-command', [], options)
    expect(result).toStrictEqual({ exitCode: 127, stdout: '', stderr: 'no-such-command: command not found' })
  })
})

describe('a cancelled command', () => {
  it('is interrupted, and the call rejects with the reason once it has ended', async () => {
    const cancel = new AbortController()
    const running = commandRunner(recordingLog())(node, ['-e', 'setTimeout(() => {}, 60000)'], {
      signal: cancel.signal,
    })
    setTimeout(() => {
      cancel.abort(new Error('cancelled'))
    }, 50)
    await expect(running).rejects.toThrow('cancelled')
  })
})

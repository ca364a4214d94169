import { spawn } from 'node:child_process'
import type { ExecOptions, ExecResult } from './exec.ts'

// The runner kills the step 10 s after the first signal; what is left is for cleaning up.
const KILL_AFTER_MS = 4_000

/**
 * Runs a command that a cancelled step has to end: `@actions/exec` gives no hold of the process. Once the command has
 * ended, the call rejects with the signal's reason.
 * @param show takes each line of both streams as it comes
 */
export async function runInterruptible(
  command: string,
  args: readonly string[],
  options: ExecOptions,
  signal: AbortSignal,
  show: (line: string) => void,
): Promise<ExecResult> {
  signal.throwIfAborted()
  return await new Promise<ExecResult>((resolve, reject) => {
    const child = spawn(command, [...args], { cwd: options.cwd, env: options.env ?? process.env })
    const stdout = collect(child.stdout, show)
    const stderr = collect(child.stderr, show)
    let killer: NodeJS.Timeout | undefined
    const interrupt = (): void => {
      child.kill('SIGINT')
      killer = setTimeout(() => {
        child.kill('SIGKILL')
        // What the command started may live on and hold the pipes open; nobody waits for that.
        child.stdout.destroy()
        child.stderr.destroy()
      }, KILL_AFTER_MS)
    }
    signal.addEventListener('abort', interrupt, { once: true })
    const ended = (): void => {
      clearTimeout(killer)
      signal.removeEventListener('abort', interrupt)
    }
    child.once('error', (error: NodeJS.ErrnoException) => {
      ended()
      if (error.code !== 'ENOENT') reject(error)
      else resolve({ exitCode: 127, stdout: '', stderr: `${command}: command not found` })
    })
    child.once('close', (code) => {
      ended()
      const result = { exitCode: code ?? 1, stdout: stdout(), stderr: stderr() }
      if (signal.aborted) reject(reasonOf(signal))
      else resolve(result)
    })
    // A command that ends without reading its input is told by its exit code.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}

/** Gathers a stream as text and hands on its lines; the returned function gives what came, and the last line. */
function collect(stream: NodeJS.ReadableStream, line: (text: string) => void): () => string {
  const chunks: string[] = []
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    chunks.push(chunk)
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(line)
  })
  return () => {
    if (rest !== '') line(rest)
    rest = ''
    return chunks.join('')
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Cancelled.')
}

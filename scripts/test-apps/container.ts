import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask.ts'
import { outputOf, run } from './command.ts'
import type { Expectations } from './expectations.ts'
import { failure, logOf } from './failure.ts'

/** How an image is run and asked. */
export interface Served extends Pick<Expectations, 'says' | 'host' | 'env'> {
  readonly image: string
  readonly port: number
  readonly path: string
}

const MOST_SECONDS_TO_BE_WELL = 120
const MOST_SECONDS_TO_STOP = 10

/**
 * Runs an image as an orchestrator does: it gets well, answers, is not root, and stops when it is told to.
 * @throws Error with the container's log as its cause
 */
export async function judgeContainer(served: Served, signal: AbortSignal): Promise<void> {
  const { image, port, env = {} } = served
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  const publish = ['--publish', `127.0.0.1::${port}`]
  // By a name, so that it can be removed whatever becomes of the command that starts it.
  const container = image.replace(':', '-')
  const start = ['docker', 'run', '--detach', '--name', container] as const
  try {
    await outputOf([...start, ...publish, ...variables, image], signal)
    await becomesWell(container, signal)
    await answers(container, served, signal)
    await isNotRoot(container)
    await stops(container)
  } catch (error) {
    if (!(error instanceof Error) || signal.aborted) throw error
    const { log } = await run(['docker', 'logs', '--tail', '60', container])
    throw failure(error.message, `${logOf(error)}\n${log}`, error)
  } finally {
    await run(['docker', 'rm', '--force', '--volumes', container])
  }
}

async function becomesWell(container: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + MOST_SECONDS_TO_BE_WELL * 1000
  for (;;) {
    const state = await inspect(container, '{{.State.Status}} {{.State.ExitCode}} {{.State.Health.Status}}')
    const [status = '', code = '', health = ''] = state.split(' ')
    if (health === 'healthy') return
    if (status !== 'running') throw new Error(`it ended by itself (exit code ${code})`)
    if (health === 'unhealthy' || performance.now() > until) {
      throw failure('it runs, but is not found healthy', await inspect(container, '{{json .State.Health}}'))
    }
    await sleep(300, undefined, { signal })
  }
}

async function answers(container: string, served: Served, signal: AbortSignal): Promise<void> {
  const { port, path, host, says } = served
  const address = (await outputOf(['docker', 'port', container, String(port)])).split('\n')[0] ?? ''
  const { status, body } = await ask(`http://${address}${path}`, host, signal)
  if (status >= 500) throw failure(`it answers ${status} at ${path}`, body.slice(0, 2000))
  if (says !== undefined && !body.includes(says)) {
    throw failure(`it does not say "${says}" at ${path} (status ${status})`, body.slice(0, 2000))
  }
}

async function isNotRoot(container: string): Promise<void> {
  const user = await inspect(container, '{{.Config.User}}')
  if (!/^[1-9]\d*(?::\d+)?$/.test(user))
    throw new Error(`the image's user is "${user}", not a number other than 0`)
  const table = await outputOf(['docker', 'top', container, '-eo', 'pid,uid'])
  const users = table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/)[1])
  if (users.includes('0')) throw failure('a process of it is root', table)
}

async function stops(container: string): Promise<void> {
  const started = performance.now()
  await outputOf(['docker', 'stop', '--time', String(2 * MOST_SECONDS_TO_STOP), container])
  const seconds = (performance.now() - started) / 1000
  const code = await inspect(container, '{{.State.ExitCode}}')
  // 137 is a kill, 139 a crash and 134 an abort. Source: signal(7); a shell's 128 + the signal's number.
  if (['137', '139', '134'].includes(code) || seconds > MOST_SECONDS_TO_STOP) {
    throw new Error(`told to stop, it ended after ${seconds.toFixed(1)} s with exit code ${code}`)
  }
}

async function inspect(container: string, format: string): Promise<string> {
  return await outputOf(['docker', 'inspect', '--format', format, container])
}

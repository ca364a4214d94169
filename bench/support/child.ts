import { fork } from 'node:child_process'
import { once } from 'node:events'

/** What a helper process answers to: functions by name, whose arguments and results survive JSON. */
type Api<A> = Readonly<Record<keyof A, (...args: never[]) => unknown>>

/** A helper process of the bench, so that what it does never waits for what the bench does. */
export interface Child<A extends Api<A>> {
  readonly call: <Name extends keyof A & string>(
    name: Name,
    ...args: Parameters<A[Name]>
  ) => Promise<Awaited<ReturnType<A[Name]>>>
  readonly stop: () => Promise<void>
}

interface Reply {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

/** Starts a script that calls `serveParent`. An error of a function over there is thrown here. */
export function startChild<A extends Api<A>>(script: string, args: readonly string[] = []): Child<A> {
  const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  child.on('message', (reply: Reply) => {
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) caller?.resolve(reply.value)
    else caller?.reject(new Error(reply.error))
  })
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended with ${String(code)}.`))
  })
  return {
    call: async (name, ...args) => {
      last += 1
      const id = last
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
      child.send({ id, name, args })
      // Both ends are written against one interface; JSON between them carries no types.
      return (await answer) as never
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Answers a parent's calls until it disconnects, and then ends this process: nothing outlives a bench that was killed. */
export function serveParent<A extends Api<A>>(api: A): void {
  process.on('message', ({ id, name, args }: { id: number; name: keyof A; args: never[] }) => {
    Promise.resolve()
      .then(() => api[name](...args))
      .then(
        (value) => process.send?.({ id, value }),
        (error: unknown) => process.send?.({ id, error: String(error) }),
      )
  })
  process.once('disconnect', () => process.exit())
}

import { callsOf } from './calls.ts'
import { SERVER_CALLS } from './server-calls.ts'
import { lineAt, type Source } from './source.ts'
import { evaluate, type Value } from './values.ts'

/** A place in the source that opens a port. */
export interface Listener {
  /** Relative to the application. */
  readonly file: string
  readonly line: number
  /** As the source writes it: `uvicorn.run`. */
  readonly call: string
  readonly host: Value
  readonly port: Value
  /** The host is the library's own default, not what the source says. */
  readonly hostUnsaid: boolean
}

/** The places in one file that open a port. */
export function listenersIn(source: Source, file: string): readonly Listener[] {
  const code = source.code(file)
  const found = SERVER_CALLS.flatMap((pattern) => {
    if (pattern.inFile?.test(code) === false) return []
    return callsOf(code, pattern.opening).map((call): Listener => {
      const host = pattern.host(call)
      const number = pattern.port(call)
      return {
        file,
        line: lineAt(code, call.index),
        call: pattern.call,
        host: said(host) ? evaluate(host, code) : pattern.defaults.host,
        port: said(number) ? evaluate(number, code) : pattern.defaults.port,
        hostUnsaid: !said(host),
      }
    })
  })
  // The more particular pattern of a call comes first.
  return found.filter(({ line }, index) => found.findIndex((other) => other.line === line) === index)
}

function said(expression: string | undefined): expression is string {
  return expression !== undefined && expression !== 'None'
}

/** Whether an address is one that only the container itself reaches. */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost|127\.[\d.]+|::1|\[::1\])$/i.test(host)
}

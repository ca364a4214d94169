import { elements, type Call } from './calls.ts'
import type { Value } from './values.ts'

/** A call that opens a port. */
export interface ServerCall {
  readonly call: string
  readonly opening: RegExp
  /** Only in a file that matches, where the call's name alone says too little. */
  readonly inFile?: RegExp
  readonly host: (call: Call) => string | undefined
  readonly port: (call: Call) => string | undefined
  /** The library's own defaults. */
  readonly defaults: { readonly host: Value; readonly port: Value }
}

const named =
  (...names: readonly string[]) =>
  (call: Call): string | undefined =>
    names.map((name) => call.named.get(name)).find((value) => value !== undefined)
const positional =
  (index: number, ...names: readonly string[]) =>
  (call: Call): string | undefined =>
    named(...names)(call) ?? call.positional[index]
/** An address as a pair: `('', 8000)`. */
const pair =
  (index: number) =>
  (call: Call): string | undefined => {
    const address = call.positional[0]
    return address?.startsWith('(') === true ? elements(address, 1)[index] : undefined
  }

const EVERYWHERE: Value = { text: '0.0.0.0' }
const LOOPBACK: Value = { text: '127.0.0.1' }
const port = (number: number): Value => ({ text: String(number) })

/** Source: each project's documentation of the call, and its signature. */
export const SERVER_CALLS: readonly ServerCall[] = [
  {
    call: 'uvicorn.run',
    opening: /\buvicorn\.run\(/g,
    host: named('host'),
    port: named('port'),
    defaults: { host: LOOPBACK, port: port(8000) },
  },
  {
    call: 'web.run_app',
    opening: /\brun_app\(/g,
    inFile: /\baiohttp\b/,
    host: named('host'),
    port: named('port'),
    defaults: { host: EVERYWHERE, port: port(8080) },
  },
  {
    call: 'web.TCPSite',
    opening: /\bTCPSite\(/g,
    host: positional(1, 'host'),
    port: positional(2, 'port'),
    defaults: { host: EVERYWHERE, port: port(8080) },
  },
  {
    call: 'HTTPServer',
    opening: /\b\w*(?:HTTPServer|TCPServer)\(\s*(?=\()/g,
    host: pair(0),
    port: pair(1),
    defaults: { host: EVERYWHERE, port: {} },
  },
  {
    call: 'HTTPServer.listen',
    opening: /\.listen\(/g,
    inFile: /\btornado\b/,
    host: positional(1, 'address'),
    port: positional(0, 'port'),
    defaults: { host: EVERYWHERE, port: {} },
  },
  {
    call: 'make_server',
    opening: /\bmake_server\(/g,
    host: positional(0, 'host'),
    port: positional(1, 'port'),
    defaults: { host: EVERYWHERE, port: {} },
  },
  {
    call: 'WSGIServer',
    opening: /\bWSGIServer\(\s*(?=\()/g,
    host: pair(0),
    port: pair(1),
    defaults: { host: EVERYWHERE, port: {} },
  },
  {
    call: 'asyncio.start_server',
    opening: /\bstart_server\(/g,
    host: positional(1, 'host'),
    port: positional(2, 'port'),
    defaults: { host: EVERYWHERE, port: {} },
  },
  {
    call: 'waitress.serve',
    opening: /\bserve\(/g,
    inFile: /\bwaitress\b/,
    host: named('host'),
    port: named('port'),
    defaults: { host: EVERYWHERE, port: port(8080) },
  },
  {
    call: 'launch',
    opening: /\.launch\(/g,
    inFile: /\bgradio\b/,
    host: named('server_name'),
    port: named('server_port'),
    defaults: {
      host: { text: '127.0.0.1', variable: 'GRADIO_SERVER_NAME' },
      port: { text: '7860', variable: 'GRADIO_SERVER_PORT' },
    },
  },
  {
    call: 'ui.run',
    opening: /\bui\.run\(/g,
    inFile: /\bnicegui\b/,
    host: named('host'),
    port: named('port'),
    defaults: { host: EVERYWHERE, port: port(8080) },
  },
  {
    call: 'serve',
    opening: /^serve\(/gm,
    inFile: /\bfasthtml\b/,
    host: named('host'),
    port: named('port'),
    defaults: { host: EVERYWHERE, port: { text: '5001', variable: 'PORT' } },
  },
  {
    call: 'run',
    opening: /(?<=^[ \t]*(?:\w+\.)?)\brun\(/gm,
    inFile: /\bbottle\b/,
    host: named('host'),
    port: named('port'),
    defaults: { host: LOOPBACK, port: port(8080) },
  },
  {
    call: 'app.run',
    opening: /\b(?!(?:subprocess|asyncio|anyio|trio|uvicorn)\b)\w+\.run\(/g,
    inFile: /\bdash\b/i,
    host: named('host'),
    port: named('port'),
    defaults: {
      host: { text: '127.0.0.1', variable: 'HOST' },
      port: { text: '8050', variable: 'PORT' },
    },
  },
  {
    call: 'app.run',
    opening: /\b(?!(?:subprocess|asyncio|anyio|trio|uvicorn)\b)\w+\.run\(/g,
    inFile: /\bsanic\b/i,
    host: positional(0, 'host'),
    port: positional(1, 'port'),
    defaults: { host: LOOPBACK, port: port(8000) },
  },
  {
    call: 'app.run',
    opening: /\b\w*(?:app\w*|socketio)\.run\(/g,
    inFile: /\b(?:flask|quart)\b|\w*app\.run\([^)]*\bport\s*=/i,
    host: named('host'),
    port: named('port'),
    defaults: { host: LOOPBACK, port: port(5000) },
  },
]

import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fault, isFault, type Fault } from './fault.ts'
import { send, type Reply } from './http.ts'
import type { Rule, Rules, Seen } from './rules.ts'

/** How a request was signed. */
type Authorization = 'sigv4' | 'basic' | 'bearer' | 'none'

/** One request as it was received, for assertions on what a client asked and how often. */
export interface Received extends Seen {
  readonly query: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly authorization: Authorization
  /** The access key that signed it, where it is signed with SigV4. */
  readonly accessKeyId: string | undefined
  /** The account that the signature belongs to, once AWS has told. */
  account?: string
  readonly bytes: number
  /** 0 until it is answered, and for good where the connection was torn down. */
  status: number
}

/** What every server needs to record and to fail. */
export interface Wire {
  readonly requests: Received[]
  readonly rules: Rules
}

/** Records the call, lets a rule strike, runs the operation and writes its answer or its refusal. */
export async function serve(
  wire: Wire,
  request: IncomingMessage,
  response: ServerResponse,
  call: Received,
  operation: () => Reply | Promise<Reply>,
  refuse: (refusal: Fault, call: Received) => Reply,
): Promise<void> {
  wire.requests.push(call)
  const rule = wire.rules.strike(call)
  if (rule !== undefined && 'kind' in rule) {
    if (rule.kind === 'stall') return
    if (rule.kind === 'reset') {
      request.socket.resetAndDestroy()
      return
    }
    if (rule.kind === 'delay' || rule.milliseconds !== undefined) await sleep(rule.milliseconds ?? 100)
  }
  const reply = await answer(call, rule, operation, refuse)
  if (rule !== undefined && 'kind' in rule && rule.kind !== 'delay') {
    damage(request, response, reply, rule.kind)
    return
  }
  call.status = reply.status
  send(request, response, reply)
}

async function answer(
  call: Received,
  rule: Rule | undefined,
  operation: () => Reply | Promise<Reply>,
  refuse: (refusal: Fault, call: Received) => Reply,
): Promise<Reply> {
  if (rule !== undefined && 'code' in rule) {
    const message = rule.message ?? `the sandbox was told to fail ${call.action}`
    const reply = refuse(fault(rule.code, message, rule.status ?? 400), call)
    return { ...reply, headers: { ...reply.headers, ...rule.headers } }
  }
  try {
    return await operation()
  } catch (error) {
    if (!isFault(error)) throw error
    return refuse(error, call)
  }
}

function damage(request: IncomingMessage, response: ServerResponse, reply: Reply, kind: string): void {
  const body = Buffer.from(reply.body)
  if (kind === 'lost-reply' || body.length === 0) {
    request.socket.resetAndDestroy()
    return
  }
  const headers = { 'content-length': String(body.length), ...reply.headers }
  response.writeHead(reply.status, headers)
  if (kind === 'flip') {
    const at = Math.floor(body.length / 2)
    body.writeUInt8(body.readUInt8(at) ^ 1, at)
    response.end(body)
    return
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    request.socket.destroy()
  })
}

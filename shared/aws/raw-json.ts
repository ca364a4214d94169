import type { DeserializeMiddleware, MiddlewareStack, SerializeMiddleware } from '@smithy/types'

/** A JSON value as it came from a service, with whatever fields it has. */
export type Json = string | number | boolean | null | Json[] | JsonObject

/** A JSON object as it came from a service. */
// An interface, because a type alias cannot refer to itself.

export interface JsonObject {
  [key: string]: Json | undefined
}

/**
 * Sends a command of a JSON protocol with the SDK's endpoint, signature, retries and errors, but with our own body
 * (where given) and with the response as the service wrote it. The SDK's types drop every field that this release of
 * the SDK does not know, in both directions and without a word: a task definition cloned through them loses what AWS
 * has added since.
 * @param middlewareStack the command's own
 * @param send sends that command
 */
export async function sendRaw<Input extends object, Output extends object>(
  middlewareStack: MiddlewareStack<Input, Output>,
  send: () => Promise<unknown>,
  body?: JsonObject,
): Promise<JsonObject> {
  let answer: JsonObject = {}
  const withBody: SerializeMiddleware<Input, Output> = (next) => async (args) => {
    if (body !== undefined && isMessage(args.request)) args.request.body = JSON.stringify(body)
    return await next(args)
  }
  const keepAnswer: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args)
    if (!isMessage(result.response)) return result
    const bytes = await readAll(result.response.body)
    result.response.body = bytes
    if (result.response.statusCode === 200) answer = parseObject(bytes)
    return result
  }
  middlewareStack.addRelativeTo(withBody, {
    relation: 'after',
    toMiddleware: 'serializerMiddleware',
    name: 'rawRequestMiddleware',
  })
  middlewareStack.addRelativeTo(keepAnswer, {
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    name: 'rawResponseMiddleware',
  })
  await send()
  return answer
}

interface Message {
  body?: unknown
  statusCode?: unknown
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'headers' in value
}

async function readAll(body: unknown): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parseObject(bytes: Uint8Array): JsonObject {
  const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Json
  return isJsonObject(value) ? value : {}
}

/** True for a JSON object, false for arrays, null and plain values. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

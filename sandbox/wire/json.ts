/** A parsed JSON value. `undefined` members vanish when it is written, as in JSON.stringify. */
export type Json = null | boolean | number | string | Json[] | JsonObject

/** A parsed JSON object: what every AWS request body is. */
export interface JsonObject {
  [key: string]: Json | undefined
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses an object; a body that is empty or no object is the empty object. */
export function parseObject(text: string): JsonObject {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

export function text(from: JsonObject | undefined, key: string): string | undefined {
  const value = from?.[key]
  return typeof value === 'string' ? value : undefined
}

export function number(from: JsonObject | undefined, key: string): number | undefined {
  const value = from?.[key]
  return typeof value === 'number' ? value : undefined
}

export function flag(from: JsonObject | undefined, key: string): boolean | undefined {
  const value = from?.[key]
  return typeof value === 'boolean' ? value : undefined
}

export function object(from: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = from?.[key]
  return isObject(value) ? value : undefined
}

/** The objects of a list; anything else in it is left out, and no list is the empty one. */
export function objects(from: JsonObject | undefined, key: string): JsonObject[] {
  const value = from?.[key]
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The strings of a list; anything else in it is left out, and no list is the empty one. */
export function texts(from: JsonObject | undefined, key: string): string[] {
  const value = from?.[key]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The string members of an object as a record. */
export function record(from: JsonObject | undefined): Record<string, string> {
  const entries = Object.entries(from ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  )
  return Object.fromEntries(entries)
}

import { isJsonObject, type JsonObject } from '../../../aws/raw-json.ts'

/** A text in an answer of AWS; undefined for anything else. */
export function textIn(from: JsonObject, key: string): string | undefined {
  const value = from[key]
  return typeof value === 'string' ? value : undefined
}

/** An object in an answer of AWS; an empty one for anything else. */
export function objectIn(from: JsonObject, key: string): JsonObject {
  const value = from[key]
  return isJsonObject(value) ? value : {}
}

/** The objects of a list in an answer of AWS. */
export function objectsIn(from: JsonObject, key: string): readonly JsonObject[] {
  const value = from[key]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

import { isJsonObject, type Json, type JsonObject } from '../../../aws/raw-json.ts'

/** The objects of a list; anything else in it is left out, and no list is the empty one. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** A string as it is; the empty one for anything else. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** An object as it is; an empty one for anything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

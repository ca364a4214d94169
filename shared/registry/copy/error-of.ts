import { messageOf } from '../../errors.ts'

/** Anything that can be thrown, as an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown))
}

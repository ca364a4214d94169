import { fault } from './fault.ts'

/** One page of a list, and the token of the next one. Tokens are offsets, which no client may rely on. */
export function page<T>(
  items: readonly T[],
  limit: number,
  token: string | undefined,
): { items: T[]; nextToken: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'))
  if (!Number.isInteger(start)) throw fault('InvalidParameterException', 'Invalid nextToken')
  const end = start + limit
  return {
    items: items.slice(start, end),
    nextToken: end < items.length ? Buffer.from(String(end)).toString('base64url') : undefined,
  }
}

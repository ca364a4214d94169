import { createHash } from 'node:crypto'

/** `sha256:<hex>` of the bytes. */
export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Whether a reference is a digest rather than a tag. */
export function isDigest(reference: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(reference)
}

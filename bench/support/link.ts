/** Milliseconds that the sender of so many bytes has to wait before they go on. */
export type Bucket = (bytes: number) => number

// What a link may catch up after its timers were late; without it the rate would fall short of what was asked for.
const SLACK_MS = 20

/** A link's capacity in one direction, shared by all that goes over it. */
export function openBucket(bytesPerSecond: number, now: () => number): Bucket {
  let free = -Infinity
  return (bytes) => {
    const at = now()
    free = Math.max(free, at - SLACK_MS) + (bytes / bytesPerSecond) * 1000
    return Math.max(0, free - at)
  }
}

/**
 * What a request of the distribution protocol is about: `GET blob`, `PUT manifest`, `POST upload`, ...
 * Source: OCI Distribution Specification v1.1, "Endpoints".
 */
export function kindOf(method: string, path: string): string {
  if (/\/manifests\/[^/]+$/.test(path)) return `${method} manifest`
  if (path.includes('/blobs/uploads/')) return `${method} upload`
  if (/\/blobs\/[^/]+$/.test(path)) return `${method} blob`
  return `${method} other`
}

import { createHash } from 'node:crypto'
import { fault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'
import { xml } from '../wire/xml.ts'

/** A bucket: its region, and its objects by key. */
export interface Bucket {
  readonly region: string
  readonly objects: Map<string, { readonly body: Buffer; readonly type: string; readonly modified: number }>
}

export type Buckets = Map<string, Bucket>

/** An S3 call of path style: `/bucket/key`. */
export interface S3Call {
  readonly action: string
  readonly bucket: string
  readonly key: string
}

export function s3Call(method: string, url: URL): S3Call {
  const [, bucket = '', ...rest] = url.pathname.split('/')
  const key = decodeURIComponent(rest.join('/'))
  const actions: Readonly<Record<string, string | undefined>> =
    key === ''
      ? { PUT: 'CreateBucket', HEAD: 'HeadBucket', GET: 'ListObjectsV2' }
      : { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }
  return { action: actions[method] ?? `${method} ${url.pathname}`, bucket, key }
}

/** Carries out an S3 call; buckets are one name space for all regions, each with a region of its own. */
export function s3Operation(
  { action, bucket, key }: S3Call,
  url: URL,
  region: string,
  body: Buffer,
  type: string,
  buckets: Buckets,
): Reply {
  if (action === 'CreateBucket') {
    if (buckets.has(bucket))
      throw fault(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        409,
      )
    buckets.set(bucket, { region, objects: new Map() })
    return { status: 200, headers: { location: `/${bucket}` }, body: '' }
  }
  const found = buckets.get(bucket)
  if (found === undefined) throw fault('NoSuchBucket', 'The specified bucket does not exist', 404)
  const { objects } = found
  switch (action) {
    case 'HeadBucket':
      return { status: 200, headers: { 'x-amz-bucket-region': found.region }, body: '' }
    case 'ListObjectsV2':
      return list(bucket, found, url.searchParams)
    case 'PutObject':
      objects.set(key, { body, type, modified: Date.now() })
      return { status: 200, headers: { etag: etag(body) }, body: '' }
    case 'GetObject':
    case 'HeadObject': {
      const object = objects.get(key)
      if (object === undefined) throw fault('NoSuchKey', 'The specified key does not exist.', 404)
      const headers = {
        'content-type': object.type,
        etag: etag(object.body),
        'content-length': String(object.body.length),
      }
      return { status: 200, headers, body: object.body }
    }
    case 'DeleteObject':
      objects.delete(key)
      return { status: 204, headers: {}, body: '' }
    default:
      throw fault('NotImplemented', `The sandbox's S3 does not know ${action}`, 400)
  }
}

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`
}

function list(name: string, { objects }: Bucket, query: URLSearchParams): Reply {
  const prefix = query.get('prefix') ?? ''
  const after = query.get('continuation-token') ?? query.get('start-after') ?? ''
  const limit = Number(query.get('max-keys') ?? 1000)
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted()
  const shown = keys.slice(0, limit)
  const truncated = keys.length > shown.length
  const document = {
    ListBucketResult: {
      Name: name,
      Prefix: prefix,
      KeyCount: String(shown.length),
      MaxKeys: String(limit),
      IsTruncated: String(truncated),
      ...(truncated ? { NextContinuationToken: shown.at(-1) ?? '' } : {}),
      Contents: shown.map((key) => {
        const object = objects.get(key)
        return {
          Key: key,
          LastModified: new Date(object?.modified ?? 0).toISOString(),
          ETag: etag(object?.body ?? Buffer.alloc(0)),
          Size: String(object?.body.length ?? 0),
          StorageClass: 'STANDARD',
        }
      }),
    },
  }
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xml(document) }
}

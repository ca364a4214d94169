import { createHash } from 'node:crypto'
import type { AwsCall, AwsRequest } from '../front/aws-call.ts'
import { unknownOperation, type AwsService } from '../front/aws-service.ts'
import { fault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'
import { xmlDocument } from '../wire/xml.ts'
import { decodeChunks } from './chunks.ts'

/** An object as stored. */
interface StoredObject {
  readonly bytes: Buffer
  readonly contentType: string
  readonly modified: number
}

/** A bucket: its region and account, and its objects by key. */
interface Bucket {
  readonly region: string
  readonly account: string
  readonly objects: Map<string, StoredObject>
}

/** Buckets by name; names are unique over all regions. */
export type Buckets = Map<string, Bucket>

/** S3, addressed by path: `/bucket/key`. */
export function s3Service(buckets: Buckets): AwsService {
  return {
    regional: true,
    actionOf,
    operate: (call, action) => operate(buckets, call, action),
    refuse: ({ code, message, status }) => ({
      status,
      headers: { 'content-type': 'application/xml' },
      body: xmlDocument({ Error: { Code: code, Message: message } }),
    }),
  }
}

function partsOf({ url }: AwsRequest): { bucket: string; key: string } {
  const [, bucket = '', ...key] = url.pathname.split('/')
  return { bucket, key: decodeURIComponent(key.join('/')) }
}

function actionOf(call: AwsRequest): string {
  const { key } = partsOf(call)
  const object: Readonly<Record<string, string>> = {
    PUT: 'PutObject',
    GET: 'GetObject',
    HEAD: 'HeadObject',
    DELETE: 'DeleteObject',
  }
  const bucket: Readonly<Record<string, string>> = {
    PUT: 'CreateBucket',
    GET: call.url.searchParams.has('list-type') ? 'ListObjectsV2' : 'GetBucket',
    HEAD: 'HeadBucket',
  }
  return (key === '' ? bucket : object)[call.method] ?? `${call.method} ${call.url.pathname}`
}

function operate(buckets: Buckets, call: AwsCall, action: string): Reply {
  const { bucket, key } = partsOf(call)
  if (action === 'CreateBucket') {
    if (buckets.has(bucket)) {
      throw fault(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        409,
      )
    }
    buckets.set(bucket, { region: call.region, account: call.caller.account, objects: new Map() })
    return empty(200, { location: `/${bucket}` })
  }
  const found = bucketOf(buckets, bucket, call)
  switch (action) {
    case 'HeadBucket':
      return empty(200, { 'x-amz-bucket-region': found.region })
    case 'ListObjectsV2':
      return list(found, bucket, call.url.searchParams.get('prefix') ?? '')
    case 'PutObject': {
      const type = call.headers['content-type'] ?? 'application/octet-stream'
      const bytes = decodeChunks(call.raw, call.headers['content-encoding'])
      found.objects.set(key, { bytes, contentType: type, modified: Date.now() })
      return empty(200, { etag: etag(bytes) })
    }
    case 'GetObject':
    case 'HeadObject':
      return read(found, key)
    case 'DeleteObject':
      found.objects.delete(key)
      return empty(204, {})
    default:
      throw unknownOperation('s3', action)
  }
}

function bucketOf(buckets: Buckets, name: string, { region, caller }: AwsCall): Bucket {
  const bucket = buckets.get(name)
  if (bucket === undefined) throw fault('NoSuchBucket', 'The specified bucket does not exist', 404)
  if (bucket.account !== caller.account) throw fault('AccessDenied', 'Access Denied', 403)
  if (bucket.region !== region) {
    throw fault(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
      301,
    )
  }
  return bucket
}

function read(bucket: Bucket, key: string): Reply {
  const object = bucket.objects.get(key)
  if (object === undefined) throw fault('NoSuchKey', 'The specified key does not exist.', 404)
  const { bytes, contentType, modified } = object
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'last-modified': new Date(modified).toUTCString(),
      etag: etag(bytes),
    },
    body: bytes,
  }
}

function list(bucket: Bucket, name: string, prefix: string): Reply {
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).toSorted()
  const Contents = keys.flatMap((Key) => {
    const object = bucket.objects.get(Key)
    if (object === undefined) return []
    return [
      {
        Key,
        LastModified: new Date(object.modified).toISOString(),
        ETag: etag(object.bytes),
        Size: object.bytes.length,
        StorageClass: 'STANDARD',
      },
    ]
  })
  const result = {
    Name: name,
    Prefix: prefix,
    KeyCount: keys.length,
    MaxKeys: 1000,
    IsTruncated: false,
    Contents,
  }
  const body = xmlDocument({ 'ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"': result })
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

function etag(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`
}

function empty(status: number, headers: Record<string, string>): Reply {
  return { status, headers, body: '' }
}

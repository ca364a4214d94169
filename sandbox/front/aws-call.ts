import type { IncomingMessage } from 'node:http'
import type { Caller } from '../sts/identities.ts'
import { header } from '../wire/http.ts'
import { parseObject, type JsonObject } from '../wire/json.ts'

/** A request to AWS, read far enough to know whom it is for. */
export interface AwsRequest {
  readonly service: string
  readonly region: string
  readonly method: string
  readonly url: URL
  /** The operation of `X-Amz-Target`, or of a form's `Action`; empty where the path names it. */
  readonly target: string
  readonly headers: IncomingMessage['headers']
  /** The body as it came. */
  readonly raw: Buffer
  /** The body where it is JSON or a form. */
  readonly body: JsonObject
  readonly accessKeyId: string | undefined
}

/** A request of somebody who is known. */
export interface AwsCall extends AwsRequest {
  readonly caller: Caller
}

/** Service prefixes of `X-Amz-Target` (AWS JSON protocols). */
const TARGETS: Readonly<Record<string, string>> = {
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  AmazonEC2ContainerServiceV20141113: 'ecs',
  AWSEvents: 'events',
  CodeDeploy_20141006: 'codedeploy',
  Logs_20140328: 'logs',
  // It is signed for as "monitoring".
  GraniteServiceVersion20100801: 'cloudwatch',
}

// Source: Signature Version 4, "Authorization header": Credential=ID/date/region/service/aws4_request.
const SCOPE =
  /^AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)\/\d{8}\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request/

/** Reads whom a request is for. Service and region come from what it was signed for; an unsigned form is for STS. */
export function readAwsCall(request: IncomingMessage, raw: Buffer): AwsRequest {
  const signed = SCOPE.exec(header(request, 'authorization') ?? '')?.groups
  const [prefix = '', operation] = (header(request, 'x-amz-target') ?? '').split('.')
  const type = header(request, 'content-type') ?? ''
  const form = type.startsWith('application/x-www-form-urlencoded')
  const body = form
    ? Object.fromEntries(new URLSearchParams(raw.toString('utf8')))
    : type.includes('json')
      ? parseObject(raw.toString('utf8'))
      : {}
  const action = body['Action']
  return {
    service: TARGETS[prefix] ?? signed?.['service'] ?? (form ? 'sts' : ''),
    region: signed?.['region'] ?? '',
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://sandbox'),
    target: operation ?? (form && typeof action === 'string' ? action : ''),
    headers: request.headers,
    raw,
    body,
    accessKeyId: signed?.['id'],
  }
}

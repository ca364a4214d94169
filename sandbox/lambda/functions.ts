import { randomUUID } from 'node:crypto'
import { startProxy } from '../runtime/proxy.ts'
import { fault } from '../wire/fault.ts'
import { object, record, text, texts, type JsonObject } from '../wire/json.ts'
import { aliasOf } from './aliases.ts'
import { beginUpdate } from './code.ts'
import { acceptImage } from './image.ts'
import { versionJson } from './render.ts'
import type { FunctionVersion, LambdaFunction, LambdaRegion } from './state.ts'

const SHOWN = ['Role', 'Timeout', 'MemorySize', 'Handler', 'Runtime', 'ImageConfig', 'VpcConfig', 'Layers']

export function createFunction(lambda: LambdaRegion, input: JsonObject): JsonObject {
  const name = text(input, 'FunctionName') ?? ''
  if (lambda.functions.has(name)) {
    throw fault('ResourceConflictException', `Function already exist: ${name}`, 409)
  }
  const packageType = text(input, 'PackageType') ?? 'Zip'
  const imageUri = text(object(input, 'Code'), 'ImageUri') ?? ''
  const image = packageType === 'Image' ? acceptImage(lambda, imageUri) : undefined
  const fn = newFunction(lambda, input, packageType)
  fn.latest.imageUri = imageUri
  fn.latest.resolvedImageUri = image?.resolved ?? ''
  fn.latest.codeSha256 = image?.digest.replace('sha256:', '') ?? randomUUID()
  lambda.functions.set(name, fn)
  if (image !== undefined) beginUpdate(lambda, fn)
  return versionJson(fn, fn.latest)
}

/** A function that holds no code of the sandbox yet; `createFunction` and the sandbox's set-up fill it in. */
export function newFunction(lambda: LambdaRegion, input: JsonObject, packageType: string): LambdaFunction {
  const name = text(input, 'FunctionName') ?? ''
  const shown = Object.entries(input).filter(([key]) => SHOWN.includes(key))
  const architectures = texts(input, 'Architectures')
  return {
    name,
    arn: `arn:aws:lambda:${lambda.region}:${lambda.account}:function:${name}`,
    packageType,
    settings: Object.fromEntries(shown),
    architectures: architectures.length === 0 ? ['x86_64'] : architectures,
    latest: {
      version: '$LATEST',
      imageUri: '',
      resolvedImageUri: '',
      environment: record(object(object(input, 'Environment'), 'Variables')),
      description: text(input, 'Description') ?? '',
      state: 'Active',
      stateReason: undefined,
      stateReasonCode: undefined,
      lastUpdateStatus: 'Successful',
      lastUpdateReason: undefined,
      lastUpdateReasonCode: undefined,
      revisionId: randomUUID(),
      codeSha256: randomUUID(),
      lastModified: Date.now(),
    },
    versions: [],
    aliases: new Map(),
    tags: new Map(Object.entries(record(object(input, 'Tags')))),
    script: [],
    versionScript: [],
    isEncrypted: false,
    container: undefined,
    address: undefined,
  }
}

/** What a qualifier names: `$LATEST`, a version, or the version an alias points at. */
export function versionOf(fn: LambdaFunction, qualifier: string | null): FunctionVersion {
  if (qualifier === null || qualifier === '$LATEST') return fn.latest
  const wanted = /^\d+$/.test(qualifier) ? qualifier : aliasOf(fn, qualifier).version
  const found = wanted === '$LATEST' ? fn.latest : fn.versions.find(({ version }) => version === wanted)
  if (found !== undefined) return found
  throw fault('ResourceNotFoundException', `Function not found: ${fn.arn}:${qualifier}`, 404)
}

/** The function's URL: a loopback address that leads to whatever container runs now. */
export async function functionUrl(fn: LambdaFunction): Promise<JsonObject> {
  fn.address ??= await startProxy(() => fn.container?.url)
  return {
    FunctionUrl: `${fn.address.url}/`,
    FunctionArn: fn.arn,
    AuthType: 'NONE',
    CreationTime: new Date(fn.latest.lastModified).toISOString(),
    LastModifiedTime: new Date(fn.latest.lastModified).toISOString(),
    InvokeMode: 'BUFFERED',
  }
}

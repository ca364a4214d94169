import type { EcrRegion } from '../ecr/store.ts'
import type { Container, Runtime } from '../runtime/runtime.ts'
import { fault } from '../wire/fault.ts'
import type { Listening } from '../wire/http.ts'
import type { JsonObject } from '../wire/json.ts'
import type { Timers } from '../wire/timers.ts'

/** How an update of a function, or making a version of it ready, ends when the test says so. */
export interface UpdateOutcome {
  readonly status: 'Successful' | 'Failed' | 'stuck'
  /** `LastUpdateStatusReasonCode`, for example `ImageAccessDenied`. */
  readonly code?: string
  readonly reason?: string
}

/** The code and configuration of `$LATEST` or of a published version. */
export interface FunctionVersion {
  readonly version: string
  imageUri: string
  resolvedImageUri: string
  environment: Record<string, string>
  description: string
  state: string
  stateReason: string | undefined
  stateReasonCode: string | undefined
  lastUpdateStatus: string
  lastUpdateReason: string | undefined
  lastUpdateReasonCode: string | undefined
  revisionId: string
  codeSha256: string
  lastModified: number
}

export interface Alias {
  readonly name: string
  version: string
  weights: Record<string, number>
  description: string
  revisionId: string
}

export interface LambdaFunction {
  readonly name: string
  readonly arn: string
  readonly packageType: string
  readonly settings: JsonObject
  architectures: string[]
  readonly latest: FunctionVersion
  readonly versions: FunctionVersion[]
  readonly aliases: Map<string, Alias>
  readonly tags: Map<string, string>
  readonly script: UpdateOutcome[]
  /** How the next published versions end, as `script` for updates. */
  readonly versionScript: UpdateOutcome[]
  /** The key of its variables may not be used: they are neither shown nor lost. */
  isEncrypted: boolean
  container: Container | undefined
  address: Listening | undefined
}

/** Lambda of one region. */
export interface LambdaRegion {
  readonly region: string
  readonly account: string
  readonly runtime: Runtime
  readonly timers: Timers
  /** How long an update of the code takes, in ms. */
  readonly updateMs: number
  readonly registries: readonly EcrRegion[]
  readonly functions: Map<string, LambdaFunction>
}

/** A function by name, `name:qualifier`, partial or full ARN; throws Lambda's ResourceNotFoundException (404). */
export function functionOf(lambda: LambdaRegion, reference: string): LambdaFunction {
  const parts = reference.split(':')
  const at = parts.indexOf('function')
  const name = (at === -1 ? parts[0] : parts[at + 1]) ?? ''
  const arn = `arn:aws:lambda:${lambda.region}:${lambda.account}:function:${name}`
  const foreign = reference.startsWith('arn:') && parts[3] !== lambda.region
  const found = foreign ? undefined : lambda.functions.get(name)
  if (found !== undefined) return found
  throw fault('ResourceNotFoundException', `Function not found: ${foreign ? reference : arn}`, 404)
}

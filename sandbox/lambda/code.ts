import { randomUUID } from 'node:crypto'
import { fault } from '../wire/fault.ts'
import { flag, text, texts, type JsonObject } from '../wire/json.ts'
import { acceptImage } from './image.ts'
import { runForReal } from './real.ts'
import { versionJson } from './render.ts'
import type { FunctionVersion, LambdaFunction, LambdaRegion, UpdateOutcome } from './state.ts'

/** Answers at once with LastUpdateStatus InProgress; the end comes later, as scripted or as the runtime finds. */
export function updateFunctionCode(lambda: LambdaRegion, fn: LambdaFunction, input: JsonObject): JsonObject {
  refuseWhileUpdating(fn)
  refuseOtherRevision(fn.latest, text(input, 'RevisionId'))
  const imageUri = text(input, 'ImageUri')
  if (fn.packageType === 'Zip' && imageUri !== undefined) {
    throw fault(
      'InvalidParameterValueException',
      "Please don't provide ImageUri when updating a function with packageType Zip.",
    )
  }
  if (imageUri === undefined) {
    throw fault(
      'InvalidParameterValueException',
      'Please provide ImageUri when updating a function with packageType Image.',
    )
  }
  const { resolved, digest } = acceptImage(lambda, imageUri)
  const architectures = texts(input, 'Architectures')
  const next = {
    ...fn.latest,
    imageUri,
    resolvedImageUri: resolved,
    codeSha256: digest.replace('sha256:', ''),
  }
  if (flag(input, 'DryRun') === true) return versionJson(fn, { ...next, lastUpdateStatus: 'Successful' })
  if (architectures.length > 0) fn.architectures = architectures
  Object.assign(fn.latest, next)
  beginUpdate(lambda, fn)
  if (flag(input, 'Publish') !== true) return versionJson(fn, fn.latest)
  return versionJson(fn, publish(lambda, fn, text(input, 'Description') ?? ''))
}

/** Starts an update of `$LATEST`; every further write is a 409 until it ends. */
export function beginUpdate(lambda: LambdaRegion, fn: LambdaFunction, outcome = fn.script.shift()): void {
  const { latest } = fn
  latest.lastUpdateStatus = 'InProgress'
  latest.lastUpdateReason = 'The function is being created.'
  latest.lastUpdateReasonCode = 'Creating'
  // An update wakes a function that was idle.
  if (latest.state === 'Inactive') {
    setState(latest, 'Pending', 'Restoring', 'The function is being restored.')
  }
  touch(latest)
  if (outcome?.status === 'stuck') return
  if (outcome === undefined && lambda.runtime.kind !== 'scripted') {
    void runForReal(lambda, fn).then((end) => {
      endUpdate(latest, end)
    })
    return
  }
  lambda.timers.after(lambda.updateMs, () => {
    endUpdate(latest, outcome ?? { status: 'Successful' })
  })
}

// The revision id changes once more when the update settles: clients have to read it again.
function endUpdate(latest: FunctionVersion, outcome: UpdateOutcome): void {
  const failed = outcome.status === 'Failed'
  latest.lastUpdateStatus = outcome.status
  latest.lastUpdateReason = failed ? (outcome.reason ?? 'The image could not be used.') : undefined
  latest.lastUpdateReasonCode = failed ? (outcome.code ?? 'InvalidImage') : undefined
  if (!failed || latest.state === 'Pending') setState(latest, 'Active')
  touch(latest)
}

/** The state of a function or version, with its reason. */
export function setState(version: FunctionVersion, state: string, code?: string, reason?: string): void {
  version.state = state
  version.stateReasonCode = code
  version.stateReason = reason
}

function touch(latest: FunctionVersion): void {
  latest.revisionId = randomUUID()
  latest.lastModified = Date.now()
}

export function updateFunctionConfiguration(
  lambda: LambdaRegion,
  fn: LambdaFunction,
  input: JsonObject,
  environment: Record<string, string> | undefined,
): JsonObject {
  refuseWhileUpdating(fn)
  refuseOtherRevision(fn.latest, text(input, 'RevisionId'))
  if (environment !== undefined) fn.latest.environment = environment
  fn.latest.description = text(input, 'Description') ?? fn.latest.description
  beginUpdate(lambda, fn)
  return versionJson(fn, fn.latest)
}

export function publishVersion(lambda: LambdaRegion, fn: LambdaFunction, input: JsonObject): JsonObject {
  refuseWhileUpdating(fn)
  refuseOtherRevision(fn.latest, text(input, 'RevisionId'))
  const sha = text(input, 'CodeSha256')
  if (sha !== undefined && sha !== fn.latest.codeSha256) {
    throw fault(
      'InvalidParameterValueException',
      `CodeSHA256 (${sha}) is different from current CodeSHA256 in $LATEST (${fn.latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    )
  }
  return versionJson(fn, publish(lambda, fn, text(input, 'Description') ?? ''))
}

// A version that would be the same as the newest one is that one (API reference, PublishVersion).
function publish(lambda: LambdaRegion, fn: LambdaFunction, description: string): FunctionVersion {
  const { latest } = fn
  const newest = fn.versions.at(-1)
  const same = newest?.codeSha256 === latest.codeSha256 && isSame(newest.environment, latest.environment)
  if (newest !== undefined && same) return newest
  const version: FunctionVersion = {
    ...latest,
    version: String(fn.versions.length + 1),
    environment: { ...latest.environment },
    description,
    revisionId: randomUUID(),
  }
  setState(version, 'Pending', 'Creating', 'The function is being created.')
  fn.versions.push(version)
  const outcome = fn.versionScript.shift()
  if (outcome?.status === 'stuck') return version
  lambda.timers.after(lambda.updateMs, () => {
    if (outcome?.status === 'Failed') {
      setState(version, 'Failed', outcome.code ?? 'InternalError', outcome.reason)
      return
    }
    setState(version, 'Active')
    version.lastUpdateStatus = 'Successful'
    version.lastUpdateReason = undefined
    version.lastUpdateReasonCode = undefined
  })
  return version
}

function isSame(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key])
}

/** Throws the 409 of a function whose update has not ended. */
export function refuseWhileUpdating(fn: LambdaFunction): void {
  if (fn.latest.lastUpdateStatus !== 'InProgress') return
  throw fault(
    'ResourceConflictException',
    `The operation cannot be performed at this time. An update is in progress for resource: ${fn.arn}`,
    409,
  )
}

export function refuseOtherRevision(current: { revisionId: string }, wanted: string | undefined): void {
  if (wanted === undefined || wanted === current.revisionId) return
  throw fault(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  )
}

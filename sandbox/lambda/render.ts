import type { JsonObject } from '../wire/json.ts'
import type { Alias, FunctionVersion, LambdaFunction } from './state.ts'

/** `$LATEST` or a version as GetFunctionConfiguration shows it. */
export function versionJson(fn: LambdaFunction, version: FunctionVersion): JsonObject {
  const latest = version.version === '$LATEST'
  const { ImageConfig, ...settings } = fn.settings
  return {
    Timeout: 3,
    MemorySize: 128,
    TracingConfig: { Mode: 'PassThrough' },
    EphemeralStorage: { Size: 512 },
    ...settings,
    // It is given as ImageConfig and shown as ImageConfigResponse.
    ImageConfigResponse: ImageConfig === undefined ? undefined : { ImageConfig },
    FunctionName: fn.name,
    FunctionArn: latest ? fn.arn : `${fn.arn}:${version.version}`,
    PackageType: fn.packageType,
    Architectures: [...fn.architectures],
    Version: version.version,
    Description: version.description,
    Environment: environmentJson(fn, version),
    CodeSize: 0,
    CodeSha256: version.codeSha256,
    LastModified: new Date(version.lastModified).toISOString().replace('Z', '+0000'),
    State: version.state,
    StateReason: version.stateReason,
    StateReasonCode: version.stateReasonCode,
    LastUpdateStatus: version.lastUpdateStatus,
    LastUpdateStatusReason: version.lastUpdateReason,
    LastUpdateStatusReasonCode: version.lastUpdateReasonCode,
    RevisionId: version.revisionId,
  }
}

function environmentJson(
  { isEncrypted }: LambdaFunction,
  { environment }: FunctionVersion,
): JsonObject | undefined {
  if (Object.keys(environment).length === 0) return undefined
  if (!isEncrypted) return { Variables: { ...environment } }
  const Message = 'Lambda was unable to decrypt the environment variables because KMS access was denied.'
  return { Error: { ErrorCode: 'AccessDeniedException', Message } }
}

/** GetFunction: the configuration, where the code is, and the tags. */
export function functionJson(fn: LambdaFunction, version: FunctionVersion): JsonObject {
  const code =
    fn.packageType === 'Image'
      ? { RepositoryType: 'ECR', ImageUri: version.imageUri, ResolvedImageUri: version.resolvedImageUri }
      : { RepositoryType: 'S3', Location: 'https://awslambda.invalid/code.zip' }
  return {
    Configuration: versionJson(fn, version),
    Code: code,
    Tags: fn.tags.size === 0 ? undefined : Object.fromEntries(fn.tags),
  }
}

export function aliasJson(fn: LambdaFunction, alias: Alias): JsonObject {
  return {
    AliasArn: `${fn.arn}:${alias.name}`,
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    RoutingConfig:
      Object.keys(alias.weights).length === 0
        ? undefined
        : { AdditionalVersionWeights: { ...alias.weights } },
    RevisionId: alias.revisionId,
  }
}

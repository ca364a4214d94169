import type { CreateRepositoryRequest, Repository as EcrRepository } from '@aws-sdk/client-ecr'
import type { Repository } from './reference.ts'

/** What ECR says about a repository; undefined for what it has not, or what could not be read. */
export interface FoundSettings {
  readonly repository: EcrRepository | undefined
  /** Text of the lifecycle policy. */
  readonly lifecycle: string | undefined
  /** Text of the repository policy. */
  readonly policy: string | undefined
}

/** What a repository like another one is made of. */
export interface Settings {
  readonly create: CreateRepositoryRequest
  readonly lifecycle: string | undefined
  readonly policy: string | undefined
  /** Sentences about what is not as at the model. */
  readonly notes: readonly string[]
}

/** The settings of a repository that is to be like another one, which may be in another region or account. */
export function settingsLike(model: Repository, wanted: Repository, found: FoundSettings): Settings {
  const { repository, lifecycle } = found
  const notes: string[] = []
  const { encryptionType, kmsKey } = repository?.encryptionConfiguration ?? {}
  // A key is of one region and account. Source: Amazon ECR API Reference, EncryptionConfiguration, kmsKey.
  const sameKey = model.region === wanted.region && model.account === wanted.account
  if (kmsKey !== undefined && !sameKey) {
    notes.push(
      `${wanted.url} is encrypted with the key "aws/ecr" of ${wanted.region}, for the one of ${model.url} is not there.`,
    )
  }
  const document = found.policy === undefined ? undefined : parse(found.policy)
  if (found.policy !== undefined && document === undefined) {
    notes.push(`The repository policy of ${model.url} is no JSON object, and is not copied.`)
  }
  const statements = listOf(document?.['Statement'])
  const ofLambda = statements.filter(isJson).filter(letsLambdaPull)
  if (ofLambda.length < statements.length) {
    notes.push(
      `Of the repository policy of ${model.url} only what lets Lambda pull is copied, and ${statements.length - ofLambda.length} of its statements not.`,
    )
  }
  const filters = repository?.imageTagMutabilityExclusionFilters ?? []
  return {
    create: {
      registryId: wanted.account,
      repositoryName: wanted.name,
      // Where the model's is not known: tags that can move, as those of stages have to.
      imageTagMutability: repository?.imageTagMutability ?? 'MUTABLE',
      ...(filters.length === 0 ? {} : { imageTagMutabilityExclusionFilters: filters }),
      ...(repository?.imageScanningConfiguration === undefined
        ? {}
        : { imageScanningConfiguration: repository.imageScanningConfiguration }),
      ...(encryptionType === undefined
        ? {}
        : { encryptionConfiguration: { encryptionType, ...(sameKey && kmsKey ? { kmsKey } : {}) } }),
    },
    lifecycle,
    policy: ofLambda.length === 0 ? undefined : policyOf(ofLambda, document?.['Version'], model, wanted),
    notes,
  }
}

type Json = Readonly<Record<string, unknown>>

/**
 * The policy of a repository whose functions are in another region; what else a policy allows or denies was decided for
 * its own repository only.
 * Source: AWS Lambda Developer Guide, "Create a Lambda function using a container image", Amazon ECR permissions.
 */
function policyOf(
  statements: readonly Json[],
  version: unknown,
  model: Repository,
  wanted: Repository,
): string {
  const moved = statements.map((statement) => {
    const condition = statement['Condition']
    return {
      ...statement,
      Principal: { Service: LAMBDA },
      ...(isJson(condition) ? { Condition: movedCondition(condition, model, wanted) } : {}),
    }
  })
  return JSON.stringify({ ...(version === undefined ? {} : { Version: version }), Statement: moved })
}

const LAMBDA = 'lambda.amazonaws.com'
const PULLS = ['ecr:batchgetimage', 'ecr:getdownloadurlforlayer', 'ecr:*', '*']

function letsLambdaPull(statement: Json): boolean {
  const principal = statement['Principal']
  return (
    statement['Effect'] === 'Allow' &&
    isJson(principal) &&
    listOf(principal['Service']).includes(LAMBDA) &&
    // Names of actions are not case-sensitive. Source: IAM User Guide, "IAM JSON policy elements: Action".
    listOf(statement['Action']).some(
      (action) => typeof action === 'string' && PULLS.includes(action.toLowerCase()),
    )
  )
}

/** A condition whose source, a function's ARN or its account, is that of the model moves along with the repository. */
function movedCondition(condition: Json, model: Repository, wanted: Repository): Json {
  const move = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => move(key, item))
    if (typeof value !== 'string') return value
    // Keys of conditions are not case-sensitive. Source: IAM User Guide, "IAM JSON policy elements: Condition".
    if (key.toLowerCase() === 'aws:sourceaccount') return value === model.account ? wanted.account : value
    return key.toLowerCase() === 'aws:sourcearn' ? movedArn(value, model, wanted) : value
  }
  return mapValues(condition, (tests) =>
    isJson(tests) ? mapValues(tests, (value, key) => move(key, value)) : tests,
  )
}

// arn:partition:service:region:account:resource. Source: AWS General Reference, "Amazon Resource Names (ARNs)".
function movedArn(arn: string, model: Repository, wanted: Repository): string {
  return arn
    .split(':')
    .map((part, index) => {
      if (index === 3 && part === model.region) return wanted.region
      return index === 4 && part === model.account ? (wanted.account ?? part) : part
    })
    .join(':')
}

function parse(text: string): Json | undefined {
  try {
    const document: unknown = JSON.parse(text)
    return isJson(document) ? document : undefined
  } catch {
    return undefined
  }
}

function mapValues(json: Json, change: (value: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, change(value, key)]))
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

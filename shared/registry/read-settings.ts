import {
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { awsErrorName } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../runner/log.ts'
import type { Repository } from './reference.ts'
import type { FoundSettings } from './repository-settings.ts'

/** Reads the settings of a repository; what cannot be read is said and left out. */
export async function readSettings(model: Repository, session: AwsSession, log: Log): Promise<FoundSettings> {
  const { account: registryId, name, region, url } = model
  const client = session.client(ECRClient, region)
  const named = { registryId, repositoryName: name }
  const [described, lifecycle, policy] = await Promise.all([
    orNotice(
      client.send(new DescribeRepositoriesCommand({ registryId, repositoryNames: [name] })),
      `Mutability, scanning and encryption of ${url} cannot be read, so the defaults are used.`,
      log,
    ),
    orNotice(
      client.send(new GetLifecyclePolicyCommand(named)),
      `The lifecycle policy of ${url} cannot be read, and is not copied.`,
      log,
    ),
    orNotice(
      client.send(new GetRepositoryPolicyCommand(named)),
      `The repository policy of ${url} cannot be read, and is not copied.`,
      log,
    ),
  ])
  return {
    repository: described?.repositories?.[0],
    lifecycle: lifecycle?.lifecyclePolicyText,
    policy: policy?.policyText,
  }
}

async function orNotice<T>(answer: Promise<T>, sentence: string, log: Log): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (!NO_POLICY.test(awsErrorName(error))) log.notice(`${sentence} ${messageOf(error)}`)
    return undefined
  }
}

/** True where a policy is known not to exist: one that cannot be read is not replaced. */
export async function isAbsent(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer
    return false
  } catch (error) {
    return NO_POLICY.test(awsErrorName(error))
  }
}

const NO_POLICY = /^(?:Lifecycle|Repository)PolicyNotFoundException$/

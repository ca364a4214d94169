import {
  CreateRepositoryCommand,
  type CreateRepositoryRequest,
  DescribeImagesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { awsErrorName, isAccessDenied } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../runner/log.ts'
import type { Repository } from './reference.ts'
import { isAbsent, readSettings } from './read-settings.ts'
import { settingsLike } from './repository-settings.ts'

/**
 * Creates a repository whose tags can move, as `latest` and stages have to; scanning, encryption and lifecycle are left
 * to the defaults of the registry. One that another run created meanwhile is as good.
 * Source: Amazon ECR API Reference, CreateRepository.
 */
export async function createRepository(repository: Repository, session: AwsSession, log: Log): Promise<void> {
  const { account, name } = repository
  await create(
    repository,
    { registryId: account, repositoryName: name, imageTagMutability: 'MUTABLE' },
    session,
    log,
  )
}

/** A repository with the identity that may read or create it. */
interface OwnedRepository {
  readonly repository: Repository
  readonly session: AwsSession
}

/**
 * Creates a repository with the settings of another one: mutability, scanning, kind of encryption, lifecycle policy,
 * and the permission of Lambda to pull. One that exists and has an image is left as it is; an empty one gets the
 * policies it lacks.
 * @throws UserError when it cannot be created. What cannot be read of the model, or set, is said and left out.
 */
export async function createRepositoryLike(
  { repository: model, session: modelSession }: OwnedRepository,
  { repository: wanted, session }: OwnedRepository,
  log: Log,
): Promise<void> {
  // Everything is read before anything is made, so that only two calls are left to be cut off from the first one.
  const settings = settingsLike(model, wanted, await readSettings(model, modelSession, log))
  const created = await create(wanted, settings.create, session, log)
  if (created) settings.notes.forEach(log.info)
  // Killed after CreateRepository, a run leaves a repository with nothing in it, for images are pushed only after this
  // function. So the next run ends what this one began wherever a repository is still empty, and nowhere else: with an
  // image in it, it was finished, or is somebody's own.
  if (!created && !(await isEmpty(wanted, session))) return
  const client = session.client(ECRClient, wanted.region)
  const named = { registryId: wanted.account, repositoryName: wanted.name }
  // The permission first: without it a function does not start, without a lifecycle only old images pile up.
  const lacks = async (read: () => Promise<unknown>): Promise<boolean> => created || (await isAbsent(read()))
  if (
    settings.policy !== undefined &&
    (await lacks(async () => await client.send(new GetRepositoryPolicyCommand(named))))
  ) {
    const set = new SetRepositoryPolicyCommand({ ...named, policyText: settings.policy })
    await orWarn(client.send(set), `${wanted.url} does not let Lambda pull, as ${model.url} does.`, log)
  }
  if (
    settings.lifecycle !== undefined &&
    (await lacks(async () => await client.send(new GetLifecyclePolicyCommand(named))))
  ) {
    const put = new PutLifecyclePolicyCommand({ ...named, lifecyclePolicyText: settings.lifecycle })
    await orWarn(client.send(put), `${wanted.url} has no lifecycle policy, as ${model.url} has.`, log)
  }
}

async function create(
  repository: Repository,
  request: CreateRepositoryRequest,
  session: AwsSession,
  log: Log,
): Promise<boolean> {
  try {
    await session.client(ECRClient, repository.region).send(new CreateRepositoryCommand(request))
    log.info(`The repository ${repository.url} did not exist and is created.`)
    return true
  } catch (error) {
    if (awsErrorName(error) !== 'RepositoryAlreadyExistsException') throw error
    return false
  }
}

/** True where it is known that a repository has no image. */
async function isEmpty({ account, name, region }: Repository, session: AwsSession): Promise<boolean> {
  const ask = new DescribeImagesCommand({ registryId: account, repositoryName: name, maxResults: 1 })
  const answer = await session
    .client(ECRClient, region)
    .send(ask)
    .catch(() => undefined)
  return answer?.imageDetails?.length === 0
}

/** A denial would be the same the next time; any other failure ends the run, and the next one goes on from here. */
async function orWarn(done: Promise<unknown>, sentence: string, log: Log): Promise<void> {
  try {
    await done
  } catch (error) {
    if (!isAccessDenied(error)) throw error
    log.warning(`${sentence} ${messageOf(error)}`)
  }
}

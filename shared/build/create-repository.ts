import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { awsErrorName } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import type { Repository } from '../registry/reference.ts'
import type { Log } from '../runner/log.ts'

/**
 * Creates a repository whose tags can move, as `latest` and stages have to; scanning, encryption and lifecycle are left
 * to the defaults of the registry. One that another run created meanwhile is as good.
 * Source: Amazon ECR API Reference, CreateRepository.
 */
export async function createRepository(repository: Repository, session: AwsSession, log: Log): Promise<void> {
  try {
    await session.client(ECRClient, repository.region).send(
      new CreateRepositoryCommand({
        registryId: repository.account,
        repositoryName: repository.name,
        imageTagMutability: 'MUTABLE',
      }),
    )
    log.info(`The repository ${repository.url} did not exist and is created.`)
  } catch (error) {
    if (awsErrorName(error) !== 'RepositoryAlreadyExistsException') throw error
  }
}

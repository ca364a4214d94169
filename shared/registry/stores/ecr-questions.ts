import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  type ImageReferrer,
  ListImageReferrersCommand,
} from '@aws-sdk/client-ecr'
import { awsErrorName } from '../../aws/errors.ts'
import { messageOf } from '../../errors.ts'
import type { ImageStore } from '../image-store.ts'
import type { Descriptor } from '../manifest.ts'
import type { Repository } from '../reference.ts'
import type { EcrAccess } from './ecr-store.ts'

/**
 * What ECR's API tells besides images. Tags and settings are asked for to tell more or earlier; whatever stands in the
 * way of them is noted, and the work goes on without.
 */
export function ecrQuestions(
  repository: Repository,
  client: ECRClient,
  { note, signal }: Pick<EcrAccess, 'note' | 'signal'>,
): Pick<ImageStore, 'referrers' | 'tagsOf' | 'pushedAt' | 'immutable'> {
  const repositoryName = repository.name
  const registryId = repository.account
  const optional = async <T>(what: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask()
    } catch (error) {
      signal.throwIfAborted()
      // A repository that does not exist is no question that may stay open.
      const name = awsErrorName(error)
      if (name === 'RepositoryNotFoundException') throw error
      if (name !== 'ImageNotFoundException') {
        note(`${what} of ${repository.url} cannot be read, and it goes on without. ${messageOf(error)}`)
      }
      return undefined
    }
  }
  const pushed = new Map<string, number>()
  return {
    pushedAt: (digest) => pushed.get(digest),
    referrers: async (imageDigest) => {
      const found: Descriptor[] = []
      let nextToken: string | undefined
      do {
        const answer = await client.send(
          new ListImageReferrersCommand({
            registryId,
            repositoryName,
            subjectId: { imageDigest },
            nextToken,
          }),
        )
        found.push(...(answer.referrers ?? []).map(descriptorOf))
        nextToken = answer.nextToken
      } while (nextToken !== undefined)
      return found
    },
    tagsOf: async (digests) =>
      await optional('The tags', async () => {
        const { imageDetails = [] } = await client.send(
          new DescribeImagesCommand({
            registryId,
            repositoryName,
            imageIds: digests.map((imageDigest) => ({ imageDigest })),
          }),
        )
        for (const { imageDigest = '', imagePushedAt } of imageDetails) {
          if (imagePushedAt !== undefined) pushed.set(imageDigest, imagePushedAt.getTime())
        }
        return new Map(imageDetails.map(({ imageDigest = '', imageTags = [] }) => [imageDigest, imageTags]))
      }),
    immutable: async (tags) =>
      await optional('The settings', async () => {
        const { repositories } = await client.send(
          new DescribeRepositoriesCommand({ registryId, repositoryNames: [repositoryName] }),
        )
        const settings = repositories?.[0]
        const filters = (settings?.imageTagMutabilityExclusionFilters ?? []).map(({ filter = '' }) => filter)
        const byDefault = settings?.imageTagMutability?.startsWith('IMMUTABLE') ?? false
        return tags.filter((tag) => filters.some((filter) => matchesWildcard(tag, filter)) !== byDefault)
      }),
  }
}

function descriptorOf({ digest = '', mediaType = '', size = 0 }: ImageReferrer): Descriptor {
  return { digest, mediaType, size }
}

/** Source: Amazon ECR API Reference, ImageTagMutabilityExclusionFilter: `*` stands for any characters. */
function matchesWildcard(tag: string, filter: string): boolean {
  const parts = filter.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(tag)
}

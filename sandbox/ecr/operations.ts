import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../wire/json.ts'
import { describeImages, describeRepositories } from './describe.ts'
import {
  batchCheckLayerAvailability,
  batchDeleteImage,
  batchGetImage,
  getDownloadUrlForLayer,
  listImageReferrers,
  listImages,
  putImage,
} from './images.ts'
import {
  createRepository,
  deleteRepository,
  getLifecyclePolicy,
  getRepositoryPolicy,
  listRepositoryTags,
  putImageTagMutability,
  putLifecyclePolicy,
  setRepositoryPolicy,
} from './repositories.ts'
import type { EcrRegion } from './store.ts'

const TOKEN_LIFE = 12 * 60 * 60 * 1000

/** A password for the region's registry, good for 12 hours (API reference, GetAuthorizationToken). */
export function issueToken(ecr: EcrRegion): { password: string; expiresAt: number } {
  const password = randomBytes(24).toString('base64url')
  const expiresAt = Date.now() + TOKEN_LIFE
  ecr.tokens.set(password, expiresAt)
  return { password, expiresAt }
}

function getAuthorizationToken(_input: JsonObject, ecr: EcrRegion): JsonObject {
  const { password, expiresAt } = issueToken(ecr)
  return {
    authorizationData: [
      {
        authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
        expiresAt: expiresAt / 1000,
        proxyEndpoint: `http://${ecr.host}`,
      },
    ],
  }
}

/** ECR's operations by name. */
export const ecrOperations: Readonly<Record<string, (input: JsonObject, ecr: EcrRegion) => JsonObject>> = {
  GetAuthorizationToken: getAuthorizationToken,
  BatchGetImage: batchGetImage,
  PutImage: putImage,
  ListImages: listImages,
  BatchDeleteImage: batchDeleteImage,
  BatchCheckLayerAvailability: batchCheckLayerAvailability,
  GetDownloadUrlForLayer: getDownloadUrlForLayer,
  ListImageReferrers: listImageReferrers,
  DescribeImages: describeImages,
  DescribeRepositories: describeRepositories,
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  PutImageTagMutability: putImageTagMutability,
  GetRepositoryPolicy: getRepositoryPolicy,
  SetRepositoryPolicy: setRepositoryPolicy,
  GetLifecyclePolicy: getLifecyclePolicy,
  PutLifecyclePolicy: putLifecyclePolicy,
  ListTagsForResource: listRepositoryTags,
}

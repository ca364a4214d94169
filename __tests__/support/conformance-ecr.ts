import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListImagesCommand,
  PutImageCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { assemble } from '../../sandbox/images/assemble.ts'
import type { AwsSide } from './aws-side.ts'
import type { Step } from './conformance.ts'

/** The image that both sides hold: the sandbox with its layers, moto without, for it has none. */
export const IMAGE = assemble({ layers: [{ file: 'content' }], marker: 'one' })
const OTHER = assemble({ layers: [{ file: 'content' }], marker: 'two' })

const repositoryName = 'app'
const manifest = {
  repositoryName,
  imageManifest: IMAGE.root.bytes.toString('utf8'),
  imageManifestMediaType: IMAGE.root.mediaType,
}
const absent = `sha256:${'0'.repeat(64)}`
const policyText = JSON.stringify({
  Version: '2008-10-17',
  Statement: [
    {
      Sid: 'LambdaECRImageRetrievalPolicy',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ],
})
const lifecyclePolicyText = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 9 },
      action: { type: 'expire' },
    },
  ],
})

/** What the suite asks of ECR, and what it can be refused. */
export const ECR_STEPS: readonly Step<AwsSide>[] = [
  {
    name: 'GetAuthorizationToken',
    call: ({ ecr }) => ecr.send(new GetAuthorizationTokenCommand({})),
    reads: [
      'authorizationData.0.authorizationToken',
      'authorizationData.0.expiresAt',
      'authorizationData.0.proxyEndpoint',
    ],
  },
  {
    name: 'CreateRepository',
    call: ({ ecr }) => ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/api' })),
    reads: [
      'repository.repositoryArn',
      'repository.registryId',
      'repository.repositoryUri',
      'repository.imageTagMutability',
      'repository.imageScanningConfiguration.scanOnPush',
      'repository.encryptionConfiguration.encryptionType',
    ],
  },
  {
    name: 'CreateRepository, again',
    call: ({ ecr }) => ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/api' })),
  },
  {
    name: 'CreateRepository, upper case',
    call: ({ ecr }) => ecr.send(new CreateRepositoryCommand({ repositoryName: 'Team' })),
  },
  {
    name: 'DescribeRepositories',
    call: ({ ecr }) => ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['team/api'] })),
    reads: ['repositories.0.repositoryUri', 'repositories.0.imageTagMutability', 'repositories.0.createdAt'],
  },
  {
    name: 'DescribeRepositories, none',
    call: ({ ecr }) => ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['none'] })),
  },
  {
    name: 'PutImage',
    call: ({ ecr }) => ecr.send(new PutImageCommand({ ...manifest, imageTag: 'latest' })),
    reads: ['image.imageId.imageDigest', 'image.imageId.imageTag', 'image.repositoryName'],
  },
  {
    name: 'PutImage, again',
    call: ({ ecr }) => ecr.send(new PutImageCommand({ ...manifest, imageTag: 'latest' })),
  },
  {
    name: 'PutImage, a second tag',
    call: ({ ecr }) => ecr.send(new PutImageCommand({ ...manifest, imageTag: 'dev' })),
    reads: ['image.imageId.imageTag'],
  },
  {
    name: 'PutImage, another digest than it says',
    differs: 'moto does not compare; the API reference has ImageDigestDoesNotMatchException',
    call: ({ ecr }) => ecr.send(new PutImageCommand({ ...manifest, imageTag: 'x', imageDigest: absent })),
  },
  {
    name: 'PutImage, layers missing',
    differs: "moto holds no layers and takes any manifest; ECR's API reference has LayersNotFoundException",
    call: ({ ecr }) =>
      ecr.send(
        new PutImageCommand({ ...manifest, imageTag: 'x', imageManifest: OTHER.root.bytes.toString('utf8') }),
      ),
  },
  {
    name: 'PutImage, no repository',
    differs: 'moto breaks down (500); the API reference has RepositoryNotFoundException',
    call: ({ ecr }) => ecr.send(new PutImageCommand({ ...manifest, repositoryName: 'none', imageTag: 'x' })),
  },
  {
    name: 'BatchGetImage',
    call: ({ ecr }) =>
      ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'latest' }] })),
    reads: [
      'images.0.imageId.imageDigest',
      'images.0.imageId.imageTag',
      'images.0.imageManifest',
      'images.0.imageManifestMediaType',
      'failures',
    ],
  },
  {
    name: 'BatchGetImage, none of it',
    call: ({ ecr }) =>
      ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'none' }] })),
    reads: ['images', 'failures.0.failureCode', 'failures.0.failureReason', 'failures.0.imageId.imageTag'],
  },
  {
    name: 'BatchGetImage, no repository',
    call: ({ ecr }) =>
      ecr.send(new BatchGetImageCommand({ repositoryName: 'none', imageIds: [{ imageTag: 'none' }] })),
  },
  {
    name: 'DescribeImages',
    call: ({ ecr }) =>
      ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'latest' }] })),
    reads: ['imageDetails.0.imageDigest', 'imageDetails.0.imageTags', 'imageDetails.0.imagePushedAt'],
  },
  {
    name: 'DescribeImages, none',
    call: ({ ecr }) =>
      ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'none' }] })),
  },
  {
    name: 'ListImages',
    call: ({ ecr }) => ecr.send(new ListImagesCommand({ repositoryName })),
    reads: ['imageIds.0.imageDigest', 'imageIds.0.imageTag', 'imageIds.1.imageTag'],
  },
  {
    name: 'BatchCheckLayerAvailability',
    differs: 'moto does not have the operation',
    call: ({ ecr }) =>
      ecr.send(new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [absent] })),
    reads: ['layers.0.layerAvailability', 'layers.0.layerDigest'],
  },
  {
    name: 'GetRepositoryPolicy, none',
    call: ({ ecr }) => ecr.send(new GetRepositoryPolicyCommand({ repositoryName })),
  },
  {
    name: 'SetRepositoryPolicy',
    call: ({ ecr }) => ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText })),
    reads: ['policyText', 'repositoryName'],
  },
  {
    name: 'GetRepositoryPolicy',
    call: ({ ecr }) => ecr.send(new GetRepositoryPolicyCommand({ repositoryName })),
    reads: ['policyText'],
  },
  {
    name: 'GetLifecyclePolicy, none',
    call: ({ ecr }) => ecr.send(new GetLifecyclePolicyCommand({ repositoryName })),
  },
  {
    name: 'PutLifecyclePolicy',
    call: ({ ecr }) => ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText })),
    reads: ['lifecyclePolicyText'],
  },
  {
    name: 'BatchDeleteImage',
    call: ({ ecr }) =>
      ecr.send(
        new BatchDeleteImageCommand({
          repositoryName,
          imageIds: [{ imageTag: 'dev' }, { imageTag: 'none' }],
        }),
      ),
    reads: ['imageIds.0.imageTag', 'failures.0.failureCode'],
  },
]

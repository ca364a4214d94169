import type { KnownStop } from './known-stop.ts'

const PULL = 'CannotPull\\w*Error.*'
const SECRETS = '(secretsmanager|secrets? from|asm|ssm|parameter).*'

const SUBNETS =
  'Give the subnets of the tasks a way to ECR: a NAT gateway, a public IP address, or VPC endpoints (ecr.api, ecr.dkr, S3, logs), and let their security group out on port 443.'
const PLATFORM =
  'Build the image for the architecture that the task definition asks for in runtimePlatform: "platforms" of build-action.'

/**
 * What keeps a task from starting, the telling ones first.
 * Source: Amazon ECS Developer Guide, "Amazon ECS stopped tasks error messages", "CannotPullContainer task errors",
 * "ResourceInitializationError errors".
 */
export const KNOWN_STARTS: readonly KnownStop[] = [
  {
    name: 'image pull: too many requests',
    reason: new RegExp(`${PULL}(toomanyrequests|rate limit|429)`, 'is'),
    hint: 'The registry counts anonymous pulls: take the image of that container from ECR, by a pull-through cache for example.',
  },
  {
    name: 'image pull: platform',
    reason: new RegExp(`${PULL}(no matching manifest|matching platform|image platform)`, 'is'),
    hint: PLATFORM,
  },
  {
    name: 'image pull: disk full',
    reason: new RegExp(`${PULL}no space left on device`, 'is'),
    hint: 'Raise ephemeralStorage of the task definition, or the disk of the instances.',
  },
  {
    name: 'image pull: denied',
    reason: new RegExp(`${PULL}(denied|forbidden|unauthorized|not authorized|no basic auth)`, 'is'),
    hint: 'Allow the execution role of the task definition ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer, and in another account the policy of the repository, too.',
  },
  {
    name: 'image pull: not found',
    reason: new RegExp(`${PULL}(not found|manifest unknown|does not exist|unknown manifest)`, 'is'),
    hint: 'The image is not in its repository any more: check its lifecycle policy and the image of each container, then release again.',
  },
  {
    name: 'image pull: network',
    reason: new RegExp(
      `${PULL}(timeout|timed out|dial tcp|no such host|connection re|deadline exceeded|canceled|eof)`,
      'is',
    ),
    hint: SUBNETS,
  },
  {
    name: 'image pull',
    reason: /CannotPull\w*Error/i,
    hint: 'See what the registry answered; the execution role must be allowed to pull, and the subnets must reach the registry.',
  },
  {
    name: 'secret: denied',
    reason: new RegExp(`ResourceInitializationError.*${SECRETS}(denied|not authorized)`, 'is'),
    hint: 'Allow the execution role secretsmanager:GetSecretValue or ssm:GetParameters for what "secrets" of the task definition names, and kms:Decrypt where it has a key of its own.',
  },
  {
    name: 'secret: not found',
    reason: new RegExp(
      `ResourceInitializationError.*${SECRETS}(not ?found|invalid ssm parameters|can't find|json key)`,
      'is',
    ),
    hint: 'Create the secret or parameter in this region, or mend its name in "secrets" of the task definition.',
  },
  {
    name: 'log group missing',
    reason: /log group does not exist|ResourceNotFoundException.*log group|log group.*not (found|exist)/is,
    hint: 'Create the log group that awslogs-group names, or set awslogs-create-group and allow the execution role logs:CreateLogGroup.',
  },
  {
    name: 'log driver',
    reason: /failed to (initialize|validate|create) (logg|cloudwatch log)|failed to validate logger args/i,
    hint: 'Check logConfiguration of the containers: the log group is there, and the execution role may logs:CreateLogStream and logs:PutLogEvents.',
  },
  {
    name: 'start: network',
    reason:
      /ResourceInitializationError.*(registry auth|secrets).*(timeout|timed out|RequestError|RequestCanceled|deadline|dial tcp|no such host|send request failed|connection issue)/is,
    hint: SUBNETS,
  },
  {
    name: 'registry: denied',
    reason: /ResourceInitializationError.*(registry auth|\becr\b).*(denied|not authorized)/is,
    hint: 'Allow the execution role of the task definition ecr:GetAuthorizationToken.',
  },
  {
    name: 'EFS mount',
    reason: /EFS|mount\.nfs|failed to (invoke|mount)/,
    hint: 'Check that the file system has a mount target in these subnets, that its security group takes port 2049 from the tasks, and the access point and IAM settings of the volume.',
  },
  {
    name: 'network interface',
    reason: /network interface|RESOURCE:ENI|free addresses/i,
    hint: 'Check that the subnets have free addresses and the account free network interfaces, then release again.',
  },
  {
    name: 'resources',
    reason: /ResourceInitializationError/,
    hint: 'See what could not be prepared in the reason: secrets, logs, volumes and the network of the task definition.',
  },
  { name: 'architecture', reason: /exec format error/i, hint: PLATFORM },
  {
    name: 'start command',
    reason:
      /Cannot(Start|Create)ContainerError.*(executable file not found|no such file or directory|permission denied|not a directory)/is,
    hint: 'The image has no such program, or it may not be run: check entryPoint and command of the container, and ENTRYPOINT and CMD of the Dockerfile.',
  },
  {
    name: 'container start',
    reason:
      /Cannot(Start|Create)ContainerError|(Docker|ContainerRuntime)TimeoutError|CannotInspectContainerError/,
    hint: 'See the reason of the container; it could not be started with what the task definition asks for.',
  },
]

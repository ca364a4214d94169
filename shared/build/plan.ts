import { UserError } from '../errors.ts'
import { parseRepository, type Repository } from '../registry/reference.ts'
import type { Env } from '../runner/ports.ts'
import { reservedTags, type StagesFile } from '../stages/index.ts'
import type { BuildInputs } from './inputs.ts'
import { defaultDockerfile } from './paths.ts'
import type { BuildRequest } from './request.ts'
import { refuseImmutable } from './tags.ts'
import { workspaceOf } from './variable.ts'

/**
 * The build that inputs and stages file ask for. The file names the repository and the role where no input does, and
 * its stages are reserved as tags.
 * @throws UserError for what is missing, not valid, or contradicts itself
 */
export function planBuild(inputs: BuildInputs, stagesFile: StagesFile | undefined, env: Env): BuildRequest {
  const { options } = inputs
  refuseImmutable(
    'build-args',
    options.buildArgs.map((argument) => argument.split('=', 1)[0] ?? ''),
  )
  refuseImmutable(
    'secret-envs',
    options.secretEnvs.flatMap(({ id, value }) => [id, value]),
  )
  return {
    repository: repositoryOf(inputs, stagesFile, env),
    workspace: workspaceOf(env),
    context: inputs.context,
    dockerfile: inputs.dockerfilePath ?? defaultDockerfile(inputs.context),
    from: inputs.from,
    commit: inputs.sha,
    tags: inputs.tags,
    stages: reservedTags([...inputs.stages, ...(stagesFile?.stages ?? []).map(({ name }) => name)]),
    latest: inputs.latest,
    rebuild: inputs.rebuild,
    options,
    bucket: inputs.s3Bucket,
    role: inputs.roleToAssume ?? stagesFile?.role,
    githubToken: inputs.githubToken,
  }
}

function repositoryOf(inputs: BuildInputs, stagesFile: StagesFile | undefined, env: Env): Repository {
  const url = inputs.ecrImageUrl ?? stagesFile?.image
  if (url === undefined) {
    throw new UserError(
      'The input "ecr-image-url" is missing.',
      'Set "ecr-image-url" or the environment variable ECR_IMAGE_URL, or "image:" in the stages file.',
    )
  }
  const repository = parseRepository(url, { input: 'ecr-image-url', region: inputs.defaultRegion, env })
  const endpoint = inputs.ecrEndpoint?.replace(/^https?:\/\//, '').replace(/\/$/, '')
  if (endpoint !== undefined && endpoint !== repository.host) {
    throw new UserError(
      `The inputs "ecr-endpoint" (${endpoint}) and "ecr-image-url" (${url}) name different registries.`,
      '"ecr-endpoint" is the host of "ecr-image-url"; it can be left out.',
    )
  }
  if (inputs.awsRegion !== undefined && inputs.awsRegion !== repository.region) {
    throw new UserError(
      `The input "aws-region" says ${inputs.awsRegion}, and "ecr-image-url" is in ${repository.region}.`,
      '"aws-region" is the region of "ecr-image-url"; it can be left out.',
    )
  }
  return repository
}

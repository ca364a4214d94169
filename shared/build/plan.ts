import { imageRepository } from '../registry/image-input.ts'
import type { Env } from '../runner/ports.ts'
import { reservedTags, type StagesFile } from '../stages/index.ts'
import type { BuildInputs } from './inputs.ts'
import { defaultDockerfile } from './paths.ts'
import type { BuildRequest } from './request.ts'
import { refuseImmutable } from './tags.ts'
import { workspaceOf } from '../runner/variable.ts'

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
    repository: imageRepository(inputs, stagesFile?.image, env),
    workspace: workspaceOf(env),
    context: inputs.context,
    dockerfile: inputs.dockerfilePath ?? defaultDockerfile(inputs.context),
    from: inputs.from,
    commit: inputs.sha,
    tags: inputs.tags,
    stages: reservedTags([...inputs.stages, ...(stagesFile?.stages ?? []).map(({ name }) => name)]),
    latest: inputs.latest,
    rebuild: inputs.rebuild,
    createRepository: inputs.createRepository,
    options,
    bucket: inputs.s3Bucket,
    role: inputs.roleToAssume ?? stagesFile?.role,
    githubToken: inputs.githubToken,
  }
}

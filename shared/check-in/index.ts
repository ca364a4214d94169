import type { BuildInputs } from '../build/inputs.ts'
import { runBuild } from '../build/index.ts'
import { runDockerize } from '../dockerize/run.ts'
import { UserError } from '../errors.ts'
import { planRelease } from '../release/request/plan.ts'
import { runRelease } from '../release/index.ts'
import type { ReleaseInputs } from '../release/request/inputs.ts'
import type { Ports } from '../runner/ports.ts'
import { setOutputs } from '../runner/step.ts'
import { workspaceOf } from '../runner/variable.ts'
import { readStagesFile, type StagesFile } from '../stages/index.ts'
import type { CheckInInputs } from './inputs.ts'

/**
 * A check-in from inputs to outputs: a Dockerfile where there is none, the commit's image, and its release to the
 * first stage. The very digest that was built or found is released, never what `latest` names.
 * @throws UserError; what can be known to be wrong about the release is known before anything is built
 */
export async function runCheckIn(inputs: CheckInInputs, ports: Ports): Promise<void> {
  const stagesFile = await readStagesFile(workspaceOf(ports.env), inputs.release.stagesFile)
  const release = forFirstStage(inputs.release, stagesFile)
  // The digest is not known yet; everything else about the release is, and wrong inputs end it here.
  planRelease({
    inputs: { ...release, previousStageName: NO_DIGEST_YET },
    stagesFile,
    env: ports.env,
    note: () => undefined,
  })
  const build = inputs.build.from === undefined ? await withDockerfile(inputs, ports) : inputs.build
  const { digest } = await runBuild(build, ports)
  await runRelease({ ...release, previousStageName: digest }, ports)
}

const NO_DIGEST_YET = `sha256:${'0'.repeat(64)}`

/** The stage of the inputs, else the first one of the stages file. */
function forFirstStage(inputs: ReleaseInputs, stagesFile: StagesFile | undefined): ReleaseInputs {
  const stageName = inputs.stageName ?? stagesFile?.stages[0]?.name
  if (stageName !== undefined) return { ...inputs, stageName }
  throw new UserError(
    'The input "stage-name" is missing.',
    'Set "stage-name" or the environment variable STAGE_NAME, or describe the stages in .github/stages.yml.',
  )
}

/** The build with the Dockerfile that is there, or that was written because none was. */
async function withDockerfile({ dockerize, build }: CheckInInputs, ports: Ports): Promise<BuildInputs> {
  if (build.context !== '.') {
    // A generated Dockerfile takes its files from the repository's root; only one that is there can have another context.
    ports.log.info(`The context is ${build.context}: its Dockerfile is taken as it is.`)
    setOutputs({ generated: false })
    return build
  }
  const { dockerfilePath } = await ports.log.group(
    'Dockerfile',
    async () => await runDockerize(dockerize, ports),
  )
  return { ...build, dockerfilePath }
}

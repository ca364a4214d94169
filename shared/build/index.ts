import { type AwsSession, openAwsSession } from '../aws/session.ts'
import { buildSummary } from './summary.ts'
import { keepRecord } from '../report/record.ts'
import type { Ports } from '../runner/ports.ts'
import { addSummary, setOutputs } from '../runner/step.ts'
import { readStagesFile } from '../stages/index.ts'
import { buildImage } from './build-image.ts'
import { readGithubContext } from '../runner/github-context.ts'
import type { BuildInputs } from './inputs.ts'
import { planBuild } from './plan.ts'
import { buildRecord, recordKey } from './record.ts'
import { buildOutputs, type BuildResult } from './result.ts'
import { workspaceOf } from '../runner/variable.ts'

/**
 * A build from inputs to outputs: plans it, does it, and tells what came of it in outputs, summary and record.
 * @throws UserError
 */
export async function runBuild(inputs: BuildInputs, ports: Ports): Promise<BuildResult> {
  const { env, log, clock } = ports
  const stagesFile = await readStagesFile(workspaceOf(env), inputs.stagesFile)
  const request = planBuild(inputs, stagesFile, env)
  const session: AwsSession = openAwsSession(ports, request.role)
  const result = await buildImage(request, ports, session)
  setOutputs(buildOutputs(result))
  const github = await readGithubContext(env)
  await addSummary(buildSummary(result, github.repositoryUrl))
  if (request.bucket !== undefined && result.made !== 'there') {
    const { region } = result.repository
    const value = buildRecord(result, github, clock.now())
    await keepRecord({ bucket: request.bucket, region, key: recordKey(result), value }, session, log)
  }
  const how = { built: 'built', copied: 'pushed', there: 'there already, nothing was built' }[result.made]
  log.info(`${result.repository.name}: ${how}, ${result.digest}`)
  return result
}

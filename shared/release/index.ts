import { openAwsSessions } from '../aws/sessions.ts'
import { UserError } from '../errors.ts'
import { keepRecord } from '../report/record.ts'
import { releaseSummary } from './report/summary.ts'
import type { Ports } from '../runner/ports.ts'
import { addSummary, setOutputs } from '../runner/step.ts'
import { readGithubContext } from '../runner/github-context.ts'
import { workspaceOf } from '../runner/variable.ts'
import { readStagesFile } from '../stages/index.ts'
import type { ReleaseInputs } from './request/inputs.ts'
import { releaseOutputs } from './report/outputs.ts'
import { planRelease } from './request/plan.ts'
import { recordKey, releaseRecord } from './report/record.ts'
import { release } from './release.ts'
import { isGoodResult } from './deploy/verdict.ts'
import type { ReleaseReport } from './deploy/outcome.ts'

/**
 * A release from inputs to outputs: plans it, does it, and tells in outputs and summary how it ended.
 * @throws UserError for every result that is not a success
 */
export async function runRelease(inputs: ReleaseInputs, ports: Ports): Promise<ReleaseReport> {
  const { env, log } = ports
  const stagesFile = await readStagesFile(workspaceOf(env), inputs.stagesFile)
  const request = planRelease({ inputs, stagesFile, env, note: log.info })
  const sessions = openAwsSessions(ports)
  const report = await release(request, sessions, ports, { begins: () => Promise.resolve() })
  setOutputs(releaseOutputs(report))
  const github = await readGithubContext(env)
  await addSummary(releaseSummary(report, github.repositoryUrl))
  if (inputs.s3Bucket !== undefined && isWritten(report)) {
    const now = ports.clock.now()
    const value = releaseRecord(report, github, now)
    const { region } = report.home
    await keepRecord(
      { bucket: inputs.s3Bucket, region, key: recordKey(report, now), value },
      sessions.of(request.role),
      log,
    )
  }
  log.info(`${report.stage}: ${report.result}, ${report.digest}`)
  if (isGoodResult(report.result)) return report
  const message = `The release to "${report.stage}" ended as ${report.result}. ${report.reason ?? ''}`
  throw new UserError(message.trim(), report.hint)
}

function isWritten({ result }: ReleaseReport): boolean {
  return result !== 'unchanged' && result !== 'planned'
}

import { openAwsSession } from '../aws/session.ts'
import { UserError } from '../errors.ts'
import { releaseSummary } from '../report/release-summary.ts'
import type { Ports } from '../runner/ports.ts'
import { addSummary, setOutputs } from '../runner/step.ts'
import { readStagesFile } from '../stages/index.ts'
import type { ReleaseInputs } from './inputs.ts'
import { releaseOutputs } from './outputs.ts'
import { planRelease, roleOf } from './plan.ts'
import { release } from './release.ts'
import type { ReleaseReport } from './types.ts'

export { readReleaseInputs, type ReleaseInputs } from './inputs.ts'

/**
 * A release from inputs to outputs: plans it, does it, and tells in outputs and summary how it ended.
 * @throws UserError for every result that is not a success
 */
export async function runRelease(inputs: ReleaseInputs, ports: Ports): Promise<ReleaseReport> {
  const { env, log } = ports
  let told = false
  try {
    const stagesFile = await readStagesFile(env['GITHUB_WORKSPACE'] ?? process.cwd(), inputs.stagesFile)
    const request = planRelease({ inputs, stagesFile, env, note: log.info })
    const session = openAwsSession(ports, roleOf(inputs, stagesFile))
    const report = await release(request, session, ports)
    setOutputs(releaseOutputs(report))
    told = true
    await addSummary(
      releaseSummary(report, env['GITHUB_SERVER_URL'] ?? 'https://github.com', env['GITHUB_REPOSITORY']),
    )
    if (['released', 'unchanged', 'tagged'].includes(report.result)) {
      log.info(`${report.stage}: ${report.result}, ${report.digest}`)
      return report
    }
    throw new UserError(
      `The release to "${report.stage}" ended as ${report.result}. ${report.reason ?? ''}`,
      report.hint,
    )
  } catch (error) {
    if (!told)
      setOutputs({ result: ports.signal.aborted ? 'cancelled' : 'failed', changed: false, deployed: false })
    throw error
  }
}

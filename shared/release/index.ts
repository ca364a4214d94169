import { openAwsSessions } from '../aws/sessions.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../runner/ports.ts'
import { workspaceOf } from '../runner/variable.ts'
import { readStagesFile } from '../stages/index.ts'
import type { ReleaseReport } from './deploy/outcome.ts'
import { isGoodResult } from './deploy/verdict.ts'
import { release } from './release.ts'
import { openTeller } from './report/tell.ts'
import type { ReleaseInputs } from './request/inputs.ts'
import { planRelease } from './request/plan.ts'

/**
 * A release from inputs to outputs: plans it, does it, and tells in outputs and summary how it ended.
 * @throws UserError for every result that is not a success
 */
export async function runRelease(inputs: ReleaseInputs, ports: Ports): Promise<ReleaseReport> {
  const { env, log } = ports
  const stagesFile = await readStagesFile(workspaceOf(env), inputs.stagesFile)
  const request = planRelease({ inputs, stagesFile, env, note: log.info })
  const sessions = openAwsSessions(ports, request.role)
  const teller = await openTeller(request, inputs, sessions.of(request.role), ports)
  const report = await release(request, sessions, ports, teller).catch(async (error: unknown) => {
    await teller.broke(error)
    throw error
  })
  await teller.ended(report)
  if (isGoodResult(report.result)) return report
  const message = `The release to "${report.stage}" ended as ${report.result}. ${report.reason ?? ''}`
  throw new UserError(message.trim(), report.hint, { cause: ports.signal.reason })
}

import { openAwsSessions } from '../../aws/sessions.ts'
import { messageOf, UserError } from '../../errors.ts'
import type { Ports } from '../../runner/ports.ts'
import { addSummary } from '../../runner/step.ts'
import { workspaceOf } from '../../runner/variable.ts'
import { readStagesFile } from '../../stages/index.ts'
import type { KeptRelease } from '../kept/kept.ts'
import type { ReleaseInputs } from '../request/inputs.ts'
import { planRelease } from '../request/plan.ts'
import type { ReleaseRequest } from '../request/request.ts'
import { type Aftermath, aftermathSummary, headlineOf } from './aftermath.ts'
import { finishTags } from './tags.ts'
import { settleTargets } from './targets.ts'

// What is left of a cancelled job has five minutes together.
// Source: docs.github.com, "Workflow cancellation reference".
const POST_MS = 4 * 60_000

/**
 * Finishes what can be finished of a release whose step was cancelled or killed: follows the way back where there is
 * one, moves the tags that are left where everything runs the image already, and says what runs where.
 * The job had its result before, so what goes wrong here is a warning; but a way back that fails is an error.
 * @throws UserError for what was to be brought back, and was not
 */
export async function finishRelease(kept: KeptRelease, inputs: ReleaseInputs, ports: Ports): Promise<void> {
  const aftermath = await settled(kept, inputs, ports).catch((error: unknown) => {
    const { stage } = kept
    ports.log.warning(`It could not be found out where the release to "${stage}" stands: ${messageOf(error)}`)
  })
  if (aftermath === undefined) return
  const headline = headlineOf(aftermath)
  await addSummary(aftermathSummary(aftermath))
  const said = [headline, ...aftermath.standings.map(({ name, sentence }) => `${name} ${sentence}`)].join(' ')
  if (aftermath.standings.some(({ state }) => state === 'stuck')) {
    throw new UserError(said, 'Run the release again, or bring it back by "rollback: true".')
  }
  if (kept.killed) ports.log.warning(said)
  else ports.log.notice(said)
}

async function settled(kept: KeptRelease, inputs: ReleaseInputs, ports: Ports): Promise<Aftermath> {
  const { log } = ports
  const request = await plannedAgain(kept, inputs, ports)
  const context = { kept, request, sessions: openAwsSessions(ports, request.role), ports }
  const standings = await log.group(`Where the release to ${kept.stage} stands`, async () => {
    const all = await settleTargets(context)
    for (const { name, sentence } of all) log.info(`${name} ${sentence}`)
    return all
  })
  return { kept, standings, tags: await finishTags(context, standings) }
}

/** The request of the main step, from the same inputs: nothing of it was kept that might be secret. */
async function plannedAgain(
  { stage, image }: KeptRelease,
  inputs: ReleaseInputs,
  { env }: Ports,
): Promise<ReleaseRequest> {
  const stagesFile = await readStagesFile(workspaceOf(env), inputs.stagesFile)
  // A check-in has taken the first stage, and released the digest that it built.
  const same = { ...inputs, stageName: stage, previousStageName: inputs.previousStageName ?? image.digest }
  const request = planRelease({ inputs: same, stagesFile, env, note: () => undefined })
  const source = request.rollback ? request.source : image.digest
  return { ...request, source, expectedDigest: undefined, wait: 'deployed', waitMs: POST_MS }
}

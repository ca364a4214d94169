import type { AwsSession } from '../../aws/session.ts'
import { openGithubApi } from '../../github/api.ts'
import { keepRecord } from '../../report/record.ts'
import { readGithubContext } from '../../runner/github-context.ts'
import type { Ports } from '../../runner/ports.ts'
import { addSummary, setOutputs } from '../../runner/step.ts'
import type { ReleaseReport } from '../deploy/outcome.ts'
import type { ReleaseHooks } from '../release.ts'
import type { ReleaseInputs } from '../request/inputs.ts'
import type { ReleaseRequest } from '../request/request.ts'
import { beginDeployment, type DeploymentUnderWay } from './github-deployment.ts'
import { openCommitHistory, pairsOf } from './history.ts'
import { logLines } from './log-lines.ts'
import { releaseOutputs, urlOf } from './outputs.ts'
import { recordKey, releaseRecord } from './record.ts'
import type { Known } from './report.ts'
import { brokenSummary, releaseSummary } from './summary.ts'

/** Tells of a release: to GitHub, the log, the outputs, the summary and the bucket. */
export interface Teller extends ReleaseHooks {
  /** It ended, well or not. */
  readonly ended: (report: ReleaseReport) => Promise<void>
  /** It ended without a report. */
  readonly broke: (error: unknown) => Promise<void>
}

type TellerInputs = Pick<ReleaseInputs, 'githubDeployment' | 'githubToken' | 's3Bucket'>

// The runner kills a cancelled step 10 s after its first signal, and other things have to be told in that time.
const PATIENCE_MS = 10_000
const CANCELLED_PATIENCE_MS = 1_000

/**
 * Opens what tells of a release. Nothing of it makes a release fail.
 * @param session writes the record
 */
export async function openTeller(
  request: ReleaseRequest,
  inputs: TellerInputs,
  session: AwsSession,
  ports: Ports,
): Promise<Teller> {
  const github = await readGithubContext(ports.env)
  const api = openGithubApi(github, inputs.githubToken, ports)
  const history = openCommitHistory(api)
  let began = false
  let deployment: DeploymentUnderWay | undefined
  const patience = (): number => (ports.signal.aborted ? CANCELLED_PATIENCE_MS : PATIENCE_MS)

  const begin = async ({ images, commits, previousDigest }: Known): Promise<void> => {
    const known = await commits
    const { digest } = images.manifest
    const commit = known.get(digest)
    const previousCommit = previousDigest === undefined ? undefined : known.get(previousDigest)
    const board = images.board.map(({ stage, digest: now }) => {
      const after = stage === request.stage ? digest : now
      return { commit: after === undefined ? undefined : known.get(after) }
    })
    history.ask(pairsOf({ commit, previousCommit, board }))
    if (api === undefined || inputs.githubDeployment === 'false' || !deploysAnything(request)) return
    const { stage, stages, source } = request
    deployment = beginDeployment(
      inputs.githubDeployment,
      { stage, stages, source, digest, previousDigest, commit },
      api,
      github,
      ports,
    )
  }
  let begun: Promise<void> = Promise.resolve()

  return {
    begins: (known) => {
      began = true
      // GitHub is told beside the release, which does not wait for it.
      begun = begin(known)
      return Promise.resolve()
    },
    ended: async (report) => {
      setOutputs(releaseOutputs(report))
      await begun
      const { result, reason } = report
      const ending = deployment?.end({ result, url: urlOf(report), reason }, patience())
      const recording = record(report)
      const wanted = result === 'unchanged' ? [] : pairsOf(report)
      const comparisons = await history.compare(wanted, ports.signal.aborted ? 0 : PATIENCE_MS)
      const { repositoryUrl, runUrl } = github
      await addSummary(releaseSummary(report, { repositoryUrl, runUrl, comparisons, now: ports.clock.now() }))
      await Promise.all([ending, recording])
      for (const line of logLines(report, repositoryUrl, comparisons)) ports.log.info(line)
    },
    broke: async (error) => {
      const cancelled = ports.signal.aborted
      await addSummary(brokenSummary(request.stage, error, began, cancelled))
      await begun
      await deployment?.end({ result: cancelled ? 'cancelled' : 'failed' }, patience())
    },
  }

  async function record(report: ReleaseReport): Promise<void> {
    const { s3Bucket: bucket } = inputs
    if (bucket === undefined || report.result === 'unchanged' || report.result === 'planned') return
    const value = releaseRecord(report, github, ports.journal.calls)
    const kept = keepRecord(
      { bucket, region: report.home.region, key: recordKey(report), value },
      session,
      ports.log,
    )
    if (!ports.signal.aborted) {
      await kept
      return
    }
    const done = new AbortController()
    const late = ports.clock.sleep(CANCELLED_PATIENCE_MS, done.signal).catch(() => undefined)
    await Promise.race([kept, late])
    done.abort()
  }
}

/** A stage of which nothing runs has nothing to show in GitHub. */
function deploysAnything({ targets }: ReleaseRequest): boolean {
  return targets.some(({ runs }) => runs !== undefined)
}

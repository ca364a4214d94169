import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type Service,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs'
import { isAccessDenied } from '../../../aws/errors.ts'
import { messageOf } from '../../../errors.ts'
import type { Ports } from '../../../runner/ports.ts'
import type { AlarmCheck } from '../alarms.ts'
import type { TargetOutcome } from '../outcome.ts'
import type { EcsService, Target } from '../../request/target.ts'
import { explainFailure } from './diagnose.ts'
import { judgeRollout, type RolloutView, viewFromService } from './rollout.ts'
import { deploymentEntries } from './service.ts'

/** The deployment that is waited for. */
export interface Watched {
  readonly target: Target
  readonly service: EcsService
  /** As UpdateService answered, `ecs-svc/...`. */
  readonly deploymentId: string
  readonly taskDefinition: string
  readonly former: string | undefined
  /** When the deployment was created, by AWS's clock. */
  readonly createdAt: Date | undefined
  /** The service as it was found: its strategy, its kind of scheduling, where its tasks run. */
  readonly found?: Service | undefined
  /** What the deployment has to run; absent for a way back, which is judged by its task definition. */
  readonly expected?: Expected | undefined
  /** Asked while it is waited; absent for a way back, which an alarm must not hold up. */
  readonly alarms?: AlarmCheck | undefined
  /** Reads the last lines of a container's log. Never throws. */
  readonly tail?: TailLog | undefined
}

/** The released container, and the digests that count as the released image: its own, and those of its platforms. */
export interface Expected {
  readonly container: string
  readonly digests: ReadonlySet<string>
}

/** The last lines that a container of a task wrote, oldest first; none where they cannot be read. */
export type TailLog = (taskArn: string, container: string, lines: number) => Promise<readonly string[]>

type WatchPorts = Pick<Ports, 'clock' | 'log' | 'signal'>

const FIRST_POLL_MS = 500
const SLOWEST_POLL_MS = 15_000
const REPEAT_PROGRESS_MS = 60_000
// A deployment of the same task definition that is older than ours, as after a quick way there and back, is not ours.
const CREATED_MARGIN_MS = 5_000

/**
 * Waits until a deployment is over, or the time is. Says how it goes on whenever that changes, and why it did not
 * succeed.
 */
export async function watchRollout(
  client: ECSClient,
  watched: Watched,
  waitMs: number,
  ports: WatchPorts,
): Promise<TargetOutcome> {
  const outcome = await waitForEnd(client, watched, waitMs, ports)
  if (outcome.result === 'deployed' || outcome.result === 'tagged') return outcome
  const { service, taskDefinition, createdAt } = watched
  return { ...outcome, evidence: await explainFailure(client, service, taskDefinition, createdAt) }
}

async function waitForEnd(
  client: ECSClient,
  watched: Watched,
  waitMs: number,
  ports: WatchPorts,
): Promise<TargetOutcome> {
  const { clock, log, signal } = ports
  const deadline = clock.now() + waitMs
  const look = serviceDeploymentView(client, watched, ports)
  let said = { text: '', at: 0 }
  let serviceDeploymentArn: string | undefined
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
    const seen = await look()
    serviceDeploymentArn ??= seen.arn
    const verdict = judgeRollout(seen.view)
    const arn = serviceDeploymentArn === undefined ? {} : { serviceDeploymentArn }
    if (verdict.over) {
      return {
        result: verdict.result,
        accepted: true,
        ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
        ...arn,
      }
    }
    const now = clock.now()
    if (verdict.progress !== said.text || now - said.at >= REPEAT_PROGRESS_MS) {
      said = { text: verdict.progress, at: now }
      log.info(`${watched.target.name}: ${verdict.progress}`)
    }
    if (now >= deadline) {
      return {
        result: 'timed-out',
        accepted: true,
        reason: `The deployment was not over after ${Math.round(waitMs / 6000) / 10} minutes: ${verdict.progress}.`,
        hint: 'Raise "wait-minutes" if the service needs longer; the events below say what it waits for.',
        ...arn,
      }
    }
    await clock.sleep(Math.min(pause, Math.max(deadline - now, 1)), signal)
  }
}

interface Seen {
  readonly view: RolloutView
  readonly arn?: string | undefined
}

function serviceDeploymentView(
  client: ECSClient,
  watched: Watched,
  { log }: WatchPorts,
): () => Promise<Seen> {
  let arn: string | undefined
  let mayAsk = true
  return async () => {
    if (mayAsk) {
      try {
        arn ??= await findServiceDeployment(client, watched)
        const deployment = arn === undefined ? undefined : await describeDeployment(client, arn)
        if (deployment && deployment.status !== 'STOPPED')
          return { view: viewFromDeployment(deployment), arn }
        if (deployment) return { view: await viewOfStopped(client, watched, deployment), arn }
      } catch (error) {
        mayAsk = false
        const why = isAccessDenied(error)
          ? 'the role may not see its service deployments. Allow ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions for exact reasons.'
          : messageOf(error)
        log.info(`${watched.target.name}: judged by the service alone, because ${why}`)
      }
    }
    const service = await readService(client, watched.service)
    return { view: viewFromService(deploymentEntries(service), watched.deploymentId, watched.former) }
  }
}

/** The service deployment whose target revision runs our task definition; none while the list lags behind. */
async function findServiceDeployment(client: ECSClient, watched: Watched): Promise<string | undefined> {
  const { cluster, service } = watched.service
  const after = watched.createdAt && new Date(watched.createdAt.getTime() - CREATED_MARGIN_MS)
  const { serviceDeployments = [] } = await client.send(
    new ListServiceDeploymentsCommand({ cluster, service, ...(after ? { createdAt: { after } } : {}) }),
  )
  const revisions = serviceDeployments.flatMap(
    ({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? [],
  )
  if (revisions.length === 0) return undefined
  const { serviceRevisions = [] } = await client.send(
    new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...new Set(revisions)].slice(0, 20) }),
  )
  const own = new Set(
    serviceRevisions
      .filter(({ taskDefinition }) => taskDefinition === watched.taskDefinition)
      .map(({ serviceRevisionArn }) => serviceRevisionArn),
  )
  return serviceDeployments
    .filter(({ targetServiceRevisionArn }) => own.has(targetServiceRevisionArn))
    .toSorted((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0]
    ?.serviceDeploymentArn
}

async function describeDeployment(client: ECSClient, arn: string): Promise<ServiceDeployment | undefined> {
  const answer = await client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
  return answer.serviceDeployments?.[0]
}

async function readService(client: ECSClient, { cluster, service }: EcsService): Promise<Service> {
  const answer = await client.send(new DescribeServicesCommand({ cluster, services: [service] }))
  return answer.services?.[0] ?? {}
}

/** A deployment is stopped by hand, by a rollback, or because another one came: the service tells which. */
async function viewOfStopped(
  client: ECSClient,
  watched: Watched,
  deployment: ServiceDeployment,
): Promise<RolloutView> {
  const entries = deploymentEntries(await readService(client, watched.service))
  const { status } = viewFromService(entries, watched.deploymentId, watched.former)
  const stopped = viewFromDeployment(deployment)
  return status === 'SUCCESSFUL' || status === 'IN_PROGRESS' ? stopped : { ...stopped, status }
}

function viewFromDeployment(deployment: ServiceDeployment): RolloutView {
  const revision = deployment.targetServiceRevision
  return {
    status: deployment.status ?? 'PENDING',
    statusReason: deployment.rollback?.reason ?? deployment.statusReason,
    running: revision?.runningTaskCount ?? 0,
    desired: revision?.requestedTaskCount ?? 0,
    failed: deployment.deploymentCircuitBreaker?.failureCount ?? 0,
    lifecycleStage: deployment.lifecycleStage,
    alarms: deployment.alarms?.triggeredAlarmNames ?? [],
  }
}

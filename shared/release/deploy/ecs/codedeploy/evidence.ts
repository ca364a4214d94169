import type { TargetOutcome } from '../../outcome.ts'
import { failuresOf, groupStops, type StopGroup } from '../diagnose-stops.ts'
import { tailTaskLog } from '../logs.ts'
import { openStoppedTasks } from '../watch-tasks.ts'
import type { Way } from './follow.ts'
import type { DeploymentView } from './judge.ts'

const LOG_LINES = 10
const LOGS_OF_REASONS = 2

/**
 * What CodeDeploy and ECS said of a deployment that broke: its steps, why its tasks stopped, and the end of their logs.
 * Never throws: the deployment broke for a reason of its own.
 * @param taskDefinition what was deployed
 */
export async function evidenceOf(
  way: Way,
  view: DeploymentView,
  taskDefinition: string,
): Promise<Required<Pick<TargetOutcome, 'evidence'>> & Pick<TargetOutcome, 'hint'>> {
  const stops = await stopsOf(way, view, taskDefinition).catch(() => [])
  const logs = await Promise.all(stops.slice(0, LOGS_OF_REASONS).map(async (stop) => await logOf(way, stop)))
  const hint = stops.find((stop) => stop.hint !== undefined)?.hint
  return {
    evidence: [...stepsOf(view), ...stops.map(({ line }) => line), ...logs.flat()],
    ...(hint === undefined ? {} : { hint }),
  }
}

/** The steps of a deployment with what became of each, in a line. */
export function stepsOf({ id, steps }: DeploymentView): readonly string[] {
  const done = steps.filter(({ status }) => status !== 'Pending')
  if (done.length === 0) return []
  return [`${id}: ${done.map(({ name, status }) => `${name} ${status.toLowerCase()}`).join(', ')}`]
}

async function stopsOf(
  { ecs, runs }: Way,
  { replacement }: DeploymentView,
  taskDefinition: string,
): Promise<readonly StopGroup[]> {
  const tasks = openStoppedTasks(ecs, runs)
  await tasks.readAll()
  return groupStops(failuresOf(tasks.seen(), replacement ?? '', taskDefinition))
}

async function logOf(way: Way, { taskArn, container }: StopGroup): Promise<readonly string[]> {
  if (container === undefined) return []
  const { context, target, definition } = way
  const lines = await tailTaskLog(
    context.session,
    target.region,
    definition,
    { taskArn },
    container,
    LOG_LINES,
  )
  return lines.map((line) => `${container}: ${line}`)
}
